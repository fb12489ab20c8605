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

import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.steadfast.redis.topology.Node;
import io.steadfast.redis.topology.TopologySnapshot;
import io.steadfast.redis.topology.SlotTable;
import org.jspecify.annotations.Nullable;

import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.data.redis.ClusterStateFailureException;
import org.springframework.data.redis.PassThroughExceptionTranslationStrategy;
import org.springframework.data.redis.connection.ClusterCommandExecutor;
import org.springframework.data.redis.connection.ClusterNodeResourceProvider;
import org.springframework.data.redis.connection.RedisClusterNode;
import org.springframework.data.redis.connection.lettuce.LettuceExceptionConverter;

/**
 * Spring Data's executor of commands to several nodes, which returns all results or
 * throws: keys whose slot has no known owner are named instead of left out.
 */
final class CompleteCommandExecutor extends ClusterCommandExecutor {

	private final RoutingClusterClient client;

	private CompleteCommandExecutor(RoutingClusterClient client, AsyncTaskExecutor executor) {
		super(client.springTopology(), new NodeResources(client),
				new PassThroughExceptionTranslationStrategy(new LettuceExceptionConverter()), executor);
		this.client = client;
	}

	/**
	 * Create an executor.
	 * @param client whose topology and connections it uses
	 * @param executor runs the commands to the nodes, {@code null} for a thread for each
	 * @return an executor to be closed with {@link #close}
	 */
	static CompleteCommandExecutor over(RoutingClusterClient client, @Nullable AsyncTaskExecutor executor) {
		return new CompleteCommandExecutor(client, new WaitedForExecutor(
				(executor != null) ? executor : new SimpleAsyncTaskExecutor("steadfast-redis-nodes-")));
	}

	static void close(ClusterCommandExecutor executor) {
		try {
			executor.destroy();
		}
		catch (Exception ex) {
			throw new IllegalStateException("the executor of cluster commands did not stop", ex);
		}
	}

	@Override
	public <T> NodeResult<T> executeCommandOnArbitraryNode(ClusterCommandCallback<?, T> callback) {
		TopologySnapshot topology = SpringTopology.requireNodes(this.client.awaitTopology());
		Node node = this.client.cluster()
			.anyPrimary()
			.orElseThrow(() -> new ClusterStateFailureException("None of the " + topology.nodes().size()
					+ " nodes of the cluster is a primary that is not held to be down, so there is none to ask"));
		return executeCommandOnSingleNode(callback,
				new RedisClusterNode(node.endpoint().host(), node.endpoint().port()));
	}

	@Override
	public <S, T> MultiNodeResult<T> executeCommandOnAllNodes(ClusterCommandCallback<S, T> callback) {
		int covered = this.client.awaitTopology().coveredSlots();
		if (covered < SlotTable.SLOTS) {
			throw new ClusterStateFailureException("Nobody is known to serve " + (SlotTable.SLOTS - covered)
					+ " slots, so the results of all nodes would be incomplete");
		}
		return super.executeCommandOnAllNodes(callback);
	}

	@Override
	public <S, T> MultiNodeResult<T> executeMultiKeyCommand(MultiKeyClusterCommandCallback<S, T> callback,
			Iterable<byte[]> keys) {
		Set<Integer> missing = new TreeSet<>();
		long deadline = this.client.deadline();
		int count = 0;
		for (byte[] key : keys) {
			int slot = SlotHash.getSlot(key);
			count++;
			if (!missing.contains(slot) && !this.client.awaitOwner(slot, deadline)) {
				missing.add(slot);
			}
		}
		if (!missing.isEmpty()) {
			throw new ClusterStateFailureException("Nobody is known to serve the slots " + missing
					+ ", so the result of a command over " + count + " keys would be incomplete");
		}
		MultiNodeResult<T> result = super.executeMultiKeyCommand(callback, keys);
		if (result.getResults().size() != count) {
			throw new ClusterStateFailureException("The topology changed while a command over " + count
					+ " keys was spread: only " + result.getResults().size() + " were answered; repeat the command");
		}
		return result;
	}

	/**
	 * Connections to single nodes: views of the shared ones.
	 */
	private static final class NodeResources implements ClusterNodeResourceProvider {

		private final StatefulRedisClusterConnection<byte[], byte[]> connection;

		NodeResources(RoutingClusterClient client) {
			this.connection = client.connect(ByteArrayCodec.INSTANCE);
		}

		@Override
		@SuppressWarnings({ "unchecked", "TypeParameterUnusedInFormals" }) // Spring
																			// Data's
																			// signature
		public <S> S getResourceForSpecificNode(RedisClusterNode node) {
			return (S) this.connection
				.getConnection(Objects.requireNonNull(node.getHost()), Objects.requireNonNull(node.getPort()))
				.sync();
		}

		@Override
		public void returnResourceForSpecificNode(RedisClusterNode node, Object resource) {
			// a view needs no return
		}

	}

}
