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

package io.steadfast.redis.resilience;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The commands that may be repeated with some arguments and not with others. Each rule
 * names what it allows: an option that nobody has thought of makes a command
 * {@link Repeatability#NOT}.
 */
final class ArgumentRules {

	/**
	 * An expiry says when, or how long from now, a key ends. A repeat counts from a
	 * moment that is later by no more than the patience, as a slow network would.
	 */
	private static final List<String> EXPIRY = List.of("EX", "PX", "EXAT", "PXAT");

	/**
	 * KEEPTTL is not among those of SET: where the key expires before the repeat, the
	 * repeat makes it last for ever. EXAT and PXAT are not among those of GETEX: with a
	 * time that has passed it takes the value away, and the repeat finds nothing.
	 */
	static final Map<String, ArgumentRule> BY_NAME = Map.ofEntries(
	// @formatter:off
			Map.entry("SET", withOnly(2, EXPIRY)),
			Map.entry("GETEX", withOnly(1, List.of("EX", "PX", "PERSIST"))),
			Map.entry("EXPIRE", withOnly(2, List.of())),
			Map.entry("PEXPIRE", withOnly(2, List.of())),
			Map.entry("EXPIREAT", withOnly(2, List.of())),
			Map.entry("PEXPIREAT", withOnly(2, List.of())),
			Map.entry("COPY", with(2, "REPLACE")),
			Map.entry("RESTORE", with(3, "REPLACE")),
			Map.entry("SORT", readWithout(1, "STORE")),
			Map.entry("GEORADIUS", readWithout(5, "STORE", "STOREDIST")),
			Map.entry("GEORADIUSBYMEMBER", readWithout(4, "STORE", "STOREDIST")),
			Map.entry("BITFIELD", readWithout(1, "SET", "INCRBY")),
			Map.entry("BITOP", storing(1)),
			Map.entry("GEOSEARCHSTORE", storing(0)),
			Map.entry("SDIFFSTORE", storing(0)),
			Map.entry("SINTERSTORE", storing(0)),
			Map.entry("SUNIONSTORE", storing(0)),
			Map.entry("ZDIFFSTORE", storing(0)),
			Map.entry("ZINTERSTORE", storing(0)),
			Map.entry("ZRANGESTORE", storing(0)),
			Map.entry("ZUNIONSTORE", storing(0)));
	// @formatter:on

	private ArgumentRules() {
	}

	/**
	 * Idempotent, unless there is an option that is not named here.
	 * @param from where the options begin
	 * @param options each with one operand
	 */
	private static ArgumentRule withOnly(int from, List<String> options) {
		return (arguments) -> idempotentIf(places(arguments, from, 2).allMatch((i) -> arguments.isOneOf(i, options)));
	}

	/** Idempotent if an option is there: without it, a second time fails. */
	private static ArgumentRule with(int from, String option) {
		return (arguments) -> idempotentIf(has(arguments, from, List.of(option)));
	}

	/** A read, unless one of the options is there. */
	private static ArgumentRule readWithout(int from, String... options) {
		return (arguments) -> has(arguments, from, List.of(options)) ? Repeatability.NOT : Repeatability.READ_ONLY;
	}

	/**
	 * Idempotent if the destination is not one of the sources: it is made of them alone.
	 * Nothing else is compared than bytes, so a destination that is called like an option
	 * or a number of the same command counts as a source.
	 * @param destination its place; the sources come after it
	 */
	private static ArgumentRule storing(int destination) {
		return (arguments) -> idempotentIf(places(arguments, destination + 1, 1)
			.noneMatch((i) -> arguments.word(i).equals(arguments.word(destination))));
	}

	private static boolean has(Arguments arguments, int from, List<String> options) {
		return places(arguments, from, 1).anyMatch((i) -> arguments.isOneOf(i, options));
	}

	private static IntStream places(Arguments arguments, int from, int step) {
		return IntStream.iterate(from, (i) -> i < arguments.count(), (i) -> i + step);
	}

	private static Repeatability idempotentIf(boolean condition) {
		return condition ? Repeatability.IDEMPOTENT : Repeatability.NOT;
	}

}
