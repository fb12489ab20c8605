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

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.steadfast.redis.sample.cluster.Contender;
import io.steadfast.redis.sample.drill.DrillOutput;
import io.steadfast.redis.sample.drill.DrillReport;
import io.steadfast.redis.sample.drill.DrillSuite;
import io.steadfast.redis.sample.drill.DrillTable;
import io.steadfast.redis.sample.drill.NotPlayedException;
import io.steadfast.redis.sample.traffic.TrafficProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * The same drills with plain Boot and then with ours, each in an application and on a
 * cluster of its own: what {@code --contender=both} asks for.
 */
final class SideBySide {

	private static final Logger logger = LoggerFactory.getLogger(SideBySide.class);

	private static final String BOTH = "--contender=both";

	private SideBySide() {
	}

	static boolean isAskedFor(String... arguments) {
		return Arrays.asList(arguments).contains(BOTH);
	}

	/**
	 * Play the drills, and write the table of both.
	 * @param arguments of the command line, with {@code --drill}
	 * @return 0 if all went as expected with ours, else 1
	 */
	static int play(String... arguments) {
		try {
			return playBoth(arguments);
		}
		catch (NotPlayedException ex) {
			logger.error("{}", ex.getMessage());
			return 1;
		}
	}

	private static int playBoth(String... arguments) {
		List<DrillReport> plain;
		try (ConfigurableApplicationContext context = start(Contender.PLAIN, arguments)) {
			DrillOutput.of(context.getEnvironment());
			plain = reports(context);
		}
		try (ConfigurableApplicationContext context = start(Contender.STEADFAST, arguments)) {
			List<DrillReport> ours = reports(context);
			TrafficProperties traffic = context.getBean(TrafficProperties.class);
			String circumstances = "Failed calls of %d callers, %d operations a second; %d processors, Java %s.%n%n"
				.formatted(traffic.callers(), traffic.rate(), Runtime.getRuntime().availableProcessors(),
						Runtime.version().feature());
			DrillOutput.of(context.getEnvironment())
				.write(ours.size(), circumstances + DrillTable.sideBySide(ours, plain));
			return ours.stream().allMatch((report) -> report.shortfalls().isEmpty()) ? 0 : 1;
		}
	}

	private static ConfigurableApplicationContext start(Contender contender, String... arguments) {
		Stream<String> others = Stream.of(arguments).filter((argument) -> !argument.equals(BOTH));
		return SampleApplication.application()
			.run(Stream.concat(others, Stream.of("--contender=" + contender)).toArray(String[]::new));
	}

	private static List<DrillReport> reports(ConfigurableApplicationContext context) {
		String drills = context.getEnvironment().getProperty("drill");
		if (drills == null) {
			throw new NotPlayedException(BOTH + " plays drills; say which: --drill=all");
		}
		return context.getBean(DrillSuite.class).play(drills);
	}

}
