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

package io.steadfast.redis.topology;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Endpoint}.
 */
class EndpointTest {

	@Test
	void readsAsHostAndPort() {
		assertThat(new Endpoint("10.0.0.1", 6379)).hasToString("10.0.0.1:6379");
	}

	@Test
	void bracketsAroundIpv6AreShownButNotStored() {
		Endpoint endpoint = new Endpoint("[fe80::1]", 6379);
		assertThat(endpoint.host()).isEqualTo("fe80::1");
		assertThat(endpoint).hasToString("[fe80::1]:6379").isEqualTo(new Endpoint("fe80::1", 6379));
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, 0, 65536 })
	void refusesAPortThatNoServerCanHave(int port) {
		assertThatIllegalArgumentException().isThrownBy(() -> new Endpoint("a", port)).withMessageContaining("" + port);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "[]" })
	void refusesABlankHost(String host) {
		assertThatIllegalArgumentException().isThrownBy(() -> new Endpoint(host, 6379));
	}

}
