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

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.CommandOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.RedisCommand;
import io.steadfast.redis.test.RedisCluster;
import io.steadfast.redis.test.RedisNode;

/**
 * A real server that runs typed commands, tells what it thinks of each command that it
 * knows, and condenses its data to a word.
 */
final class TypedServer implements AutoCloseable {

	/** How a reply begins that is an error. */
	static final String ERROR = "error: ";

	/** Keeps the bytes of what is not text, such as the reply to DUMP. */
	private static final StringCodec CODEC = new StringCodec(StandardCharsets.ISO_8859_1);

	private final RedisCluster cluster;

	private final RedisClient client;

	private final StatefulRedisConnection<String, String> connection;

	TypedServer() {
		this.cluster = RedisCluster.builder().shards(1).replicas(0).config("enable-debug-command", "local").start();
		RedisNode node = this.cluster.nodes().get(0);
		this.client = RedisClient.create(RedisURI.create(node.host(), node.port()));
		this.connection = this.client.connect(CODEC);
	}

	/**
	 * Run a command.
	 * @param line as one would type it; {@code <dump>} stands for the value of key k as
	 * DUMP gives it
	 * @return the reply as text, an error included
	 */
	String run(String line) {
		CommandArgs<String, String> args = new CommandArgs<>(CODEC);
		String[] words = line.split(" ");
		for (int i = 1; i < words.length; i++) {
			args.add(words[i].equals("<dump>") ? bytes(dump()) : bytes(words[i]));
		}
		RedisCommand<String, String, ?> command = TypedCommand.named(words[0], args);
		try {
			return this.connection.sync().dispatch(command.getType(), new ReplyText(), args).strip();
		}
		catch (RedisCommandExecutionException ex) {
			return ERROR + ex.getMessage();
		}
	}

	private String dump() {
		return new String(this.connection.sync().dump("k"), StandardCharsets.ISO_8859_1);
	}

	private static byte[] bytes(String word) {
		return word.getBytes(StandardCharsets.ISO_8859_1);
	}

	/**
	 * All keys and values, and which keys expire, but not when.
	 * @return equal for equal data
	 */
	String data() {
		return run("DEBUG DIGEST");
	}

	/**
	 * What the server says of its commands.
	 * @return by name, those that have subcommands left out unless they run without one
	 */
	Map<String, ServerCommand> commands() {
		Map<String, ServerCommand> commands = new HashMap<>();
		collect(this.connection.sync().command(), commands);
		return commands;
	}

	private static void collect(Collection<?> rows, Map<String, ServerCommand> commands) {
		for (Object row : rows) {
			List<?> fields = (List<?>) row;
			String name = fields.get(0).toString().toUpperCase(Locale.ROOT);
			Collection<?> subcommands = (fields.size() > 9) ? (Collection<?>) fields.get(9) : List.of();
			// a negative arity is a least number of words, its own name among them
			if (subcommands.isEmpty() || ((Long) fields.get(1)) == -1) {
				Set<String> flags = ((Collection<?>) fields.get(2)).stream()
					.map(Object::toString)
					.collect(Collectors.toSet());
				commands.put(name, new ServerCommand(flags, ((Long) fields.get(3)) > 0));
			}
			collect(subcommands, commands);
		}
	}

	@Override
	public void close() {
		this.connection.close();
		this.client.shutdown();
		this.cluster.close();
	}

	/**
	 * What a server says of one command.
	 *
	 * @param flags such as {@code readonly}
	 * @param isKeyed whether an argument at a fixed place is a key
	 */
	record ServerCommand(Set<String> flags, boolean isKeyed) {

	}

	/**
	 * Any reply as text, one element after the other.
	 */
	private static final class ReplyText extends CommandOutput<String, String, String> {

		ReplyText() {
			super(CODEC, "");
		}

		@Override
		public void set(ByteBuffer bytes) {
			this.output += ((bytes != null) ? CODEC.decodeValue(bytes) : "(nil)") + "\n";
		}

		@Override
		public void set(long integer) {
			this.output += integer + "\n";
		}

		@Override
		public void set(double number) {
			this.output += number + "\n";
		}

		@Override
		public void multi(int count) {
			this.output += count + " elements\n";
		}

	}

}
