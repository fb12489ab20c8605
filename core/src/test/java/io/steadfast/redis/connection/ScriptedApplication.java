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

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.ReadFrom;
import io.lettuce.core.resource.ClientResources;
import io.steadfast.redis.RoutingOptions;
import io.steadfast.redis.resilience.ResiliencePolicies;
import io.steadfast.redis.status.NodeStatus;
import io.steadfast.redis.test.ScriptedRedisNode;
import io.steadfast.redis.topology.RefreshTrigger;
import io.steadfast.redis.topology.TopologySnapshot;

import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * An application's side of the wire: our factory and Spring's template over scripted
 * nodes, and threads that call it at the same time.
 */
final class ScriptedApplication implements AutoCloseable {

	private static final ClientResources RESOURCES = ClientResources.builder()
		.ioThreadPoolSize(2)
		.computationThreadPoolSize(2)
		.build();

	private final ExecutorService callers = Executors.newCachedThreadPool();

	private final TopologyAwareConnectionFactory factory;

	private final StringRedisTemplate template;

	private ScriptedApplication(RoutingOptions options, LettuceClientConfiguration client, ScriptedRedisNode... seeds) {
		this(options, ResiliencePolicies.standalone(), client, seeds);
	}

	private ScriptedApplication(RoutingOptions options, ResiliencePolicies policies, LettuceClientConfiguration client,
			ScriptedRedisNode... seeds) {
		List<String> endpoints = Arrays.stream(seeds).map(ScriptedRedisNode::endpoint).toList();
		this.factory = new TopologyAwareConnectionFactory(new RedisClusterConfiguration(endpoints), client, options,
				policies);
		this.factory.afterPropertiesSet();
		this.template = new StringRedisTemplate(this.factory);
	}

	static ScriptedApplication over(ScriptedRedisNode... seeds) {
		return over(RoutingOptions.defaults(), seeds);
	}

	static ScriptedApplication patientFor(Duration patience, ScriptedRedisNode... seeds) {
		return over(RoutingOptions.defaults().withPatience(patience), seeds);
	}

	static ScriptedApplication over(RoutingOptions options, ScriptedRedisNode... seeds) {
		return new ScriptedApplication(options,
				LettuceClientConfiguration.builder().clientResources(RESOURCES).shutdownTimeout(Duration.ZERO).build(),
				seeds);
	}

	static ScriptedApplication with(ResiliencePolicies policies, ScriptedRedisNode... seeds) {
		return new ScriptedApplication(RoutingOptions.defaults(), policies,
				LettuceClientConfiguration.builder().clientResources(RESOURCES).shutdownTimeout(Duration.ZERO).build(),
				seeds);
	}

	static ScriptedApplication readingFrom(ReadFrom readFrom, ScriptedRedisNode... seeds) {
		return new ScriptedApplication(RoutingOptions.defaults(),
				LettuceClientConfiguration.builder()
					.clientResources(RESOURCES)
					.shutdownTimeout(Duration.ZERO)
					.readFrom(readFrom)
					.build(),
				seeds);
	}

	static ScriptedApplication withCommandTimeout(Duration timeout, ScriptedRedisNode... seeds) {
		return new ScriptedApplication(RoutingOptions.defaults(),
				LettuceClientConfiguration.builder()
					.clientResources(RESOURCES)
					.shutdownTimeout(Duration.ZERO)
					.commandTimeout(timeout)
					.build(),
				seeds);
	}

	static ScriptedApplication withResources(ClientResources resources, ScriptedRedisNode... seeds) {
		return new ScriptedApplication(RoutingOptions.defaults(),
				LettuceClientConfiguration.builder().clientResources(resources).build(), seeds);
	}

	static ScriptedApplication withOwnResources(ScriptedRedisNode... seeds) {
		return new ScriptedApplication(RoutingOptions.defaults(), LettuceClientConfiguration.defaultConfiguration(),
				seeds);
	}

	/**
	 * Any key of a slot range.
	 * @param from first slot
	 * @param to last slot
	 * @return the same key for the same range
	 */
	static String keyIn(int from, int to) {
		return IntStream.range(0, 100_000)
			.mapToObj((i) -> "key-" + i)
			.filter((key) -> SlotHash.getSlot(key) >= from && SlotHash.getSlot(key) <= to)
			.findFirst()
			.orElseThrow();
	}

	StringRedisTemplate template() {
		return this.template;
	}

	TopologyAwareConnectionFactory factory() {
		return this.factory;
	}

	/**
	 * What the factory says of a node.
	 */
	NodeStatus statusOf(ScriptedRedisNode node) {
		return this.factory.getStatus()
			.nodes()
			.stream()
			.filter((candidate) -> candidate.node().endpoint().toString().equals(node.endpoint()))
			.findFirst()
			.orElseThrow();
	}

	String get(String key) {
		return this.template.opsForValue().get(key);
	}

	/**
	 * Wait until the topology is known.
	 * @return this
	 */
	ScriptedApplication started() {
		TopologySnapshot known = this.factory.routedCluster().awaitTopology(Duration.ofSeconds(5));
		if (known.version() == 0) {
			throw new IllegalStateException("no node told the topology");
		}
		return this;
	}

	TopologySnapshot refresh() {
		return this.factory.routedCluster()
			.refresh(RefreshTrigger.USER)
			.toCompletableFuture()
			.orTimeout(5, TimeUnit.SECONDS)
			.join();
	}

	<T> CompletableFuture<T> async(Supplier<T> call) {
		return CompletableFuture.supplyAsync(call, this.callers);
	}

	/**
	 * Many callers at the same time.
	 * @param count how many
	 * @param call what each does
	 * @return their results or failures
	 */
	<T> List<CompletableFuture<T>> async(int count, Supplier<T> call) {
		return IntStream.range(0, count).mapToObj((i) -> async(call)).toList();
	}

	@Override
	public void close() {
		this.factory.destroy();
		this.callers.shutdownNow();
	}

}
