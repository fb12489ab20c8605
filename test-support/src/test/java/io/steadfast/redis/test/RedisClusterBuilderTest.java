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

package io.steadfast.redis.test;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * A wish that cannot be granted is refused where it is made.
 */
class RedisClusterBuilderTest {

	private final RedisClusterBuilder builder = RedisCluster.builder();

	@Test
	void aClusterHasShards() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.builder.shards(0))
			.withMessage("shards is 0, but a cluster has at least one");
		assertThatIllegalArgumentException().isThrownBy(() -> this.builder.replicas(-1))
			.withMessage("replicas is -1, but cannot be negative");
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT-1S", "PT0S", "PT0.0009S" })
	void aNodeMayBeSilentForAMoment(Duration nodeTimeout) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.builder.nodeTimeout(nodeTimeout))
			.withMessage("nodeTimeout is " + nodeTimeout + ", but takes a millisecond at least");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a b", "a\"b", "'", "a\nb" })
	void aPasswordFitsIntoAConfigurationFile(String password) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.builder.password(password))
			.withMessage("password has white space or a quote, which do not fit into a configuration file");
	}

}
