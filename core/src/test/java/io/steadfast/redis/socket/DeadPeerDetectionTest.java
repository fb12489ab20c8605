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

package io.steadfast.redis.socket;

import java.time.Duration;

import io.lettuce.core.SocketOptions;
import io.lettuce.core.SocketOptions.KeepAliveOptions;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the kernel is told, beside what the application says.
 */
class DeadPeerDetectionTest {

	private static final Duration STALL = Duration.ofSeconds(2);

	@Test
	void keepAliveAndUserTimeoutAreOnByThemselves() {
		SocketOptions options = DeadPeerDetection.addTo(SocketOptions.create(), STALL, true);
		assertThat(options.isKeepAlive()).isTrue();
		assertThat(options.getKeepAlive().getIdle()).isEqualTo(Duration.ofSeconds(10));
		assertThat(options.isEnableTcpUserTimeout()).isTrue();
		assertThat(options.getTcpUserTimeout().getTcpUserTimeout()).isEqualTo(Duration.ofSeconds(4));
	}

	/**
	 * Lettuce fails to connect where it does not fit an int.
	 */
	@Test
	void aUserTimeoutIsNoLongerThanTheKernelCanCount() {
		SocketOptions options = DeadPeerDetection.addTo(SocketOptions.create(), Duration.ofDays(365), true);

		assertThat(options.getTcpUserTimeout().getTcpUserTimeout()).isEqualTo(Duration.ofMillis(Integer.MAX_VALUE));
	}

	@Test
	void whatTheApplicationHasSetStays() {
		SocketOptions given = SocketOptions.builder()
			.connectTimeout(Duration.ofSeconds(7))
			.keepAlive(KeepAliveOptions.builder().enable().idle(Duration.ofMinutes(1)).build())
			.build();
		SocketOptions options = DeadPeerDetection.addTo(given, STALL, false);
		assertThat(options.getKeepAlive().getIdle()).isEqualTo(Duration.ofMinutes(1));
		assertThat(options.getConnectTimeout()).isEqualTo(Duration.ofSeconds(7));
		assertThat(options.isEnableTcpUserTimeout()).isFalse();
	}

}
