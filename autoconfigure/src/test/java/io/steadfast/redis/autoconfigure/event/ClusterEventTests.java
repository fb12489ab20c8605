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

package io.steadfast.redis.autoconfigure.event;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.springboot3.circuitbreaker.autoconfigure.CircuitBreakerAutoConfiguration;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.codec.StringCodec;
import io.steadfast.redis.autoconfigure.SteadfastRedisAutoConfiguration;
import io.steadfast.redis.autoconfigure.event.RedisClusterEvent.BreakerChanged;
import io.steadfast.redis.autoconfigure.event.RedisClusterEvent.IncidentBegan;
import io.steadfast.redis.autoconfigure.event.RedisClusterEvent.IncidentEnded;
import io.steadfast.redis.autoconfigure.event.RedisClusterEvent.MessagesMayBeMissing;
import io.steadfast.redis.autoconfigure.event.RedisClusterEvent.NodeGone;
import io.steadfast.redis.autoconfigure.event.RedisClusterEvent.TopologyChanged;
import io.steadfast.redis.connection.TopologyAwareConnectionFactory;
import io.steadfast.redis.incident.IncidentKind;
import io.steadfast.redis.test.ScriptedRedisCluster;
import io.steadfast.redis.test.ScriptedRedisNode;
import io.steadfast.redis.test.ScriptedReply;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an application hears of its cluster.
 */
class ClusterEventTests {

	private static final String SUBSCRIBED = ">3\r\n$9\r\nsubscribe\r\n$4\r\nnews\r\n:1\r\n";

	@AutoClose
	private final ScriptedRedisCluster cluster = ScriptedRedisCluster.start();

	private final ScriptedRedisNode first = this.cluster.first();

	private final ScriptedRedisNode second = this.cluster.second();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, RedisAutoConfiguration.class,
				SteadfastRedisAutoConfiguration.class, CircuitBreakerAutoConfiguration.class,
				ClusterEventAutoConfiguration.class))
		.withBean(Audience.class)
		.withPropertyValues("spring.data.redis.cluster.nodes=" + this.first.endpoint());

	private static void refresh(ApplicationContext context) {
		context.getBean(TopologyAwareConnectionFactory.class).refreshTopology().toCompletableFuture().join();
	}

	private static <E> void await(Audience audience, Class<E> kind) {
		Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> !audience.heard(kind).isEmpty());
	}

	@Test
	void aShardThatIsEmptiedAndLeavesIsTold() {
		this.runner.run((context) -> {
			refresh(context);
			this.cluster.tell(this.first.row(9, "0-16383"));
			refresh(context);
			refresh(context);
			Audience audience = context.getBean(Audience.class);
			await(audience, TopologyChanged.class);
			await(audience, NodeGone.class);
			await(audience, IncidentBegan.class);
			await(audience, IncidentEnded.class);
			assertThat(audience.heard)
				.allSatisfy((event) -> assertThat(event.connectionFactory()).isEqualTo("redisConnectionFactory"));
			assertThat(audience.heard(NodeGone.class)).singleElement()
				.satisfies((gone) -> assertThat(gone.node().id()).isEqualTo(this.second.id()));
		});
	}

	@Test
	void aFailoverIsToldByItsKind() {
		try (ScriptedRedisNode replica = ScriptedRedisNode.start()) {
			tell(replica, this.second.row(ScriptedRedisCluster.SECOND_HALF), replica.replicaRow(this.second));
			this.runner.run((context) -> {
				refresh(context);
				tell(replica, this.second.replicaRow(replica), replica.row(9, ScriptedRedisCluster.SECOND_HALF));
				refresh(context);
				refresh(context);
				Audience audience = context.getBean(Audience.class);
				await(audience, IncidentEnded.class);
				assertThat(audience.heard(IncidentEnded.class)).singleElement().satisfies((ended) -> {
					assertThat(ended.connectionFactory()).isEqualTo("redisConnectionFactory");
					assertThat(ended.incident().kind()).isEqualTo(IncidentKind.FAILOVER);
				});
			});
		}
	}

	private void tell(ScriptedRedisNode replica, String... secondShard) {
		String[] rows = { this.first.row(ScriptedRedisCluster.FIRST_HALF), secondShard[0], secondShard[1] };
		this.cluster.tell(rows);
		replica.clusterNodes(rows);
	}

	@Test
	void messagesThatMayBeMissingAreTold() {
		this.first.on("SUBSCRIBE", ScriptedReply.raw(SUBSCRIBED));
		this.second.on("SUBSCRIBE", ScriptedReply.raw(SUBSCRIBED));
		this.runner.run((context) -> {
			refresh(context);
			subscribe(context.getBean(TopologyAwareConnectionFactory.class));
			this.first.disconnectAll();
			this.second.disconnectAll();
			Audience audience = context.getBean(Audience.class);
			await(audience, MessagesMayBeMissing.class);
			assertThat(audience.heard(MessagesMayBeMissing.class)).first().satisfies((missing) -> {
				assertThat(missing.connectionFactory()).isEqualTo("redisConnectionFactory");
				assertThat(missing.gap().subscriptions()).isOne();
			});
		});
	}

	private static void subscribe(TopologyAwareConnectionFactory factory) {
		((RedisClusterClient) factory.getRequiredNativeClient()).connectPubSub(StringCodec.UTF8)
			.sync()
			.subscribe("news");
	}

	@Test
	void aBreakerThatChangesIsToldAlsoWhenAListenerFails() {
		this.runner.withBean("failing", FailingAudience.class).run((context) -> {
			refresh(context);
			context.getBean(CircuitBreakerRegistry.class)
				.getAllCircuitBreakers()
				.forEach((breaker) -> breaker.transitionToForcedOpenState());
			Audience audience = context.getBean(Audience.class);
			Awaitility.await()
				.atMost(Duration.ofSeconds(10))
				.until(() -> audience.heard(BreakerChanged.class).size() == 2);
		});
	}

	@Test
	void aClosedContextHearsNothing() {
		List<RedisClusterEvent> heard = new CopyOnWriteArrayList<>();
		ClusterEventPublisher publisher = new ClusterEventPublisher("factory",
				(event) -> heard.add((RedisClusterEvent) event));
		publisher.close();
		publisher.messagesMayBeMissing(null);
		assertThat(heard).isEmpty();
	}

	/** Notes what it hears. */
	static class Audience {

		private final List<RedisClusterEvent> heard = new CopyOnWriteArrayList<>();

		@EventListener
		void hear(RedisClusterEvent event) {
			this.heard.add(event);
		}

		private <E> List<E> heard(Class<E> kind) {
			return this.heard.stream().filter(kind::isInstance).map(kind::cast).toList();
		}

	}

	/** Cannot listen. */
	static class FailingAudience {

		@EventListener
		void hear(RedisClusterEvent event) {
			throw new IllegalStateException("a listener that fails");
		}

	}

}
