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

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import io.netty.channel.Channel;
import io.steadfast.redis.test.ScriptedRedisCluster;
import io.steadfast.redis.test.ScriptedRedisNode;
import org.jspecify.annotations.Nullable;

/**
 * Redirects every other GET to that one of two nodes which was not asked. Of one event
 * loop, on which each command is answered before the next one.
 */
final class EveryOther implements Function<Channel, @Nullable ByteBuffer> {

	private final int firstPort;

	private final ByteBuffer toFirst;

	private final ByteBuffer toSecond;

	private final AtomicInteger redirects;

	private boolean followed = true;

	/**
	 * Redirect within a cluster.
	 * @param kind {@code MOVED} or {@code ASK}
	 * @param slot the slot of all keys
	 * @param cluster its nodes
	 * @param redirects counts them
	 */
	EveryOther(String kind, int slot, ScriptedRedisCluster cluster, AtomicInteger redirects) {
		this.firstPort = cluster.first().port();
		this.toFirst = line(kind, slot, cluster.first());
		this.toSecond = line(kind, slot, cluster.second());
		this.redirects = redirects;
	}

	private static ByteBuffer line(String kind, int slot, ScriptedRedisNode target) {
		return ByteBuffer.wrap((kind + " " + slot + " " + target.endpoint()).getBytes(StandardCharsets.US_ASCII));
	}

	@Override
	public @Nullable ByteBuffer apply(Channel asked) {
		this.followed = !this.followed;
		if (this.followed) {
			return null;
		}
		this.redirects.incrementAndGet();
		boolean first = ((InetSocketAddress) asked.remoteAddress()).getPort() == this.firstPort;
		return (first ? this.toSecond : this.toFirst).duplicate();
	}

}
