/*
 * Copyright 2026 the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.steadfast.redis.sample.traffic;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link TrafficProperties}.
 */
class TrafficPropertiesTest {

	@Test
	@EnabledForJreRange(max = JRE.JAVA_20)
	void virtualThreadsAreRefusedByAJavaThatHasNone() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new TrafficProperties(1, 1, TrafficProperties.Style.VIRTUAL))
			.withMessage("sample.traffic.style is virtual, which needs Java 21 or newer");
	}

	@Test
	void noTrafficAtAllIsRefusedByTheNamesOfItsProperties() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new TrafficProperties(0, 1, TrafficProperties.Style.BLOCKING))
			.withMessageContaining("sample.traffic.rate");
	}

}
