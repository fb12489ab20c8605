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
package io.steadfast.redis.benchmarks;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Names of contenders.
 */
class ContenderNameTests {

	@Test
	void aKindIsAName() {
		assertThat(ContenderName.parse("lettuce-7"))
			.isEqualTo(new ContenderName("lettuce-7", "lettuce-7", List.of(), false));
	}

	@Test
	void propertiesAndSocketsFollowTheKind() {
		ContenderName name = ContenderName.parse("boot-default@a.b=1@c.d=e+native");
		assertThat(name.kind()).isEqualTo("boot-default");
		assertThat(name.properties()).containsExactly("a.b=1", "c.d=e");
		assertThat(name.nativeTransport()).isTrue();
		assertThat(name.text()).isEqualTo("boot-default@a.b=1@c.d=e+native");
	}

	@Test
	void ofThoseThatSayNothingOursAloneHasNativeSockets() {
		assertThat(Contenders.kinds().stream().map(ContenderName::parse).filter(ContenderName::nativeTransport))
			.extracting(ContenderName::text)
			.containsExactly("steadfast", "steadfast-native");
		assertThat(ContenderName.parse("steadfast+nio").nativeTransport()).isFalse();
	}

	@Test
	void anUnknownKindIsAnsweredWithThoseThatThereAre() {
		assertThatIllegalArgumentException().isThrownBy(() -> ContenderName.parse("memcached"))
			.withMessageContaining("memcached")
			.withMessageContaining("boot-default")
			.withMessageContaining("redis-benchmark")
			.withMessageContaining("@<property>=<value>")
			.withMessageContaining("+native");
	}

}
