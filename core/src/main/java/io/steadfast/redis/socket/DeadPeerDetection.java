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
import io.lettuce.core.SocketOptions.TcpUserTimeoutOptions;
import io.lettuce.core.resource.EpollProvider;
import io.lettuce.core.resource.IOUringProvider;

/**
 * Lets the kernel find out that the host at the other end is gone: by keep-alive probes
 * while a connection is idle, and by TCP_USER_TIMEOUT while data waits to be
 * acknowledged. A node that is alive and silent is found by the silence while commands
 * are in flight.
 */
final class DeadPeerDetection {

	/** An idle connection to a host that is gone ends after about 20 seconds. */
	private static final Duration KEEP_ALIVE_IDLE = Duration.ofSeconds(10);

	private static final Duration KEEP_ALIVE_INTERVAL = Duration.ofSeconds(3);

	private static final int KEEP_ALIVE_COUNT = 3;

	/** Lettuce does not connect with more, which is 25 days. */
	private static final Duration MOST_USER_TIMEOUT = Duration.ofMillis(Integer.MAX_VALUE);

	private DeadPeerDetection() {
	}

	/**
	 * Add to socket options what the application has not set itself.
	 * @param given the options of the application
	 * @param stallTimeout after which a connection is replaced while commands are in
	 * flight; the kernel gives up no earlier
	 * @return options with keep-alive, and with a user timeout where the transport has it
	 */
	static SocketOptions addTo(SocketOptions given, Duration stallTimeout) {
		return addTo(given, stallTimeout, EpollProvider.isAvailable() || IOUringProvider.isAvailable());
	}

	static SocketOptions addTo(SocketOptions given, Duration stallTimeout, boolean nativeTransport) {
		SocketOptions.Builder options = given.mutate();
		if (!given.isKeepAlive()) {
			options.keepAlive(KeepAliveOptions.builder()
				.enable()
				.idle(KEEP_ALIVE_IDLE)
				.interval(KEEP_ALIVE_INTERVAL)
				.count(KEEP_ALIVE_COUNT)
				.build());
		}
		if (!given.isEnableTcpUserTimeout() && nativeTransport) {
			options.tcpUserTimeout(
					TcpUserTimeoutOptions.builder().enable().tcpUserTimeout(userTimeout(stallTimeout)).build());
		}
		return options.build();
	}

	private static Duration userTimeout(Duration stallTimeout) {
		boolean tooLong = stallTimeout.compareTo(MOST_USER_TIMEOUT.dividedBy(2)) > 0;
		return tooLong ? MOST_USER_TIMEOUT : stallTimeout.multipliedBy(2);
	}

}
