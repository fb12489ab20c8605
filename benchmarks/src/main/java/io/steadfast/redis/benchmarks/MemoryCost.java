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

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.netty.buffer.PooledByteBufAllocator;
import io.steadfast.redis.test.ScriptedCrowd;
import org.awaitility.Awaitility;

/**
 * What a client keeps in memory. The nodes live in the same process: what a connection
 * costs them is measured with plain sockets and taken off.
 *
 * @param topologyBytes heap of a client that knows all nodes and has asked one
 * @param connectionBytes heap for each connection, its buffers included where they are on
 * the heap
 * @param bufferBytes memory of Netty's pooled buffers in use, for each connection
 */
record MemoryCost(long topologyBytes, long connectionBytes, long bufferBytes) {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	/**
	 * Measure it.
	 * @param client whose, see {@link CrowdClient}
	 * @param nodes how many primaries
	 * @return of a client with one connection to each
	 * @throws Exception if a node does not answer
	 */
	static MemoryCost measure(String client, int nodes) throws Exception {
		try (ScriptedCrowd crowd = ScriptedCrowd.start(nodes)) {
			warmUp(client, crowd);
			long ofNode = ofNodes(crowd) / nodes;
			long before = usedHeap();
			try (CrowdClient fresh = new CrowdClient(client, crowd)) {
				fresh.commands().get(CrowdClient.key(0)).get();
				long knowing = usedHeap();
				long few = crowd.connectionsOpen();
				long buffers = usedBuffers();
				fresh.connectAll();
				long opened = crowd.connectionsOpen() - few;
				return new MemoryCost(knowing - before, (usedHeap() - knowing) / opened - ofNode,
						(usedBuffers() - buffers) / opened);
			}
		}
	}

	/** Classes and pools that any client leaves behind are not its cost. */
	private static void warmUp(String client, ScriptedCrowd crowd) throws Exception {
		try (CrowdClient first = new CrowdClient(client, crowd)) {
			first.connectAll();
		}
		awaitConnections(crowd, 0);
	}

	private static long ofNodes(ScriptedCrowd crowd) throws IOException {
		long before = usedHeap();
		List<SocketChannel> sockets = new ArrayList<>();
		for (String endpoint : crowd.endpoints()) {
			int colon = endpoint.lastIndexOf(':');
			sockets.add(SocketChannel.open(new InetSocketAddress(endpoint.substring(0, colon),
					Integer.parseInt(endpoint.substring(colon + 1)))));
		}
		awaitConnections(crowd, sockets.size());
		long cost = usedHeap() - before;
		for (SocketChannel socket : sockets) {
			socket.close();
		}
		awaitConnections(crowd, 0);
		return cost;
	}

	private static void awaitConnections(ScriptedCrowd crowd, int expected) {
		Awaitility.await().atMost(LIMIT).until(() -> crowd.connectionsOpen() == expected);
	}

	private static long usedHeap() {
		long used = Long.MAX_VALUE;
		while (true) {
			System.gc();
			long now = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
			if (now >= used - 1_000) {
				return now;
			}
			used = now;
		}
	}

	private static long usedBuffers() {
		return PooledByteBufAllocator.DEFAULT.metric()
			.directArenas()
			.stream()
			.mapToLong((arena) -> arena.numActiveBytes())
			.sum();
	}

}
