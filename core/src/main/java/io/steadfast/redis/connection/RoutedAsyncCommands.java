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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.StreamScanCursor;
import io.lettuce.core.cluster.MultiNodeExecution;
import io.lettuce.core.cluster.RedisAdvancedClusterAsyncCommandsImpl;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.AsyncNodeSelection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.json.JsonParser;
import io.lettuce.core.output.KeyStreamingChannel;
import io.lettuce.core.protocol.ConnectionIntent;

/**
 * Lettuce's asynchronous cluster commands, with those that go to several nodes over our
 * node connections.
 * <p>
 * Public because Lettuce's proxy of the synchronous API calls its methods by reflection;
 * made by {@link RoutingClusterConnection} alone.
 */
public final class RoutedAsyncCommands<K, V> extends RedisAdvancedClusterAsyncCommandsImpl<K, V> {

	private final RoutingClusterConnection<K, V> connection;

	RoutedAsyncCommands(RoutingClusterConnection<K, V> connection, RedisCodec<K, V> codec,
			Supplier<JsonParser> parser) {
		super((StatefulRedisClusterConnection<K, V>) connection, codec, parser);
		this.connection = connection;
	}

	@Override
	protected <T> Map<String, CompletableFuture<T>> executeOnNodes(
			Function<RedisClusterAsyncCommands<K, V>, RedisFuture<T>> function,
			Function<RedisClusterNode, Boolean> filter) {
		Map<String, CompletableFuture<T>> executions = new LinkedHashMap<>();
		for (RedisClusterNode node : this.connection.getPartitions()) {
			if (filter.apply(node)) {
				executions.put(node.getNodeId(), function.apply(getConnection(node.getNodeId())).toCompletableFuture());
			}
		}
		this.connection.requireNodes(executions.keySet());
		return executions;
	}

	/**
	 * Ask all primaries. What one that is missing would have contributed cannot be known,
	 * so a view with slots that nobody serves is an error and not a shorter result.
	 */
	@Override
	protected <T> Map<String, CompletableFuture<T>> executeOnUpstream(
			Function<RedisClusterAsyncCommands<K, V>, RedisFuture<T>> function) {
		this.connection.requireCompleteTopology();
		return super.executeOnUpstream(function);
	}

	@Override
	public RedisFuture<KeyScanCursor<K>> scan() {
		this.connection.requireCompleteTopology();
		return super.scan();
	}

	@Override
	public RedisFuture<KeyScanCursor<K>> scan(ScanArgs scanArgs) {
		this.connection.requireCompleteTopology();
		return super.scan(scanArgs);
	}

	@Override
	public RedisFuture<KeyScanCursor<K>> scan(ScanCursor scanCursor, ScanArgs scanArgs) {
		this.connection.requireCompleteTopology();
		return super.scan(scanCursor, scanArgs);
	}

	@Override
	public RedisFuture<KeyScanCursor<K>> scan(ScanCursor scanCursor) {
		this.connection.requireCompleteTopology();
		return super.scan(scanCursor);
	}

	@Override
	public RedisFuture<StreamScanCursor> scan(KeyStreamingChannel<K> channel) {
		this.connection.requireCompleteTopology();
		return super.scan(channel);
	}

	@Override
	public RedisFuture<StreamScanCursor> scan(KeyStreamingChannel<K> channel, ScanArgs scanArgs) {
		this.connection.requireCompleteTopology();
		return super.scan(channel, scanArgs);
	}

	@Override
	public RedisFuture<StreamScanCursor> scan(KeyStreamingChannel<K> channel, ScanCursor scanCursor,
			ScanArgs scanArgs) {
		this.connection.requireCompleteTopology();
		return super.scan(channel, scanCursor, scanArgs);
	}

	@Override
	public RedisFuture<StreamScanCursor> scan(KeyStreamingChannel<K> channel, ScanCursor scanCursor) {
		this.connection.requireCompleteTopology();
		return super.scan(channel, scanCursor);
	}

	@Override
	public RedisFuture<String> clientSetname(K name) {
		Map<String, CompletableFuture<String>> executions = executeOnNodes((node) -> node.clientSetname(name),
				(node) -> true);
		return MultiNodeExecution.firstOfAsync(executions);
	}

	@Override
	public RedisFuture<K> randomkey() {
		List<RedisClusterNode> primaries = this.connection.getPartitions()
			.stream()
			.filter((node) -> node.is(RedisClusterNode.NodeFlag.UPSTREAM) && !node.getSlots().isEmpty())
			.toList();
		if (primaries.isEmpty()) {
			return super.randomkey();
		}
		int index = ThreadLocalRandom.current().nextInt(primaries.size());
		return getConnection(primaries.get(index).getNodeId()).randomkey();
	}

	@Override
	protected AsyncNodeSelection<K, V> nodes(Predicate<RedisClusterNode> predicate, ConnectionIntent intent,
			boolean dynamic) {
		return (intent == ConnectionIntent.READ)
				? this.connection.nodeSelection().connection().async().readonly(predicate)
				: this.connection.nodeSelection().connection().async().nodes(predicate, dynamic);
	}

}
