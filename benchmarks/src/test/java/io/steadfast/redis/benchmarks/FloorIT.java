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
package io.steadfast.redis.benchmarks;

import java.io.IOException;
import java.time.Duration;

import io.steadfast.redis.test.RedisCluster;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * {@code redis-benchmark} is understood, where it is installed.
 */
class FloorIT {

	@Test
	void aRoundIsMeasured() {
		assumeThat(installed()).isTrue();
		try (RedisCluster cluster = RedisCluster.builder().replicas(0).start();
				Floor floor = new Floor(cluster.seeds().get(0))) {
			assertThat(floor.run(load(Mix.GET_SET, Style.PLATFORM))).hasValueSatisfying((sample) -> {
				assertThat(sample.perSecond()).isPositive();
				assertThat(sample.p50()).isPositive().isLessThanOrEqualTo(sample.p99());
				assertThat(sample.cpuPerOperation()).isNaN();
			});
			assertThat(floor.run(load(Mix.PIPELINE, Style.PLATFORM))).isPresent();
			assertThat(floor.run(load(Mix.MGET, Style.PLATFORM))).isEmpty();
			assertThat(floor.run(load(Mix.GET_SET, Style.VIRTUAL))).isEmpty();
		}
	}

	private static Load load(Mix mix, Style style) {
		return new Load(mix, style, 2, 100, 0, Duration.ofMillis(100));
	}

	private static boolean installed() {
		try {
			new ProcessBuilder(Floor.KIND, "--version").start().destroy();
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

}
