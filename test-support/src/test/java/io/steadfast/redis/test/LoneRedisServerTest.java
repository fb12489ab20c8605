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

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * A server of its own accepts connections, or says why not.
 */
class LoneRedisServerTest {

	@Test
	void acceptsConnectionsOnceItIsStarted() {
		try (LoneRedisServer server = LoneRedisServer.start()) {
			int colon = server.endpoint().indexOf(':');
			assertThat(Loopback.answers(server.endpoint().substring(0, colon),
					Integer.parseInt(server.endpoint().substring(colon + 1))))
				.isTrue();
		}
	}

	@Test
	void quotesTheServersLogIfItDoesNotStart() {
		assertThatIllegalStateException().isThrownBy(() -> LoneRedisServer.start("no-such-directive 1"))
			.withMessageContaining("'no-such-directive 1'");
	}

}
