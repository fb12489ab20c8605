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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;

/**
 * What is measured, as the command line says.
 *
 * @param contenders the first is what the others are compared to
 * @param loads which each of them gets
 * @param warmUp how long a contender's process runs, all loads together, before anything
 * counts
 * @param rounds how many processes each contender has, one after the other
 */
record Plan(List<ContenderName> contenders, List<Load> loads, Duration warmUp, int rounds) {

	private static final List<String> MATRIX = List.of("mixes", "styles", "bytes", "rates", "callers");

	/** What may stand on the command line. */
	private static final List<String> OPTIONS = Stream
		.concat(MATRIX.stream(), Stream.of("contenders", "rounds", "seconds", "warm-up", "report"))
		.sorted()
		.toList();

	/** The others make no sense without one. */
	private static final Set<String> FROM_ZERO = Set.of("rates", "warm-up");

	private static final int FIRST_JAVA_WITH_VIRTUAL_THREADS = 21;

	Plan {
		if (loads.isEmpty()) {
			throw new IllegalArgumentException(
					"there is nothing to measure: reactive callers only GET and SET in a closed"
							+ " loop; add another style, or --mixes=get-set and --rates=0");
		}
		if (!virtualThreads() && loads.stream().anyMatch((load) -> load.style() == Style.VIRTUAL)) {
			throw new IllegalArgumentException(
					"virtual threads need Java %d, and this is Java %d; run it with another one"
						.formatted(FIRST_JAVA_WITH_VIRTUAL_THREADS, Runtime.version().feature()));
		}
	}

	/**
	 * Take the options that are given, each a list with commas: all combinations of
	 * {@code --mixes}, {@code --styles}, {@code --bytes}, {@code --rates} and
	 * {@code --callers}, or what is worth a report if none of them is given. Reactive
	 * callers GET and SET in a closed loop, and do nothing else.
	 * @throws IllegalArgumentException if there is no such option, or not such a value
	 */
	static Plan of(EnumerablePropertySource<?> options) {
		refuseUnknown(options);
		int rounds = number("rounds", option(options, "rounds", "5"));
		Duration round = seconds(options, "seconds", "2");
		List<ContenderName> contenders = list(options, "contenders", String.join(",", Contenders.kinds()),
				ContenderName::parse);
		boolean matrix = MATRIX.stream().anyMatch(options::containsProperty);
		return new Plan(contenders, matrix ? matrix(options, round) : whole(round), seconds(options, "warm-up", "15"),
				rounds);
	}

	private static void refuseUnknown(EnumerablePropertySource<?> options) {
		String bare = option(options, CommandLinePropertySource.DEFAULT_NON_OPTION_ARGS_PROPERTY_NAME, "");
		List<String> unknown = Stream.concat(Arrays.stream(options.getPropertyNames()), bare.lines())
			.filter((name) -> !OPTIONS.contains(name))
			.toList();
		if (!unknown.isEmpty()) {
			throw new IllegalArgumentException("there are no options %s; those that there are: --%s=..."
				.formatted(unknown, String.join("=..., --", OPTIONS)));
		}
	}

	private static List<Load> matrix(PropertySource<?> options, Duration round) {
		List<Integer> callers = numbers(options, "callers", "1,16,64,256");
		List<Integer> rates = numbers(options, "rates", "0");
		List<Integer> bytes = numbers(options, "bytes", "100");
		List<Style> styles = list(options, "styles", "platform", (word) -> constant(Style.class, word));
		return list(options, "mixes", "get-set", (word) -> constant(Mix.class, word)).stream()
			.flatMap((mix) -> styles.stream()
				.flatMap((style) -> bytes.stream()
					.flatMap((size) -> rates.stream()
						.flatMap((rate) -> callers.stream()
							.map((count) -> new Load(mix, style, count, size, rate, round))))))
			.filter((load) -> load.style() != Style.REACTIVE || (load.mix() == Mix.GET_SET && load.rate() == 0))
			.toList();
	}

	private static List<Load> whole(Duration round) {
		Stream<Load> blocking = Stream.of(1, 16, 64, 256)
			.map((callers) -> new Load(Mix.GET_SET, Style.PLATFORM, callers, 100, 0, round));
		Stream<Load> others = Stream.of(new Load(Mix.GET_SET, Style.PLATFORM, 64, 10_240, 0, round),
				new Load(Mix.GET_SET, Style.VIRTUAL, 256, 100, 0, round),
				new Load(Mix.GET_SET, Style.REACTIVE, 64, 100, 0, round),
				new Load(Mix.MGET, Style.PLATFORM, 16, 100, 0, round),
				new Load(Mix.PIPELINE, Style.PLATFORM, 16, 100, 0, round),
				new Load(Mix.GET_SET, Style.PLATFORM, 64, 100, 10_000, round),
				new Load(Mix.GET_SET, Style.PLATFORM, 64, 100, 30_000, round));
		return Stream.concat(blocking, others)
			.filter((load) -> load.style() != Style.VIRTUAL || virtualThreads())
			.toList();
	}

	private static boolean virtualThreads() {
		return Runtime.version().feature() >= FIRST_JAVA_WITH_VIRTUAL_THREADS;
	}

	/** The loads by the table that shows them. */
	Map<String, List<Load>> tables() {
		return this.loads.stream().collect(Collectors.groupingBy(Load::title, LinkedHashMap::new, Collectors.toList()));
	}

	static String option(PropertySource<?> options, String name, String otherwise) {
		Object given = options.getProperty(name);
		return (given != null) ? given.toString() : otherwise;
	}

	private static Duration seconds(PropertySource<?> options, String name, String otherwise) {
		return Duration.ofSeconds(number(name, option(options, name, otherwise)));
	}

	private static List<Integer> numbers(PropertySource<?> options, String name, String otherwise) {
		return list(options, name, otherwise, (text) -> number(name, text));
	}

	private static int number(String name, String text) {
		int least = FROM_ZERO.contains(name) ? 0 : 1;
		try {
			int number = Integer.parseInt(text);
			if (number >= least) {
				return number;
			}
		}
		catch (NumberFormatException ex) {
			// It is not one that is large enough either.
		}
		throw new IllegalArgumentException(
				"--%s takes whole numbers from %d on, and not %s".formatted(name, least, text));
	}

	private static <T> List<T> list(PropertySource<?> options, String name, String otherwise,
			Function<String, T> element) {
		return Arrays.stream(option(options, name, otherwise).split(",", -1)).map(element).toList();
	}

	private static <E extends Enum<E>> E constant(Class<E> type, String word) {
		return Arrays.stream(type.getEnumConstants())
			.filter((constant) -> Table.word(constant).equals(word.toLowerCase(Locale.ROOT)))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("there is no " + word + "; take some of "
					+ Arrays.stream(type.getEnumConstants()).map(Table::word).toList()));
	}

}
