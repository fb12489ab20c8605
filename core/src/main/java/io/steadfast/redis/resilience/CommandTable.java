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

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.lettuce.core.protocol.RedisCommand;

/**
 * Which commands may run a second time. Asked only after a reply was lost.
 * <p>
 * An integration test holds it against the {@code COMMAND} reply of a real server, and
 * runs everything that is called idempotent twice.
 */
public final class CommandTable {

	private static final Map<String, ArgumentRule> RULES = rules();

	/** Names whose first argument says what is meant, such as CLUSTER NODES. */
	private static final Set<String> CONTAINERS = RULES.keySet()
		.stream()
		.filter((name) -> name.indexOf('|') > 0)
		.map((name) -> name.substring(0, name.indexOf('|')))
		.collect(Collectors.toUnmodifiableSet());

	private CommandTable() {
	}

	/**
	 * What running a command a second time does.
	 * @param command any command, whoever made it
	 * @return {@link Repeatability#NOT} for a command that nobody has decided about
	 */
	public static Repeatability repeatability(RedisCommand<?, ?, ?> command) {
		Arguments arguments = new Arguments(command.getArgs());
		ArgumentRule rule = RULES.get(name(command, arguments));
		return (rule != null) ? rule.repeatability(arguments) : Repeatability.NOT;
	}

	/**
	 * Whether it matters to anybody that a command may have run.
	 * @param command any command, whoever made it
	 * @return {@code false} for reads
	 */
	public static boolean changesData(RedisCommand<?, ?, ?> command) {
		return repeatability(command) != Repeatability.READ_ONLY;
	}

	/**
	 * The name of a command, as servers name it in their {@code COMMAND} reply.
	 * @param command any command, whoever made it
	 * @return in upper case, with the subcommand where it has one: CLUSTER|NODES
	 */
	public static String nameOf(RedisCommand<?, ?, ?> command) {
		return name(command, new Arguments(command.getArgs()));
	}

	private static String name(RedisCommand<?, ?, ?> command, Arguments arguments) {
		String name = new String(command.getType().getBytes(), StandardCharsets.US_ASCII).toUpperCase(Locale.ROOT);
		boolean isContainer = CONTAINERS.contains(name) && arguments.count() > 0;
		return isContainer ? name + "|" + arguments.word(0).toUpperCase(Locale.ROOT) : name;
	}

	private static Map<String, ArgumentRule> rules() {
		Map<String, ArgumentRule> rules = new HashMap<>(ArgumentRules.BY_NAME);
		CommandNames.READS.forEach((name) -> rules.put(name, (arguments) -> Repeatability.READ_ONLY));
		CommandNames.QUESTIONS.forEach((name) -> rules.put(name, (arguments) -> Repeatability.READ_ONLY));
		CommandNames.NEWER_READS.forEach((name) -> rules.put(name, (arguments) -> Repeatability.READ_ONLY));
		CommandNames.IDEMPOTENT.forEach((name) -> rules.put(name, (arguments) -> Repeatability.IDEMPOTENT));
		CommandNames.NOT.forEach((name) -> rules.put(name, (arguments) -> Repeatability.NOT));
		return Map.copyOf(rules);
	}

}
