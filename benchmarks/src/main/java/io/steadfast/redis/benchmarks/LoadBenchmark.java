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

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import io.steadfast.redis.test.RedisCluster;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SimpleCommandLinePropertySource;

/**
 * Contenders on one cluster, interleaved round by round; writes a Markdown table of
 * medians.
 */
public final class LoadBenchmark {

	private static final Logger logger = LoggerFactory.getLogger(LoadBenchmark.class);

	private LoadBenchmark() {
	}

	/**
	 * Runs a matrix; the first round of each cell warms up and is not counted.
	 * @param args {@code --threads=1,16,64,256 --bytes=100,10240 --rounds=5 --seconds=5
	 * --report=load.md}, or none for these; {@code --contenders} for some of them
	 * @throws Exception if a contender fails
	 */
	public static void main(String[] args) throws Exception {
		PropertySource<?> options = new SimpleCommandLinePropertySource(args);
		Path report = Path.of(option(options, "report", "load.md"));
		Files.writeString(report, run(list(option(options, "contenders", String.join(",", Contenders.names()))),
				numbers(options, "threads", "1,16,64,256"), numbers(options, "bytes", "100,10240"),
				numbers(options, "rounds", "5").get(0), Duration.ofSeconds(numbers(options, "seconds", "5").get(0))));
		logger.info("{} is written", report.toAbsolutePath());
	}

	private static String option(PropertySource<?> options, String name, String otherwise) {
		Object given = options.getProperty(name);
		return (given != null) ? given.toString() : otherwise;
	}

	private static List<String> list(String words) {
		return Arrays.asList(words.split(",", -1));
	}

	private static List<Integer> numbers(PropertySource<?> options, String name, String otherwise) {
		return list(option(options, name, otherwise)).stream().map(Integer::valueOf).toList();
	}

	static String run(List<String> names, List<Integer> threads, List<Integer> valueBytes, int rounds, Duration round)
			throws Exception {
		StringBuilder table = new StringBuilder(Table.HEAD);
		try (RedisCluster cluster = RedisCluster.builder().start();
				Contenders contenders = new Contenders(names, cluster.seeds())) {
			for (int bytes : valueBytes) {
				for (int callers : threads) {
					ClosedLoop loop = new ClosedLoop(callers, bytes, round);
					loop.fill(contenders.get(names.get(0)));
					String rows = Table.rows(loop, measure(contenders, names, loop, rounds));
					logger.info("measured:\n{}", rows);
					table.append(rows);
				}
			}
		}
		return table.toString();
	}

	private static Map<String, List<Sample>> measure(Contenders contenders, List<String> names, ClosedLoop loop,
			int rounds) throws InterruptedException, ExecutionException {
		Map<String, List<Sample>> samples = new LinkedHashMap<>();
		names.forEach((name) -> samples.put(name, new ArrayList<>()));
		for (int round = 0; round <= rounds; round++) {
			for (String name : contenders.turns(round)) {
				Sample sample = loop.run(contenders.get(name));
				if (round > 0) {
					samples.computeIfAbsent(name, (key) -> new ArrayList<>()).add(sample);
				}
			}
		}
		return samples;
	}

}
