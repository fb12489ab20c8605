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
package io.steadfast.redis.behaviours;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

import io.steadfast.redis.connection.TopologyAwareConnectionFactory;
import io.steadfast.redis.test.RedisCluster;
import io.steadfast.redis.test.RedisNode;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * The same application twice, with Boot's connection factory and with ours, on one real
 * cluster that is emptied before each of them acts. The cluster lives as long as the test
 * run, applications with the same properties are started once.
 */
final class Contenders implements BeforeAllCallback {

	private final List<String> properties;

	private SharedCluster shared;

	private Contender boots;

	private Contender ours;

	/**
	 * Create contenders.
	 * @param properties what is set in both applications
	 */
	Contenders(String... properties) {
		this.properties = List.of(properties);
	}

	@Override
	public void beforeAll(ExtensionContext context) {
		Store store = context.getRoot().getStore(Namespace.create(Contenders.class));
		this.shared = store.getOrComputeIfAbsent("cluster", (key) -> SharedCluster.start(), SharedCluster.class);
		this.boots = store.getOrComputeIfAbsent("boots " + this.properties,
				(key) -> Contender.withBoots(cluster(), this.properties), Contender.class);
		this.ours = store.getOrComputeIfAbsent("ours " + this.properties,
				(key) -> Contender.withOurs(cluster(), this.properties), Contender.class);
		assertThat(this.boots.factory()).isExactlyInstanceOf(LettuceConnectionFactory.class);
		assertThat(this.ours.factory()).isInstanceOf(TopologyAwareConnectionFactory.class);
	}

	RedisCluster cluster() {
		return this.shared.cluster();
	}

	Contender ours() {
		return this.ours;
	}

	/**
	 * Let both act, and require equal results.
	 * @param <T> type of the result
	 * @param behaviour what both do
	 * @return what came of it
	 * @throws Exception if one of them fails
	 */
	<T> T agreeOn(Behaviour<T> behaviour) throws Exception {
		T boots = onEmptyCluster(behaviour, this.boots);
		T ours = onEmptyCluster(behaviour, this.ours);
		if (!Objects.deepEquals(ours, boots)) {
			// values without an equals of their own
			assertThat(ours).as("ours is compared with Boot's")
				.usingRecursiveComparison()
				.withStrictTypeChecking()
				.isEqualTo(boots);
		}
		return ours;
	}

	/**
	 * Let both act, and require that both fail with the same exception for the same
	 * reason.
	 * @param behaviour what both do
	 * @return our exception
	 * @throws Exception if the cluster cannot be emptied
	 */
	Throwable agreeToFail(Behaviour<?> behaviour) throws Exception {
		Throwable boots = catchThrowable(() -> onEmptyCluster(behaviour, this.boots));
		Throwable ours = catchThrowable(() -> onEmptyCluster(behaviour, this.ours));
		assertThat(boots).as("Boot's exception").isNotNull();
		assertThat(ours).as("our exception").isNotNull().hasSameClassAs(boots);
		assertThat(rootMessage(ours)).isEqualTo(rootMessage(boots));
		return ours;
	}

	/**
	 * Wait until somebody's blocking command has reached the server.
	 * @param key the key that it waits for
	 */
	void awaitBlocked(String key) {
		cluster().await("a client blocked for " + key, Duration.ofSeconds(5),
				() -> cluster().primaryFor(key).execute("INFO", "clients").contains("blocked_clients:1"));
	}

	/**
	 * Wait until channels and patterns have a subscriber on some node.
	 * @param channel a channel
	 * @param pattern a pattern
	 */
	void awaitSubscribed(String channel, String pattern) {
		cluster().await("subscribers of " + channel + " and " + pattern, Duration.ofSeconds(5), () -> cluster().nodes()
			.stream()
			.anyMatch((node) -> node.execute("PUBSUB", "CHANNELS", channel).equals(channel))
				&& cluster().nodes().stream().anyMatch((node) -> !node.execute("PUBSUB", "NUMPAT").equals("0")));
	}

	/**
	 * Wait until nobody subscribes to a channel, which a subscriber that has left may
	 * still do for a moment.
	 * @param channel a channel
	 */
	void awaitUnsubscribed(String channel) {
		cluster().await("the last subscriber of " + channel, Duration.ofSeconds(5),
				() -> cluster().nodes()
					.stream()
					.noneMatch((node) -> node.execute("PUBSUB", "CHANNELS", channel).equals(channel)));
	}

	/**
	 * Change both applications.
	 * @param change what is done
	 */
	void each(Consumer<Contender> change) {
		change.accept(this.boots);
		change.accept(this.ours);
	}

	private static String rootMessage(Throwable failure) {
		return NestedExceptionUtils.getMostSpecificCause(failure).getMessage();
	}

	private <T> T onEmptyCluster(Behaviour<T> behaviour, Contender contender) throws Exception {
		this.shared.clear();
		return behaviour.in(contender);
	}

	/**
	 * The cluster of the test run.
	 *
	 * @param cluster six nodes
	 * @param primaries three of them, for good
	 */
	private record SharedCluster(RedisCluster cluster, List<RedisNode> primaries) implements CloseableResource {

		static SharedCluster start() {
			RedisCluster cluster = RedisCluster.builder().shards(3).replicas(1).start();
			return new SharedCluster(cluster, cluster.primaries());
		}

		void clear() {
			this.primaries.forEach((primary) -> {
				primary.execute("FLUSHALL");
				primary.execute("SCRIPT", "FLUSH");
			});
		}

		@Override
		public void close() {
			this.cluster.close();
		}

	}

}
