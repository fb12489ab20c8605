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

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.RedisCommand;

/**
 * How long the server may hold the reply to a command that blocks back, as its arguments
 * say.
 */
final class BlockTime {

	/** The caller did not limit it. */
	static final long FOREVER = Long.MAX_VALUE;

	private BlockTime() {
	}

	/**
	 * Read it from the arguments.
	 * @param command one that {@linkplain CommandKinds#isBlocking blocks}
	 * @return nanoseconds; {@link #FOREVER} for 0, or if it cannot be read
	 */
	static long nanosOf(RedisCommand<?, ?, ?> command) {
		List<String> words = Arrays.asList(command.getArgs().toCommandString().split(" "));
		if (command.getType() == CommandType.XREAD || command.getType() == CommandType.XREADGROUP) {
			return nanos(words, words.indexOf("BLOCK") + 1, TimeUnit.MILLISECONDS);
		}
		boolean first = command.getType() == CommandType.BLMPOP || command.getType() == CommandType.BZMPOP;
		return nanos(words, first ? 0 : words.size() - 1, TimeUnit.SECONDS);
	}

	private static long nanos(List<String> words, int index, TimeUnit unit) {
		try {
			double time = Double.parseDouble(words.get(index));
			return (time > 0) ? (long) (time * unit.toNanos(1)) : FOREVER;
		}
		catch (NumberFormatException | IndexOutOfBoundsException ex) {
			return FOREVER;
		}
	}

}
