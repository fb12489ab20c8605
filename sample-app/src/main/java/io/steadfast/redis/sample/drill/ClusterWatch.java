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

package io.steadfast.redis.sample.drill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.steadfast.redis.test.RedisCluster;
import io.steadfast.redis.test.RedisNode;

/**
 * Asks every node, all the time, whether it serves and whether it is a primary: what the
 * cluster itself has to say about a fault, beside what the client makes of it. Each node
 * has a thread, so that one that hangs delays only what is known of it.
 */
final class ClusterWatch implements AutoCloseable {

	private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

	private final List<NodeWatch> nodes;

	ClusterWatch(RedisCluster cluster) {
		this.nodes = cluster.nodes().stream().map(NodeWatch::new).toList();
		this.nodes.forEach(NodeWatch::start);
	}

	/**
	 * When a node first called itself a primary after having been a replica.
	 * @param since not before this time
	 * @return a time by {@link System#nanoTime()}, late by up to 10 ms
	 */
	Optional<Long> promotedSince(long since) {
		return this.nodes.stream()
			.flatMap((node) -> node.promotions().stream())
			.filter((at) -> at >= since)
			.sorted()
			.findFirst();
	}

	/**
	 * The times in which Redis itself refused: a node answered and said that the cluster
	 * is down.
	 * @param asked the nodes that count
	 * @return in order
	 */
	List<Span> refused(List<RedisNode> asked) {
		List<Span> spans = new ArrayList<>();
		this.nodes.stream()
			.filter((node) -> asked.contains(node.node()))
			.forEach((node) -> spans.addAll(node.refused()));
		return Span.joined(spans);
	}

	/**
	 * When the last node that had not served began to serve again.
	 * @param since not before this time
	 * @return a time by {@link System#nanoTime()}
	 */
	Optional<Long> wholeSince(long since) {
		return this.nodes.stream()
			.flatMap((node) -> node.recoveries().stream())
			.filter((at) -> at >= since)
			.max(Long::compare);
	}

	@Override
	public void close() {
		this.nodes.forEach(NodeWatch::stop);
		this.nodes.forEach((node) -> node.awaitEnd(STOP_LIMIT));
	}

	/**
	 * A field of {@code INFO} or {@code CLUSTER INFO}.
	 * @param node who is asked
	 * @param name name of the field
	 * @param command the command that lists it
	 * @return its value, or an empty string
	 */
	static String field(RedisNode node, String name, String... command) {
		return node.execute(command)
			.lines()
			.filter((line) -> line.startsWith(name + ":"))
			.map((line) -> line.substring(name.length() + 1).strip())
			.findFirst()
			.orElse("");
	}

}
