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

package io.steadfast.redis.connection;

import java.util.function.Supplier;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is kept of the connection that Spring shares, and until when.
 */
class KeptConnectionTest {

	private static final Supplier<String> NOT_ASKED = () -> {
		throw new IllegalStateException("there is one already");
	};

	private final KeptConnection<String> connections = new KeptConnection<>();

	@Test
	void springIsAskedOnce() {
		assertThat(this.connections.get(() -> "shared")).isEqualTo("shared");
		assertThat(this.connections.get(NOT_ASKED)).isEqualTo("shared");
	}

	@Test
	void springIsAskedAgainAfterAReset() {
		this.connections.get(() -> "former");
		this.connections.forget();
		assertThat(this.connections.get(() -> "latter")).isEqualTo("latter");
	}

	@Test
	void whoLookedItUpBeforeAResetDoesNotLeaveItToOthers() {
		assertThat(this.connections.get(() -> {
			this.connections.forget();
			return "former";
		})).isEqualTo("former");
		assertThat(this.connections.get(() -> "latter")).isEqualTo("latter");
		assertThat(this.connections.get(NOT_ASKED)).isEqualTo("latter");
	}

	@Test
	void noneIsNotKept() {
		assertThat(this.connections.get(() -> null)).isNull();
		assertThat(this.connections.get(() -> "shared")).isEqualTo("shared");
	}

}
