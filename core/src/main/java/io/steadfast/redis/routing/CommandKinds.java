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

import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.ProtocolKeyword;
import io.lettuce.core.protocol.RedisCommand;
import io.steadfast.redis.resilience.CommandTable;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * What the name and the arguments of a command say about the way it has to go.
 */
final class CommandKinds {

	private static final Set<CommandType> BLOCKING = EnumSet.of(CommandType.BLPOP, CommandType.BRPOP,
			CommandType.BRPOPLPUSH, CommandType.BLMOVE, CommandType.BLMPOP, CommandType.BZPOPMIN, CommandType.BZPOPMAX,
			CommandType.BZMPOP);

	private static final Set<CommandType> MAY_BLOCK = EnumSet.of(CommandType.XREAD, CommandType.XREADGROUP);

	/**
	 * Commands that change what a connection means; on a shared one they would change it
	 * for everybody.
	 */
	private static final Set<CommandType> STATEFUL = EnumSet.of(CommandType.MULTI, CommandType.EXEC,
			CommandType.DISCARD, CommandType.WATCH, CommandType.UNWATCH, CommandType.SUBSCRIBE, CommandType.PSUBSCRIBE,
			CommandType.SSUBSCRIBE, CommandType.UNSUBSCRIBE, CommandType.PUNSUBSCRIBE, CommandType.SUNSUBSCRIBE,
			CommandType.QUIT, CommandType.READONLY, CommandType.READWRITE, CommandType.ASKING, CommandType.AUTH,
			CommandType.HELLO, CommandType.SELECT, CommandType.MONITOR, CommandType.SYNC);

	/** Whose first argument says whether they do. */
	private static final Set<CommandType> CONTAINERS = EnumSet.of(CommandType.CLIENT, CommandType.SCRIPT);

	/**
	 * As {@link #STATEFUL}, but Lettuce has no type for them, or they are known by their
	 * first argument.
	 */
	private static final Set<String> STATEFUL_BY_NAME = Stream
		.concat(STATEFUL.stream().map(CommandType::name),
				Stream.of("RESET", "PSYNC", "REPLCONF", "CLIENT|CACHING", "CLIENT|REPLY", "CLIENT|TRACKING",
						"SCRIPT|DEBUG"))
		.collect(Collectors.toUnmodifiableSet());

	private CommandKinds() {
	}

	/**
	 * The slot of the first key, as Lettuce encodes it.
	 * @param command any command
	 * @return 0 to 16383, or -1 for a command without a key
	 */
	static int slotOf(RedisCommand<?, ?, ?> command) {
		CommandArgs<?, ?> args = command.getArgs();
		// CLIENT SETNAME takes its name for a key
		if (args == null || command.getType() == CommandType.CLIENT) {
			return -1;
		}
		ByteBuffer key = args.getFirstEncodedKey();
		return (key != null) ? SlotHash.getSlot(key) : -1;
	}

	/**
	 * Whether the server may hold the reply back for as long as the command says, so that
	 * it needs a connection of its own.
	 * @param command any command
	 * @return {@code false} for stream reads without BLOCK
	 */
	static boolean isBlocking(RedisCommand<?, ?, ?> command) {
		ProtocolKeyword type = command.getType();
		if (!(type instanceof CommandType known)) {
			return false;
		}
		if (BLOCKING.contains(known)) {
			return true;
		}
		return MAY_BLOCK.contains(known) && BlockTime.isOptionOf(command);
	}

	static boolean isRefused(RedisCommand<?, ?, ?> command) {
		if (command.getType() instanceof CommandType known && !CONTAINERS.contains(known)) {
			return STATEFUL.contains(known);
		}
		return STATEFUL_BY_NAME.contains(CommandTable.nameOf(command));
	}

	static RuntimeException refusal(RedisCommand<?, ?, ?> command) {
		return new InvalidDataAccessApiUsageException(CommandTable.nameOf(command).replace('|', ' ')
				+ " changes the state of a connection, but connections to a cluster are shared; use a script for what has"
				+ " to be atomic, a message listener container for subscriptions, and a Lettuce client of your own for"
				+ " what a server pushes");
	}

}
