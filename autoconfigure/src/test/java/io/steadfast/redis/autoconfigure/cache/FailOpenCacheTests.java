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

package io.steadfast.redis.autoconfigure.cache;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.springboot3.circuitbreaker.autoconfigure.CircuitBreakerAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import io.steadfast.redis.SteadfastRedisException;
import io.steadfast.redis.autoconfigure.SteadfastRedisAutoConfiguration;
import io.steadfast.redis.connection.TopologyAwareConnectionFactory;
import io.steadfast.redis.status.ClusterListener;
import io.steadfast.redis.test.ScriptedRedisCluster;
import io.steadfast.redis.test.ScriptedReply;
import io.steadfast.redis.topology.Endpoint;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.metrics.MetricsAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.metrics.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.cache.CacheAutoConfiguration;
import org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.InvalidDataAccessApiUsageException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Methods with a cache whose cluster is away.
 */
@ExtendWith(OutputCaptureExtension.class)
class FailOpenCacheTests {

	@AutoClose
	private final ScriptedRedisCluster cluster = ScriptedRedisCluster.start();

	private final ApplicationContextRunner closed = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, RedisAutoConfiguration.class,
				SteadfastRedisAutoConfiguration.class, CircuitBreakerAutoConfiguration.class,
				FailOpenCacheAutoConfiguration.class, CacheAutoConfiguration.class, MetricsAutoConfiguration.class,
				SimpleMetricsExportAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class))
		.withUserConfiguration(Caching.class)
		.withBean(Prices.class)
		.withPropertyValues("spring.data.redis.cluster.nodes=" + this.cluster.first().endpoint(),
				"spring.cache.redis.key-prefix={foo}", "steadfast.redis.patience=400ms");

	private final ApplicationContextRunner open = this.closed
		.withPropertyValues("steadfast.redis.cache.fail-open=true");

	@BeforeEach
	void nothingIsCached() {
		this.cluster.second().on("GET", ScriptedReply.nil()).on("SET", ScriptedReply.simple("OK"));
	}

	private void clusterIsAway() {
		this.cluster.first().down();
		this.cluster.second().down();
	}

	/** Returns when the cache has heard of it, which is told before this listener is. */
	private static void openAllBreakers(ApplicationContext context) throws InterruptedException {
		context.getBean(Prices.class).priceOf("tea");
		context.getBean(Prices.class).asked();
		Set<CircuitBreaker> breakers = context.getBean(CircuitBreakerRegistry.class).getAllCircuitBreakers();
		CountDownLatch opened = new CountDownLatch(breakers.size());
		context.getBean(TopologyAwareConnectionFactory.class).addClusterListener(new ClusterListener() {

			@Override
			public void breakerChanged(Endpoint node, String breaker, State from, State to) {
				opened.countDown();
			}

		});
		breakers.forEach(CircuitBreaker::transitionToForcedOpenState);
		assertThat(opened.await(10, TimeUnit.SECONDS)).isTrue();
	}

	private int received() {
		return this.cluster.second().received("GET").size() + this.cluster.second().received("SET").size();
	}

	@Test
	void methodsRunWhileTheClusterIsAway(CapturedOutput output) {
		this.open.run((context) -> {
			Prices prices = context.getBean(Prices.class);
			prices.priceOf("tea");
			clusterIsAway();
			prices.asked();
			assertThat(prices.priceOf("tea")).isEqualTo("price of tea");
			assertThat(prices.asked()).isOne();
			assertThat(prices.change("tea", "7")).isEqualTo("7");
			assertThat(prices.loadedOnce("tea")).isEqualTo("price of tea");
			assertThat(prices.asked()).isOne();
			assertThat(prices.later("tea").join()).isEqualTo("price of tea");
			assertThat(prices.asked()).isOne();
			assertThat(bypassed(context, "read")).isEqualTo(3);
			assertThat(bypassed(context, "write")).isGreaterThanOrEqualTo(2);
			assertThat(output.toString().split("is done without", -1)).as("one warning a minute").hasSize(2);
		});
	}

	private static double bypassed(ApplicationContext context, String operation) {
		return context.getBean(MeterRegistry.class)
			.get("steadfast.redis.cache.bypassed")
			.tag("operation", operation)
			.functionCounter()
			.count();
	}

	@Test
	void methodsRunAtOnceWhileTheBreakerOfTheNodeIsOpen() {
		this.open.run((context) -> {
			openAllBreakers(context);
			Prices prices = context.getBean(Prices.class);
			assertThat(prices.priceOf("tea")).isEqualTo("price of tea");
			assertThat(prices.loadedOnce("tea")).isEqualTo("price of tea");
			assertThat(prices.later("tea").join()).isEqualTo("price of tea");
			assertThat(prices.change("tea", "7")).isEqualTo("7");
			assertThat(prices.asked()).isEqualTo(3);
			assertThat(context.getBean(TopologyAwareConnectionFactory.class).getCounts().surfaced())
				.as("commands that were tried")
				.isZero();
		});
	}

	@Test
	void whatIsToBeForgottenIsNeverSwallowed() {
		this.open.run((context) -> {
			Prices prices = context.getBean(Prices.class);
			prices.priceOf("tea");
			clusterIsAway();
			assertThatThrownBy(() -> prices.forget("tea")).isInstanceOf(SteadfastRedisException.class);
			assertThatExceptionOfType(DataAccessException.class).isThrownBy(prices::forgetAll);
		});
	}

	@Test
	void whatTheApplicationDoesWrongIsTold() {
		this.cluster.second().on("GET", ScriptedReply.error("WRONGTYPE Operation against a key"));
		this.open.run((context) -> assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> context.getBean(Prices.class).priceOf("tea"))
			.withStackTraceContaining("WRONGTYPE"));
	}

	@Test
	void whatTheMethodThrowsIsThrownOnce() {
		this.open.run((context) -> {
			Prices prices = context.getBean(Prices.class);
			assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
				.isThrownBy(() -> prices.loadedOnce("nothing"));
			assertThat(prices.asked()).isOne();
		});
	}

	@Test
	void aClusterThatIsBackIsUsedAgain() {
		this.open.run((context) -> {
			Prices prices = context.getBean(Prices.class);
			prices.priceOf("tea");
			clusterIsAway();
			prices.priceOf("tea");
			this.cluster.first().up();
			this.cluster.second().up();
			untilTheSecondIsAsked(context);
		});
	}

	@Test
	void aNodeThatIsPromotedAgainIsUsedAgain() {
		this.open.run((context) -> {
			openAllBreakers(context);
			this.cluster.tell(this.cluster.first().row(9, "0-16383"),
					this.cluster.second().replicaRow(this.cluster.first()));
			refresh(context);
			this.cluster.tell(this.cluster.first().row(9, ScriptedRedisCluster.FIRST_HALF),
					this.cluster.second().row(10, ScriptedRedisCluster.SECOND_HALF));
			refresh(context);
			untilTheSecondIsAsked(context);
		});
	}

	private static void refresh(ApplicationContext context) {
		context.getBean(TopologyAwareConnectionFactory.class).refreshTopology().toCompletableFuture().join();
	}

	private void untilTheSecondIsAsked(ApplicationContext context) {
		int before = received();
		Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> {
			context.getBean(Prices.class).priceOf("tea");
			return received() > before;
		});
	}

	@Test
	void aFactoryThatStartsAgainIsUsedAgain() {
		this.open.run((context) -> {
			openAllBreakers(context);
			context.getBean(TopologyAwareConnectionFactory.class).stop();
			context.getBean(TopologyAwareConnectionFactory.class).start();
			untilTheSecondIsAsked(context);
		});
	}

	@Test
	void withoutTheWishTheFailureIsTheCallers() {
		this.closed.run((context) -> {
			Prices prices = context.getBean(Prices.class);
			prices.priceOf("tea");
			clusterIsAway();
			assertThatThrownBy(() -> prices.priceOf("tea")).isInstanceOf(SteadfastRedisException.class);
			assertThat(context).doesNotHaveBean(CacheBypass.class);
		});
	}

	/**
	 * An application that caches.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class Caching {

	}

	/**
	 * Answers that are cached, and how often they were not.
	 */
	static class Prices {

		private final AtomicInteger asked = new AtomicInteger();

		@Cacheable("prices")
		public String priceOf(String article) {
			this.asked.incrementAndGet();
			return "price of " + article;
		}

		@Cacheable(cacheNames = "prices", sync = true)
		public String loadedOnce(String article) {
			this.asked.incrementAndGet();
			if (article.equals("nothing")) {
				throw new InvalidDataAccessApiUsageException("no such article");
			}
			return "price of " + article;
		}

		@Cacheable("prices")
		public CompletableFuture<String> later(String article) {
			this.asked.incrementAndGet();
			return CompletableFuture.completedFuture("price of " + article);
		}

		@CachePut(cacheNames = "prices", key = "#article")
		public String change(String article, String price) {
			return price;
		}

		@CacheEvict("prices")
		public void forget(String article) {
			// the annotation does it
		}

		@CacheEvict(cacheNames = "prices", allEntries = true)
		public void forgetAll() {
			// the annotation does it
		}

		int asked() {
			return this.asked.getAndSet(0);
		}

	}

}
