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

package io.steadfast.redis.sample;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Asks for health again and again, as an orchestrator does, and notes what it is told and
 * how soon (D34).
 */
final class HealthProbe implements AutoCloseable {

	static final String CLUSTER = "redis";

	static final String LIVENESS = "liveness";

	private static final Duration PERIOD = Duration.ofMillis(200);

	private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();

	private final TestRestTemplate http = new TestRestTemplate();

	private final Histogram micros = new ConcurrentHistogram(3);

	/** How often which status was told, by group. */
	private final Map<String, Map<String, Integer>> told = new ConcurrentHashMap<>();

	private final String root;

	HealthProbe(ConfigurableApplicationContext context) {
		this.root = "http://localhost:" + context.getEnvironment().getRequiredProperty("local.server.port")
				+ "/actuator/health/";
		this.scheduler.scheduleWithFixedDelay(() -> List.of(CLUSTER, LIVENESS).forEach(this::ask), 0, PERIOD.toMillis(),
				TimeUnit.MILLISECONDS);
	}

	private void ask(String group) {
		long begin = System.nanoTime();
		Map<?, ?> answer = this.http.getForObject(this.root + group, Map.class);
		this.micros.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begin));
		this.told.computeIfAbsent(group, (key) -> new ConcurrentHashMap<>())
			.merge((answer != null) ? String.valueOf(answer.get("status")) : "nothing", 1, Integer::sum);
	}

	/**
	 * What was told of a group.
	 * @param group the last part of its address
	 * @return how often which status
	 */
	Map<String, Integer> told(String group) {
		return new TreeMap<>(this.told.getOrDefault(group, Map.of()));
	}

	/**
	 * The time within which most answers came.
	 * @param percentile 0 to 100
	 * @return the time of an answer
	 */
	Duration percentile(double percentile) {
		return Duration.ofNanos(TimeUnit.MICROSECONDS.toNanos(this.micros.getValueAtPercentile(percentile)));
	}

	@Override
	public void close() {
		this.scheduler.shutdownNow();
	}

}
