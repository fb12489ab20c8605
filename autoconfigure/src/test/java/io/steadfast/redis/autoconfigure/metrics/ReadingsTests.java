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

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import io.steadfast.redis.RoutingOptions;
import io.steadfast.redis.connection.TopologyAwareConnectionFactory;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How long the meters of a factory share what one of them has read.
 */
class ReadingsTests {

	private final AtomicLong nanoTime = new AtomicLong(-50);

	private final Readings readings = new Readings(
			new TopologyAwareConnectionFactory(new RedisClusterConfiguration(List.of("node-1:7001")),
					LettuceClientConfiguration.defaultConfiguration(), RoutingOptions.defaults()),
			this.nanoTime::get);

	@Test
	void theMetersOfOneScrapeShareAReading() {
		Reading first = this.readings.latest();
		this.nanoTime.addAndGet(Readings.SHARED_FOR.toNanos() - 1);
		assertThat(this.readings.latest()).isSameAs(first);
	}

	@Test
	void theNextScrapeReadsAnew() {
		Reading first = this.readings.latest();
		this.nanoTime.addAndGet(Readings.SHARED_FOR.toNanos());
		assertThat(this.readings.latest()).isNotSameAs(first)
			.extracting(Reading::takenAtNanos)
			.isEqualTo(this.nanoTime.get());
	}

}
