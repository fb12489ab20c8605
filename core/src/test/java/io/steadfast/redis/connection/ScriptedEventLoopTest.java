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
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;

import io.netty.util.concurrent.EventExecutorGroup;
import io.steadfast.redis.PatienceExhaustedException;
import io.steadfast.redis.RoutingOptions;
import io.steadfast.redis.RoutingOptions.ConnectionOptions;
import io.steadfast.redis.test.ScriptedRedisCluster;
import io.steadfast.redis.test.ScriptedRedisNode;
import io.steadfast.redis.test.ScriptedReply;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.cache.RedisCache;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Blocking calls on an event loop, where the replies of reactive ones are: what
 * {@code @Cacheable} does with the {@code Mono} of a method that it puts into the cache.
 */
class ScriptedEventLoopTest {

	private static final String FIRST_KEY = ScriptedApplication.keyIn(0, 8191);

	private static final String SECOND_KEY = ScriptedApplication.keyIn(8192, 16383);

	private final ScriptedRedisCluster cluster = ScriptedRedisCluster.start();

	private final ScriptedApplication application = ScriptedApplication
		.patientFor(Duration.ofSeconds(2), this.cluster.first())
		.started();

	private final StringRedisTemplate redis = new StringRedisTemplate(this.application.factory());

	private final ReactiveStringRedisTemplate reactive = new ReactiveStringRedisTemplate(this.application.factory());

	@BeforeEach
	void answer() {
		for (ScriptedRedisNode node : List.of(this.cluster.first(), this.cluster.second())) {
			node.on("GET", ScriptedReply.nil().after(Duration.ofMillis(50)))
				.on("SET", ScriptedReply.simple("OK"))
				.on("KEYS", ScriptedReply.array(ScriptedReply.bulk("a")));
		}
	}

	@AfterEach
	void end() {
		this.application.close();
		this.cluster.close();
	}

	@Test
	void aReplyThatIsWaitedForOnTheEventLoopComes() {
		for (String key : List.of("a", "b", "c", "d")) {
			assertThat(onTheLoop(() -> {
				this.redis.opsForValue().set(key, "1");
				return "set";
			})).isEqualTo("set");
		}
	}

	@Test
	void whatGoesToSeveralNodesComesToo() {
		assertThat(onTheLoop(() -> this.redis.keys("*"))).isEqualTo(Set.of("a"));
	}

	@Test
	void aMissOfAnAsynchronousCacheIsPutIntoIt() throws Exception {
		RedisCache cache = (RedisCache) RedisCacheManager.create(this.application.factory()).getCache("prices");
		CompletableFuture<?> put = cache.retrieve("apple").thenAccept((miss) -> cache.put("apple", "1"));
		put.get(5, TimeUnit.SECONDS);
	}

	@Test
	void whoWaitsElsewhereHasNoFurtherConnection() {
		this.redis.opsForValue().set("a", "1");
		int before = this.cluster.first().connectionsOpen() + this.cluster.second().connectionsOpen();
		this.redis.opsForValue().set("a", "2");
		this.reactive.opsForValue().get("a").block(Duration.ofSeconds(5));
		assertThat(this.cluster.first().connectionsOpen() + this.cluster.second().connectionsOpen()).isEqualTo(before);
	}

	@Test
	void whoWaitsHearsOfATopologyThatOnlyAConnectionOfThatLoopCouldTell() {
		assertThat(onTheLoop(FIRST_KEY, () -> {
			this.cluster.tell(this.cluster.first().row(2, "0-16383"));
			this.cluster.second().down();
			this.redis.opsForValue().set(SECOND_KEY, "1");
			return "set";
		})).isEqualTo("set");
	}

	/**
	 * What a reactive command failed of is heard there, and with
	 * {@code publishOnScheduler} every reply.
	 */
	@Test
	void whatIsRepeatedForThreadsOfTheClientResourcesDoesNotWaitForThem() {
		AtomicInteger asked = new AtomicInteger();
		this.cluster.first()
			.on("SET", (request) -> (asked.getAndIncrement() < 4) ? ScriptedReply.error("TRYAGAIN")
					: ScriptedReply.simple("OK"));
		assertThat(onAllExecutors(() -> this.redis.opsForValue().set(FIRST_KEY, "1")))
			.allSatisfy((call) -> assertThat(call).succeedsWithin(Duration.ofSeconds(1)));
	}

	@Test
	void threadsOfTheClientResourcesWaitNoLongerThanThePatience() {
		this.cluster.first().on("SET", ScriptedReply.simple("OK").after(Duration.ofSeconds(4)));
		try (ScriptedApplication hasty = ScriptedApplication.patientFor(Duration.ofSeconds(1), this.cluster.first())
			.started()) {
			assertThat(onAllExecutors(() -> hasty.template().opsForValue().set(FIRST_KEY, "1")))
				.allSatisfy((call) -> assertThat(call).failsWithin(Duration.ofSeconds(3))
					.withThrowableOfType(ExecutionException.class)
					.withCauseInstanceOf(PatienceExhaustedException.class));
		}
	}

	private List<CompletableFuture<Void>> onAllExecutors(Runnable call) {
		EventExecutorGroup executors = this.application.factory().getClientResources().eventExecutorGroup();
		return StreamSupport.stream(executors.spliterator(), false)
			.map((executor) -> CompletableFuture.runAsync(call, executor))
			.toList();
	}

	/**
	 * The sweep looks at the connections fifty times a second, long after the node would
	 * have counted as stalled.
	 */
	@Test
	void aNodeIsNotSilentWhileTheApplicationBlocksTheLoop() {
		RoutingOptions options = RoutingOptions.defaults()
			.withConnections(new ConnectionOptions(1, Duration.ofSeconds(5), Duration.ofMillis(300), 256, true, 10));
		CompletableFuture<Void> blocked = new CompletableFuture<>();
		CompletableFuture<Void> released = new CompletableFuture<>();
		try (ScriptedApplication hasty = ScriptedApplication.over(options, this.cluster.first()).started()) {
			hasty.get("a");
			int opened = connectionsOpened();
			CompletableFuture<String> blocking = new ReactiveStringRedisTemplate(hasty.factory()).opsForValue()
				.get("a")
				.defaultIfEmpty("served")
				.doOnNext((value) -> {
					blocked.complete(null);
					released.orTimeout(10, TimeUnit.SECONDS).join();
				})
				.toFuture();
			assertThat(blocked).succeedsWithin(Duration.ofSeconds(5));
			CompletableFuture<String> other = hasty.async(() -> hasty.get("a"));

			Awaitility.await()
				.during(Duration.ofSeconds(1))
				.atMost(Duration.ofSeconds(2))
				.until(() -> connectionsOpened() == opened);
			released.complete(null);

			assertThat(blocking).succeedsWithin(Duration.ofSeconds(5)).isEqualTo("served");
			assertThat(other).succeedsWithin(Duration.ofSeconds(5)).isNull();
			assertThat(connectionsOpened()).isEqualTo(opened);
		}
	}

	private int connectionsOpened() {
		return this.cluster.first().connectionsOpened() + this.cluster.second().connectionsOpened();
	}

	private <T> T onTheLoop(Supplier<T> call) {
		return onTheLoop("a", call);
	}

	private <T> T onTheLoop(String key, Supplier<T> call) {
		return this.reactive.opsForValue()
			.get(key)
			.defaultIfEmpty("")
			.map((nothing) -> call.get())
			.block(Duration.ofSeconds(5));
	}

}
