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
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All contenders on one cluster, a process for each, which take turns.
 */
final class Comparison implements AutoCloseable {

	private final Map<String, Runner> contenders = new LinkedHashMap<>();

	/**
	 * Start contenders.
	 * @param names which, in the order in which they are shown
	 * @param seeds nodes of the cluster, each {@code host:port}
	 * @throws IOException if one of them does not start
	 */
	Comparison(List<ContenderName> names, List<String> seeds) throws IOException {
		try {
			for (ContenderName name : names) {
				this.contenders.put(name.text(),
						name.kind().equals(Floor.KIND) ? new Floor(seeds.get(0)) : new Fork(name, seeds));
			}
		}
		catch (IOException | RuntimeException ex) {
			close();
			throw ex;
		}
	}

	/**
	 * Let each contender be compiled, one after the other: a third of the CPU time of the
	 * first ten seconds under load is the compiler's.
	 * @param load what each of them gets once
	 */
	void warmUp(Load load) {
		this.contenders.values().forEach((contender) -> contender.run(load));
	}

	/**
	 * Rounds of one load: each contender once, and each round begins with another one, so
	 * that none always profits from the others' warm-up. The first round warms up.
	 * @return medians, for those who have what the load asks for
	 */
	List<Table.Row> measure(Load load, int rounds) {
		Map<String, List<Sample>> samples = new LinkedHashMap<>();
		this.contenders.keySet().forEach((name) -> samples.put(name, new ArrayList<>()));
		List<Map.Entry<String, Runner>> turns = new ArrayList<>(this.contenders.entrySet());
		for (int round = 0; round <= rounds; round++) {
			for (Map.Entry<String, Runner> contender : turns) {
				Optional<Sample> sample = contender.getValue().run(load);
				if (round > 0) {
					sample.ifPresent(samples.computeIfAbsent(contender.getKey(), (name) -> new ArrayList<>())::add);
				}
			}
			Collections.rotate(turns, -1);
		}
		List<Table.Row> rows = new ArrayList<>();
		samples.forEach((name, own) -> {
			if (!own.isEmpty()) {
				rows.add(new Table.Row(load.callers(), name, Sample.median(own)));
			}
		});
		return rows;
	}

	@Override
	public void close() {
		this.contenders.values().forEach(Runner::close);
	}

}
