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

package io.steadfast.redis.routing;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.RedisCommand;
import io.steadfast.redis.resilience.Arguments;

/**
 * How long the server may hold the reply to a command that blocks back, as its arguments
 * say.
 */
final class BlockTime {

	/** The caller did not limit it. */
	static final long FOREVER = Long.MAX_VALUE;

	/** The name of the group, and that of the consumer. */
	private static final int WORDS_AFTER_GROUP = 2;

	private BlockTime() {
	}

	/**
	 * Read it from the arguments.
	 * @param command one that {@linkplain CommandKinds#isBlocking blocks}
	 * @return nanoseconds; {@link #FOREVER} for 0, or if it cannot be read
	 */
	static long nanosOf(RedisCommand<?, ?, ?> command) {
		Arguments arguments = new Arguments(command.getArgs());
		if (command.getType() == CommandType.XREAD || command.getType() == CommandType.XREADGROUP) {
			return nanos(arguments, optionOf(arguments) + 1, TimeUnit.MILLISECONDS);
		}
		boolean first = command.getType() == CommandType.BLMPOP || command.getType() == CommandType.BZMPOP;
		return nanos(arguments, first ? 0 : arguments.count() - 1, TimeUnit.SECONDS);
	}

	/**
	 * Whether XREAD or XREADGROUP is told to block, whoever wrote it.
	 * @param command one of the two
	 */
	static boolean isOptionOf(RedisCommand<?, ?, ?> command) {
		return optionOf(new Arguments(command.getArgs())) >= 0;
	}

	/** Before the streams, in any order with the others; a group may have its name. */
	private static int optionOf(Arguments arguments) {
		for (int index = 0; index < arguments.count(); index++) {
			switch (arguments.word(index).toUpperCase(Locale.ROOT)) {
				case "BLOCK" -> {
					return index;
				}
				case "STREAMS" -> {
					return -1;
				}
				case "GROUP" -> index += WORDS_AFTER_GROUP;
				default -> {
				}
			}
		}
		return -1;
	}

	private static long nanos(Arguments arguments, int index, TimeUnit unit) {
		if (index < 0 || index >= arguments.count()) {
			return FOREVER;
		}
		try {
			double time = Double.parseDouble(arguments.word(index));
			return (time > 0) ? (long) (time * unit.toNanos(1)) : FOREVER;
		}
		catch (NumberFormatException ex) {
			return FOREVER;
		}
	}

}
