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
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.lettuce.core.FlushMode;
import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.KeyValue;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.StreamScanCursor;
import io.lettuce.core.cluster.RedisAdvancedClusterReactiveCommandsImpl;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisAdvancedClusterAsyncCommands;
import io.lettuce.core.cluster.api.reactive.RedisClusterReactiveCommands;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.json.JsonParser;
import io.lettuce.core.output.KeyStreamingChannel;
import io.lettuce.core.output.KeyValueStreamingChannel;
import org.reactivestreams.Publisher;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Lettuce's reactive cluster commands, with those that look for a node over our node
 * connections. A scan over the cluster is the asynchronous one, subscribed to. A command
 * that Lettuce merges from several parts fails with one failure, as the asynchronous one
 * does: parts that fail at the same moment are a composite of Reactor's, which no caller
 * expects and Spring Data does not translate.
 */
final class RoutedReactiveCommands<K, V> extends RedisAdvancedClusterReactiveCommandsImpl<K, V> {

	private final RoutingClusterConnection<K, V> connection;

	RoutedReactiveCommands(RoutingClusterConnection<K, V> connection, RedisCodec<K, V> codec,
			Supplier<JsonParser> parser) {
		super((StatefulRedisClusterConnection<K, V>) connection, codec, parser);
		this.connection = connection;
	}

	@Override
	protected <T> Map<String, Publisher<T>> executeOnNodes(
			Function<RedisClusterReactiveCommands<K, V>, ? extends Publisher<T>> function,
			Predicate<RedisClusterNode> filter) {
		Map<String, Publisher<T>> executions = new LinkedHashMap<>();
		for (RedisClusterNode node : this.connection.getPartitions()) {
			if (filter.test(node)) {
				executions.put(node.getNodeId(), function.apply(getConnection(node.getNodeId())));
			}
		}
		this.connection.requireNodes(executions.keySet());
		return executions;
	}

	@Override
	protected <T> Map<String, Publisher<T>> executeOnUpstream(
			Function<RedisClusterReactiveCommands<K, V>, ? extends Publisher<T>> function) {
		this.connection.requireCompleteTopology();
		return super.executeOnUpstream(function);
	}

	private <T> Mono<T> async(Function<RedisAdvancedClusterAsyncCommands<K, V>, ? extends CompletionStage<T>> command) {
		return Mono.fromCompletionStage(() -> command.apply(this.connection.async()));
	}

	@Override
	public Mono<String> clientSetname(K name) {
		return async((commands) -> commands.clientSetname(name));
	}

	@Override
	public Mono<Long> clusterCountKeysInSlot(int slot) {
		return async((commands) -> commands.clusterCountKeysInSlot(slot));
	}

	@Override
	public Flux<K> clusterGetKeysInSlot(int slot, int count) {
		return async((commands) -> commands.clusterGetKeysInSlot(slot, count)).flatMapIterable((keys) -> keys);
	}

	@Override
	public Mono<K> randomkey() {
		return async(RedisAdvancedClusterAsyncCommands::randomkey);
	}

	@Override
	public Mono<KeyScanCursor<K>> scan() {
		return async(RedisAdvancedClusterAsyncCommands::scan);
	}

	@Override
	public Mono<KeyScanCursor<K>> scan(ScanArgs scanArgs) {
		return async((commands) -> commands.scan(scanArgs));
	}

	@Override
	public Mono<KeyScanCursor<K>> scan(ScanCursor scanCursor, ScanArgs scanArgs) {
		return async((commands) -> commands.scan(scanCursor, scanArgs));
	}

	@Override
	public Mono<KeyScanCursor<K>> scan(ScanCursor scanCursor) {
		return async((commands) -> commands.scan(scanCursor));
	}

	@Override
	@Deprecated
	public Mono<StreamScanCursor> scan(KeyStreamingChannel<K> channel) {
		return async((commands) -> commands.scan(channel));
	}

	@Override
	@Deprecated
	public Mono<StreamScanCursor> scan(KeyStreamingChannel<K> channel, ScanArgs scanArgs) {
		return async((commands) -> commands.scan(channel, scanArgs));
	}

	@Override
	@Deprecated
	public Mono<StreamScanCursor> scan(KeyStreamingChannel<K> channel, ScanCursor scanCursor, ScanArgs scanArgs) {
		return async((commands) -> commands.scan(channel, scanCursor, scanArgs));
	}

	@Override
	@Deprecated
	public Mono<StreamScanCursor> scan(KeyStreamingChannel<K> channel, ScanCursor scanCursor) {
		return async((commands) -> commands.scan(channel, scanCursor));
	}

	private static Throwable first(Throwable composite) {
		List<Throwable> failures = Exceptions.unwrapMultiple(composite);
		Throwable first = failures.get(0);
		failures.stream().skip(1).forEach(first::addSuppressed);
		return first;
	}

	@Override
	public Mono<Long> dbsize() {
		return super.dbsize().onErrorMap(Exceptions::isMultiple, RoutedReactiveCommands::first);
	}

	@Override
	public Mono<Long> del(Iterable<K> keys) {
		return super.del(keys).onErrorMap(Exceptions::isMultiple, RoutedReactiveCommands::first);
	}

	@Override
	public Mono<Long> exists(Iterable<K> keys) {
		return super.exists(keys).onErrorMap(Exceptions::isMultiple, RoutedReactiveCommands::first);
	}

	@Override
	public Mono<String> flushall() {
		return super.flushall().onErrorMap(Exceptions::isMultiple, RoutedReactiveCommands::first);
	}

	@Override
	public Mono<String> flushall(FlushMode mode) {
		return super.flushall(mode).onErrorMap(Exceptions::isMultiple, RoutedReactiveCommands::first);
	}

	@Override
	public Mono<String> flushallAsync() {
		return super.flushallAsync().onErrorMap(Exceptions::isMultiple, RoutedReactiveCommands::first);
	}

	@Override
	public Mono<String> flushdb() {
		return super.flushdb().onErrorMap(Exceptions::isMultiple, RoutedReactiveCommands::first);
	}

	@Override
	public Mono<String> flushdb(FlushMode mode) {
		return super.flushdb(mode).onErrorMap(Exceptions::isMultiple, RoutedReactiveCommands::first);
	}

	@Override
	public Mono<String> flushdbAsync() {
		return super.flushdbAsync().onErrorMap(Exceptions::isMultiple, RoutedReactiveCommands::first);
	}

	@Override
	public Flux<K> keys(K pattern) {
		return super.keys(pattern).onErrorMap(Exceptions::isMultiple, RoutedReactiveCommands::first);
	}

	@Override
	@Deprecated
	public Mono<Long> keys(KeyStreamingChannel<K> channel, K pattern) {
		return super.keys(channel, pattern).onErrorMap(Exceptions::isMultiple, RoutedReactiveCommands::first);
	}

	@Override
	public Flux<KeyValue<K, V>> mget(Iterable<K> keys) {
		return super.mget(keys).onErrorMap(Exceptions::isMultiple, RoutedReactiveCommands::first);
	}

	@Override
	@Deprecated
	public Mono<Long> mget(KeyValueStreamingChannel<K, V> channel, Iterable<K> keys) {
		return super.mget(channel, keys).onErrorMap(Exceptions::isMultiple, RoutedReactiveCommands::first);
	}

	@Override
	public Mono<String> mset(Map<K, V> map) {
		return super.mset(map).onErrorMap(Exceptions::isMultiple, RoutedReactiveCommands::first);
	}

	@Override
	public Mono<Boolean> msetnx(Map<K, V> map) {
		return super.msetnx(map).onErrorMap(Exceptions::isMultiple, RoutedReactiveCommands::first);
	}

	@Override
	public Mono<String> scriptFlush() {
		return super.scriptFlush().onErrorMap(Exceptions::isMultiple, RoutedReactiveCommands::first);
	}

	@Override
	public Mono<String> scriptLoad(byte[] script) {
		return super.scriptLoad(script).onErrorMap(Exceptions::isMultiple, RoutedReactiveCommands::first);
	}

	@Override
	public Mono<Void> shutdown(boolean save) {
		return super.shutdown(save).onErrorMap(Exceptions::isMultiple, RoutedReactiveCommands::first);
	}

	@Override
	public Mono<Long> touch(Iterable<K> keys) {
		return super.touch(keys).onErrorMap(Exceptions::isMultiple, RoutedReactiveCommands::first);
	}

	@Override
	public Mono<Long> unlink(Iterable<K> keys) {
		return super.unlink(keys).onErrorMap(Exceptions::isMultiple, RoutedReactiveCommands::first);
	}

}
