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

import java.util.concurrent.TimeUnit;

import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.ProtocolKeyword;
import io.lettuce.core.protocol.RedisCommand;
import io.steadfast.redis.resilience.Arguments;

/**
 * How long the server may hold the reply to a command that blocks back, as its arguments
 * say.
 */
final class BlockTime {

	/** The caller did not limit it. */
	static final long FOREVER = Long.MAX_VALUE;

	/** GROUP, its name, and that of the consumer. */
	private static final int WORDS_OF_GROUP = 3;

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
			return nanos(arguments, optionOf(command.getType(), arguments) + 1, TimeUnit.MILLISECONDS);
		}
		boolean first = command.getType() == CommandType.BLMPOP || command.getType() == CommandType.BZMPOP;
		return nanos(arguments, first ? 0 : arguments.count() - 1, TimeUnit.SECONDS);
	}

	/**
	 * Whether XREAD or XREADGROUP is told to block, whoever wrote it.
	 * @param command one of the two
	 */
	static boolean isOptionOf(RedisCommand<?, ?, ?> command) {
		return optionOf(command.getType(), new Arguments(command.getArgs())) >= 0;
	}

	/** Before the streams, and after the names of the group and the consumer. */
	private static int optionOf(ProtocolKeyword type, Arguments arguments) {
		int first = (type == CommandType.XREADGROUP) ? WORDS_OF_GROUP : 0;
		for (int index = first; index < arguments.count(); index++) {
			String word = arguments.word(index);
			if (word.equalsIgnoreCase("BLOCK")) {
				return index;
			}
			if (word.equalsIgnoreCase("STREAMS")) {
				return -1;
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
