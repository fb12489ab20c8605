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

import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The command line of what grows with the cluster: {@code refresh}, {@code storm} or
 * {@code memory}, a number of nodes, and for memory a client of {@link CrowdClient}. What
 * a command costs is told by {@link RoundTripBenchmark}.
 */
public final class Growth {

	private static final Logger log = LoggerFactory.getLogger(Growth.class);

	private Growth() {
	}

	/**
	 * Measure and print.
	 * @param arguments what, and the number of nodes
	 * @throws Exception if it cannot be measured
	 */
	public static void main(String[] arguments) throws Exception {
		int nodes = Integer.parseInt(arguments[1]);
		Object result = switch (arguments[0]) {
			case "refresh" -> RefreshCost.measure(nodes, 60, 31);
			case "storm" -> new MovedStorm(50, nodes, Duration.ofSeconds(45)).run();
			case "memory" -> MemoryCost.measure(arguments[2], nodes);
			default -> throw new IllegalArgumentException("refresh, storm or memory, not " + arguments[0]);
		};
		log.info("{} nodes: {}", nodes, result);
	}

}
