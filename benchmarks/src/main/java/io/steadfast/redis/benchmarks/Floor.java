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
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What the servers can do: Redis' own {@code redis-benchmark}, which is written in C and
 * has one thread. Not thread-safe.
 */
final class Floor implements Runner {

	static final String KIND = "redis-benchmark";

	private static final Set<Mix> MIXES = EnumSet.of(Mix.GET_SET, Mix.PIPELINE);

	private static final int PIPELINED_COMMANDS = 16;

	private final String[] seed;

	/** Operations a second of the last round, from which the length of the next is. */
	private double lastRate = 10_000;

	/**
	 * Take the command from the path.
	 * @param seed {@code host:port}
	 */
	Floor(String seed) {
		this.seed = seed.split(":", -1);
	}

	@Override
	public Optional<Sample> run(Load load) {
		if (!MIXES.contains(load.mix()) || load.style() == Style.VIRTUAL || load.rate() > 0) {
			return Optional.empty();
		}
		int pipelined = (load.mix() == Mix.PIPELINE) ? PIPELINED_COMMANDS : 1;
		Line get = run(load, "get", pipelined, 0.8);
		Line set = run(load, "set", pipelined, 0.2);
		double rate = 1 / (0.8 / get.perSecond + 0.2 / set.perSecond);
		this.lastRate = rate;
		return Optional.of(new Sample(Double.NaN, rate / pipelined, 0.8 * get.p50 + 0.2 * set.p50,
				0.8 * get.p99 + 0.2 * set.p99, Double.NaN, Double.NaN, Double.NaN));
	}

	private Line run(Load load, String test, int pipelined, double share) {
		long commands = (long) Math.max(load.callers() * pipelined,
				this.lastRate * share * load.duration().toMillis() / 1000);
		List<String> command = List.of(KIND, "--cluster", "-h", this.seed[0], "-p", this.seed[1], "-t", test, "-c",
				String.valueOf(load.callers()), "-d", String.valueOf(load.valueBytes()), "-P",
				String.valueOf(pipelined), "-n", String.valueOf(commands), "-r", "10000", "--csv");
		try {
			Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			return output.lines()
				.filter((line) -> line.startsWith("\"" + test.toUpperCase(Locale.ROOT) + "\""))
				.map(Line::parse)
				.findFirst()
				.orElseThrow(() -> new IllegalStateException(String.join(" ", command) + " printed " + output));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("there is no " + KIND + " on the path; install the package redis-tools, or "
					+ "leave it out with --contenders", ex);
		}
	}

	@Override
	public void close() {
		// nothing is kept
	}

	/**
	 * One line of {@code --csv}: test, rps, then milliseconds: average, minimum, p50,
	 * p95, p99, maximum.
	 */
	private record Line(double perSecond, double p50, double p99) {

		static Line parse(String line) {
			double[] figures = Arrays.stream(line.replace("\"", "").split(",", -1))
				.skip(1)
				.mapToDouble(Double::parseDouble)
				.toArray();
			return new Line(figures[0], figures[3] * 1000, figures[5] * 1000);
		}

	}

}
