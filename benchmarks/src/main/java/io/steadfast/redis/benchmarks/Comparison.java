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
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All contenders on one cluster, which take turns. In each turn the contender is a
 * process of its own, and the only one: ten that do nothing but keep their timers take a
 * twelfth of two cores, and processes of one contender differ. Not thread-safe.
 */
final class Comparison {

	private static final Logger logger = LoggerFactory.getLogger(Comparison.class);

	private final List<ContenderName> contenders;

	private final List<String> seeds;

	private final List<Load> loads;

	private final Duration warmUp;

	/** In the order in which it was measured. */
	private final List<Measured> measured = new ArrayList<>();

	/** What size of value all keys have; 0 if they have none. */
	private int filled;

	/**
	 * Describe a comparison.
	 * @param plan who, what and how long
	 * @param seeds nodes of the cluster, each {@code host:port}
	 */
	Comparison(Plan plan, List<String> seeds) {
		this.contenders = plan.contenders();
		this.seeds = seeds;
		this.loads = plan.loads();
		this.warmUp = plan.warmUp().dividedBy(this.loads.size());
	}

	/**
	 * Let every contender have its turn some times; each round of turns begins with
	 * another one.
	 * @throws IOException if one of them does not start
	 */
	void run(int rounds) throws IOException {
		List<ContenderName> turns = new ArrayList<>(this.contenders);
		for (int round = 1; round <= rounds; round++) {
			for (ContenderName contender : turns) {
				logger.info("Round {} of {}: {}", round, rounds, contender.text());
				turn(contender);
			}
			Collections.rotate(turns, -1);
		}
	}

	/**
	 * Each load twice, of which the first time is for the compiler: a third of the CPU
	 * time of the first ten seconds under load is its.
	 */
	private void turn(ContenderName contender) throws IOException {
		try (Runner runner = start(contender)) {
			for (Load load : this.loads) {
				run(runner, load.lasting(this.warmUp));
			}
			for (Load load : this.loads) {
				run(runner, load)
					.ifPresent((sample) -> this.measured.add(new Measured(load, contender.text(), sample)));
			}
		}
	}

	private Optional<Sample> run(Runner runner, Load load) {
		if (load.valueBytes() != this.filled) {
			try (Contender filler = LettuceContender.plain(this.seeds)) {
				Keys.fill(filler, load.valueBytes());
			}
			this.filled = load.valueBytes();
		}
		return runner.run(load);
	}

	private Runner start(ContenderName contender) throws IOException {
		return contender.kind().equals(Floor.KIND) ? new Floor(this.seeds.get(0)) : new Fork(contender, this.seeds);
	}

	/**
	 * What was measured with one load.
	 * @return medians, of those contenders that have what the load asks for
	 */
	List<Table.Row> rows(Load load) {
		Map<String, List<Sample>> byContender = this.measured.stream()
			.filter((own) -> own.load().equals(load))
			.collect(Collectors.groupingBy(Measured::contender, LinkedHashMap::new,
					Collectors.mapping(Measured::sample, Collectors.toList())));
		return byContender.entrySet()
			.stream()
			.map((own) -> new Table.Row(load.callers(), own.getKey(), Sample.median(own.getValue())))
			.toList();
	}

	/**
	 * What a contender did in one turn.
	 *
	 * @param load what was asked for
	 * @param contender its name
	 * @param sample what was measured
	 */
	private record Measured(Load load, String contender, Sample sample) {
	}

}
