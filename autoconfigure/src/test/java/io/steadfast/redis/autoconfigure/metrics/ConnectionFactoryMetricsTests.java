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

package io.steadfast.redis.autoconfigure.metrics;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.search.MeterNotFoundException;
import io.micrometer.core.instrument.search.RequiredSearch;
import io.steadfast.redis.connection.TopologyAwareConnectionFactory;
import io.steadfast.redis.test.ScriptedRedisCluster;
import io.steadfast.redis.test.ScriptedRedisNode;
import io.steadfast.redis.test.ScriptedReply;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the meters show after commands met this and that.
 */
class ConnectionFactoryMetricsTests {

	private static final String KEY = "foo";

	@AutoClose
	private final ScriptedRedisCluster cluster = ScriptedRedisCluster.start();

	private final ScriptedRedisNode first = this.cluster.first();

	private final ScriptedRedisNode second = this.cluster.second();

	@BeforeEach
	void theFirstNodeOwnsAllSlots() {
		this.cluster.tell(this.first.row("0-16383"), this.second.replicaRow(this.first));
		this.first.on("GET", ScriptedReply.bulk("bar"));
		this.second.on("GET", ScriptedReply.bulk("bar"));
	}

	@Test
	void redirectsAreCountedByTypeAndWhetherTheyLeadBack() {
		this.first.on("GET", ScriptedReply.error("ASK 12182 " + this.second.endpoint()),
				ScriptedReply.error("MOVED 12182 " + this.first.endpoint()), ScriptedReply.bulk("bar"));
		run((application) -> {
			application.get();
			application.get();
			assertThat(application.count("redirects", "type", "ask", "self", "false")).isOne();
			assertThat(application.count("redirects", "type", "moved", "self", "true")).isOne();
			assertThat(application.count("redirects", "type", "moved", "self", "false")).isZero();
			assertThat(application.count("redirects", "type", "unreadable", "self", "false")).isZero();
		});
	}

	@Test
	void repetitionsAreCountedByReason() {
		this.first.on("GET", ScriptedReply.error("LOADING Redis is loading the dataset in memory"),
				ScriptedReply.error("TRYAGAIN Multiple keys"), ScriptedReply.bulk("bar"));
		run((application) -> {
			application.get();
			assertThat(application.count("retries", "reason", "loading")).isOne();
			assertThat(application.count("retries", "reason", "tryagain")).isOne();
			assertThat(application.count("retries", "reason", "clusterdown")).isZero();
		});
	}

	@Test
	void whatTheCallerIsToldIsCountedAndWhetherItMayHaveRun() {
		this.first.on("INCR", ScriptedReply.close());
		run((application) -> {
			assertThatExceptionOfType(DataAccessException.class).isThrownBy(application::increment);
			assertThat(application.count("commands.surfaced")).isOne();
			assertThat(application.count("commands.ambiguous")).isOne();
			assertThat(application.count("connection.failures", "reason", "disconnect")).isOne();
			assertThat(application.count("connection.failures", "reason", "stall")).isZero();
			assertThat(application.count("connection.failures", "reason", "connect")).isZero();
		});
	}

	@Test
	void theGaugesShowTheTopologyAndTheConnections() {
		run((application) -> {
			application.get();
			assertThat(application.gauge("nodes", "role", "primary", "failing", "false")).isOne();
			assertThat(application.gauge("nodes", "role", "replica", "failing", "false")).isOne();
			assertThat(application.gauge("nodes", "role", "primary", "failing", "true")).isZero();
			assertThat(application.gauge("connections", "state", "open")).isPositive();
			assertThat(application.gauge("connections", "state", "draining")).isZero();
			assertThat(application.gauge("topology.age")).isBetween(0.0, 30.0);
			assertThat(application.gauge("commands", "state", "in_flight")).isZero();
			assertThat(application.gauge("commands", "state", "waiting")).isZero();
			assertThat(application.gauge("commands.waiting.limit")).isEqualTo(10000);
			assertThat(application.gauge("callers.waiting")).isZero();
			assertThat(application.gauge("breakers.open")).isZero();
			assertThat(application.gauge("incidents.active")).isZero();
			assertThat(application.count("subscription.gaps")).isZero();
			application.await(() -> assertThat(application.gauge("slots", "state", "served")).isEqualTo(16384));
			assertThat(application.gauge("slots", "state", "uncovered")).isZero();
		});
	}

	@Test
	void beforeTheFirstTopologyNoSlotIsServedAndNoAgeIsTrue() {
		this.first.down();
		this.second.down();
		run((application) -> {
			assertThat(application.gauge("slots", "state", "uncovered")).isEqualTo(16384);
			assertThat(application.gauge("topology.age")).isNaN();
			assertThat(application.gauge("nodes", "role", "primary", "failing", "false")).isZero();
		});
	}

	@Test
	void refreshesAreTimedByTriggerAndOutcome() {
		run((application) -> {
			application.get();
			TopologyAwareConnectionFactory factory = application.context()
				.getBean(TopologyAwareConnectionFactory.class);
			// one may be shared with a refresh that had another reason
			factory.refreshTopology().toCompletableFuture().join();
			factory.refreshTopology().toCompletableFuture().join();
			application.await(() -> {
				Timer refresh = application.meter("refresh", "trigger", "user", "outcome", "unchanged").timer();
				assertThat(refresh.count()).isPositive();
				assertThat(refresh.totalTime(TimeUnit.NANOSECONDS)).isPositive();
			});
		});
	}

	@Test
	void anIncidentIsTimedByItsKindWhenItIsOver() {
		run((application) -> {
			application.get();
			assertThat(application.meter("incident", "kind", "failover").timer().count()).isZero();
			theSecondNodeTakesTheSlotsOver();
			application.context().getBean(TopologyAwareConnectionFactory.class).refreshTopology();
			application.await(() -> assertThat(application.gauge("incidents.active")).isOne());
			application
				.await(() -> assertThat(application.meter("incident", "kind", "failover").timer().count()).isOne());
		});
	}

	private void theSecondNodeTakesTheSlotsOver() {
		String[] topology = { this.first.replicaRow(this.second), this.second.row(2, "0-16383") };
		this.first.clusterNodes(topology);
		this.second.clusterNodes(topology);
	}

	private void run(Consumer<Application> test) {
		MeteredApplication.at(this.first).run((context) -> test.accept(new Application(context)));
	}

	/**
	 * A running application, and its meters.
	 */
	record Application(AssertableApplicationContext context) {

		void get() {
			assertThat(redis().opsForValue().get(KEY)).isEqualTo("bar");
		}

		void increment() {
			redis().opsForValue().increment(KEY);
		}

		private StringRedisTemplate redis() {
			return this.context.getBean(StringRedisTemplate.class);
		}

		double count(String name, String... tags) {
			return meter(name, tags).functionCounter().count();
		}

		double gauge(String name, String... tags) {
			return meter(name, tags).gauge().value();
		}

		RequiredSearch meter(String name, String... tags) {
			return RequiredSearch.in(this.context.getBean(MeterRegistry.class))
				.name("steadfast.redis." + name)
				.tags(tags);
		}

		void await(ThrowingRunnable expectation) {
			Awaitility.await()
				.atMost(Duration.ofSeconds(10))
				.pollInterval(Duration.ofMillis(50))
				.ignoreException(MeterNotFoundException.class)
				.untilAsserted(expectation);
		}

	}

}
