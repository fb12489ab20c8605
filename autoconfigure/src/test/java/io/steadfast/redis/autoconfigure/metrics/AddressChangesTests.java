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
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import io.steadfast.redis.connection.TopologyAwareConnectionFactory;
import io.steadfast.redis.test.ScriptedRedisNode;
import io.steadfast.redis.test.ScriptedReply;
import io.steadfast.redis.test.ScriptedRequest;
import io.steadfast.redis.topology.RefreshOutcome;
import io.steadfast.redis.topology.RefreshTrigger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.ApplicationContext;
import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The number of time series does not grow with the addresses that a cluster has had.
 */
class AddressChangesTests {

	private static final int CHANGES = 1000;

	/** One for each trigger and each outcome of a refresh. */
	private static final int MOST_REFRESH_TIMERS = RefreshTrigger.values().length
			* RefreshOutcome.Status.values().length;

	/** Answers at every address of loopback. */
	private final ScriptedRedisNode node = ScriptedRedisNode.start("0.0.0.0", 0);

	/** How many nodes there have been; each had an address and an id of its own. */
	private final AtomicInteger nodes = new AtomicInteger(1);

	private final AtomicInteger reads = new AtomicInteger();

	@BeforeEach
	void eachReadFindsTheNodeReplacedByAnother() {
		this.node.on("CLUSTER NODES", (request) -> ScriptedReply.bulk(topology(this.nodes.get())))
			.on("GET", this::redirectOnce);
	}

	private ScriptedReply redirectOnce(ScriptedRequest read) {
		return (this.reads.getAndIncrement() % 2 == 1) ? ScriptedReply.bulk("bar")
				: ScriptedReply.error("MOVED 12182 " + endpoint(this.nodes.incrementAndGet()));
	}

	private String topology(int number) {
		return "%040x %s@%d myself,master - 0 0 %d connected 0-16383\n".formatted(number, endpoint(number),
				this.node.port() + 10000, number);
	}

	private String endpoint(int number) {
		return "127.0." + (number / 250 + 1) + "." + (number % 250 + 1) + ":" + this.node.port();
	}

	@AfterEach
	void stop() {
		this.node.close();
	}

	@Test
	void aThousandOfThemLeaveTheSeriesWhatTheyWere() {
		MeteredApplication.at(this.node)
			.withBean(MeterFilter.class, () -> MeterFilter.ignoreTags("remote"))
			.withPropertyValues("spring.data.redis.cluster.nodes=127.0.0.1:" + this.node.port(),
					"steadfast.redis.topology.min-refresh-interval=10ms")
			.run((context) -> {
				changeAddresses(context, 2);
				Map<String, Long> before = series(context);
				assertThat(before).containsKeys("resilience4j.circuitbreaker.state", "resilience4j.retry.calls");
				changeAddresses(context, CHANGES);
				assertThat(this.nodes).hasValueGreaterThan(CHANGES);
				assertThat(series(context)).isEqualTo(before);
				assertThat(context.getBean(MeterRegistry.class).find("steadfast.redis.refresh").timers())
					.hasSizeLessThanOrEqualTo(MOST_REFRESH_TIMERS);
				assertThat(context.getBean(MeterRegistry.class).getMeters())
					.flatExtracting((meter) -> meter.getId().getTags())
					.extracting(Tag::getValue)
					.noneMatch((value) -> value.contains("127.0."));
			});
	}

	/**
	 * And one more until what belongs to former nodes is gone, which happens when the
	 * topology changes.
	 */
	private void changeAddresses(ApplicationContext context, int times) {
		StringRedisTemplate redis = context.getBean(StringRedisTemplate.class);
		for (int change = 0; change < times; change++) {
			assertThat(redis.opsForValue().get("foo")).isEqualTo("bar");
		}
		TopologyAwareConnectionFactory factory = context.getBean(TopologyAwareConnectionFactory.class);
		Awaitility.await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(50)).untilAsserted(() -> {
			assertThat(redis.opsForValue().get("foo")).isEqualTo("bar");
			factory.refreshTopology().toCompletableFuture().join();
			assertThat(factory.getStatus().nodes()).hasSize(1);
			assertThat(breakersWithMeters(context)).hasSize(1);
		});
	}

	/**
	 * The meters of a breaker are removed one by one, while this looks.
	 */
	private static Set<String> breakersWithMeters(ApplicationContext context) {
		return context.getBean(MeterRegistry.class)
			.getMeters()
			.stream()
			.map(Meter::getId)
			.filter((id) -> id.getName().startsWith("resilience4j.circuitbreaker."))
			.map((id) -> id.getTag("name"))
			.collect(Collectors.toSet());
	}

	/**
	 * How many meters there are of each name, those apart that come with the first
	 * refresh of their kind.
	 */
	private static Map<String, Long> series(ApplicationContext context) {
		Map<String, Long> series = new TreeMap<>();
		for (Meter meter : context.getBean(MeterRegistry.class).getMeters()) {
			series.merge(meter.getId().getName(), 1L, Long::sum);
		}
		series.remove("steadfast.redis.refresh");
		return series;
	}

}
