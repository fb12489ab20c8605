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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.core.EventConsumer;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.retry.RetryRegistry;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.steadfast.redis.NodeUnavailableException;
import io.steadfast.redis.resilience.ResiliencePolicies;
import io.steadfast.redis.test.ScriptedRedisCluster;
import io.steadfast.redis.test.ScriptedRedisNode;
import io.steadfast.redis.test.ScriptedReply;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.BeanUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Resilience4j around every command: one breaker for each node, one retry for all.
 */
class ScriptedBreakersTest {

	private static final String KEY = "foo";

	private final String elsewhere = ScriptedApplication.keyIn(0, 8191);

	@AutoClose
	private final ScriptedRedisCluster cluster = ScriptedRedisCluster.start();

	private final ScriptedRedisNode first = this.cluster.first();

	private final ScriptedRedisNode second = this.cluster.second();

	private final ResiliencePolicies policies = new ResiliencePolicies(RetryRegistry.ofDefaults(),
			CircuitBreakerRegistry.ofDefaults());

	@BeforeEach
	void eachHasAValue() {
		this.first.on("GET", ScriptedReply.bulk("elsewhere"));
		this.second.on("GET", ScriptedReply.bulk("bar"));
	}

	private ScriptedApplication application() {
		return ScriptedApplication.with(this.policies, this.first).started();
	}

	private List<State> states() {
		return this.policies.breakers()
			.getAllCircuitBreakers()
			.stream()
			.map(CircuitBreaker::getState)
			.sorted()
			.toList();
	}

	private void untilABreakerOpens(ScriptedApplication application) {
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
			catchThrowable(() -> application.get(KEY));
			return states().contains(State.OPEN);
		});
	}

	@Test
	void theBreakerOfADeadNodeOpensAndThoseOfTheOthersStayClosed() {
		try (ScriptedApplication application = application()) {
			assertThat(application.get(KEY)).isEqualTo("bar");
			this.second.down();
			untilABreakerOpens(application);
			long begin = System.nanoTime();
			assertThatExceptionOfType(NodeUnavailableException.class).isThrownBy(() -> application.get(KEY))
				.withMessageContaining("circuit breaker redis-node-")
				.withMessageContaining(this.second.endpoint());
			assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(1));
			assertThat(states()).hasSize(2).contains(State.CLOSED);
			assertThat(application.get(this.elsewhere)).isEqualTo("elsewhere");
			this.second.up();
			Awaitility.await()
				.atMost(Duration.ofSeconds(3))
				.ignoreExceptions()
				.until(() -> application.get(KEY).equals("bar"));
			Awaitility.await().atMost(Duration.ofSeconds(3)).until(() -> {
				application.get(KEY);
				return states().equals(List.of(State.CLOSED, State.CLOSED));
			});
		}
		assertThat(this.policies.breakers().getAllCircuitBreakers()).isEmpty();
	}

	@Test
	void errorsOfTheApplicationNeitherOpenABreakerNorAreRepeated() {
		this.second.on("INCR", ScriptedReply.error("WRONGTYPE Operation against a key"));
		AtomicInteger retries = new AtomicInteger();
		this.policies.retry().getEventPublisher().onEvent((event) -> retries.incrementAndGet());
		try (ScriptedApplication application = application()) {
			List<CompletableFuture<Throwable>> calls = application.async(8, () -> {
				Throwable last = null;
				for (int i = 0; i < 1250; i++) {
					last = catchThrowable(() -> application.template().opsForValue().increment(KEY));
				}
				return last;
			});
			assertThat(calls).allSatisfy((call) -> assertThat(call).succeedsWithin(Duration.ofSeconds(30)));
			assertThat(states()).containsOnly(State.CLOSED);
		}
		assertThat(this.second.received("INCR")).hasSize(10_000);
		assertThat(retries).hasValue(0);
	}

	@Test
	@SuppressWarnings("unchecked") // what Spring's native connection is
	void tenThousandCancelledCallsLeaveAHalfOpenBreakerAbleToClose() throws Exception {
		try (ScriptedApplication application = application()) {
			application.get(KEY);
			this.second.down();
			untilABreakerOpens(application);
			this.second.on("GET", ScriptedReply.nothing().after(Duration.ofMillis(20)), ScriptedReply.bulk("bar"));
			RedisClusterAsyncCommands<byte[], byte[]> commands = (RedisClusterAsyncCommands<byte[], byte[]>) application
				.factory()
				.getClusterConnection()
				.getNativeConnection();
			this.second.up();
			CircuitBreaker breaker = this.policies.breakers()
				.getAllCircuitBreakers()
				.stream()
				.filter((candidate) -> candidate.getState() != State.CLOSED)
				.findFirst()
				.orElseThrow();
			breaker.transitionToHalfOpenState();
			for (int i = 0; i < 10_000; i++) {
				RedisFuture<byte[]> future = commands.get(KEY.getBytes(StandardCharsets.UTF_8));
				future.cancel(true);
			}
			Awaitility.await().atMost(5, TimeUnit.SECONDS).until(() -> {
				catchThrowable(() -> application.get(KEY));
				return breaker.getState() == State.CLOSED;
			});
		}
	}

	@Test
	void aCommandThatBlocksDoesNotKeepTheOthersFromANodeThatIsBack() {
		ScriptedReply never = ScriptedReply.nothing().after(Duration.ofHours(1));
		this.second.on("BLPOP", never);
		try (ScriptedApplication application = application()) {
			application.get(KEY);
			CircuitBreaker breaker = breakerOf(this.second, application);
			breaker.transitionToOpenState();
			breaker.transitionToHalfOpenState();

			List<CompletableFuture<String>> blocked = application.async(3,
					() -> application.template().opsForList().leftPop(KEY, Duration.ofSeconds(30)));
			Awaitility.await().atMost(Duration.ofSeconds(3)).until(() -> this.second.received("BLPOP").size() == 3);

			assertThat(application.async(() -> application.get(KEY))).succeedsWithin(Duration.ofSeconds(2))
				.isEqualTo("bar");
			assertThat(breaker.getState()).isEqualTo(State.CLOSED);
			assertThat(blocked).noneMatch(CompletableFuture::isDone);
		}
	}

	private CircuitBreaker breakerOf(ScriptedRedisNode node, ScriptedApplication application) {
		return this.policies.breakers().find(application.statusOf(node).breaker().name()).orElseThrow();
	}

	@Test
	void anOperatorCanKeepCommandsFromANode() {
		try (ScriptedApplication application = application()) {
			application.get(KEY);
			application.get(this.elsewhere);
			this.policies.breakers().getAllCircuitBreakers().forEach(CircuitBreaker::transitionToForcedOpenState);
			assertThatExceptionOfType(NodeUnavailableException.class).isThrownBy(() -> application.get(KEY))
				.withMessageContaining("circuit breaker");
			this.policies.breakers().getAllCircuitBreakers().forEach(CircuitBreaker::transitionToClosedState);
			assertThat(application.get(KEY)).isEqualTo("bar");
		}
	}

	@Test
	void theRetryOfTheRegistryDecidesHowOftenAndSays() {
		this.policies.retries()
			.retry(ResiliencePolicies.RETRY,
					RetryConfig.custom().maxAttempts(3).waitDuration(Duration.ofMillis(1)).build());
		this.second.on("INCR", ScriptedReply.error("TRYAGAIN Multiple keys request during rehashing of slot"));
		this.second.on("GET", ScriptedReply.error("TRYAGAIN once"), ScriptedReply.bulk("bar"));
		try (ScriptedApplication application = application()) {
			assertThat(catchThrowable(() -> application.template().opsForValue().increment(KEY)))
				.hasMessageContaining("TRYAGAIN");
			assertThat(application.get(KEY)).isEqualTo("bar");
		}
		assertThat(this.second.received("INCR")).hasSize(3);
		assertThat(this.policies.retry().getMetrics().getNumberOfFailedCallsWithRetryAttempt()).isEqualTo(1);
		assertThat(this.policies.retry().getMetrics().getNumberOfSuccessfulCallsWithRetryAttempt()).isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(classes = { IllegalStateException.class, AssertionError.class })
	void eventConsumersThatThrowHarmNoCommand(Class<? extends Throwable> thrown) {
		EventConsumer<Object> faulty = (event) -> sneak(BeanUtils.instantiateClass(thrown));
		this.policies.retry().getEventPublisher().onRetry(faulty::consumeEvent).onSuccess(faulty::consumeEvent);
		this.policies.breakers()
			.getEventPublisher()
			.onEntryAdded((added) -> added.getAddedEntry()
				.getEventPublisher()
				.onStateTransition(faulty::consumeEvent)
				.onCallNotPermitted(faulty::consumeEvent));
		this.second.on("GET", ScriptedReply.error("TRYAGAIN once"), ScriptedReply.bulk("bar"));
		try (ScriptedApplication application = application()) {
			assertThat(application.async(() -> application.get(KEY))).succeedsWithin(Duration.ofSeconds(5))
				.isEqualTo("bar");
			assertThat(application.get(KEY)).isEqualTo("bar");
			this.second.down();
			untilABreakerOpens(application);
			assertThatExceptionOfType(NodeUnavailableException.class).isThrownBy(() -> application.get(KEY));
			this.second.up();
			Awaitility.await()
				.atMost(Duration.ofSeconds(5))
				.ignoreExceptions()
				.until(() -> application.get(KEY).equals("bar"));
		}
	}

	@SuppressWarnings("unchecked")
	private static <T extends Throwable> void sneak(Throwable thrown) throws T {
		throw (T) thrown;
	}

}
