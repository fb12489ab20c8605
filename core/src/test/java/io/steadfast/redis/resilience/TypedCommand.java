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
import java.util.Arrays;

import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.ProtocolKeyword;
import io.lettuce.core.protocol.RedisCommand;

/**
 * A command written as one would type it.
 *
 * @param line name and arguments, a space between each
 */
record TypedCommand(String line) {

	String[] words() {
		return this.line.split(" ");
	}

	RedisCommand<String, String, ?> toCommand() {
		CommandArgs<String, String> args = new CommandArgs<>(StringCodec.UTF8);
		Arrays.stream(words()).skip(1).forEach(args::add);
		return named(words()[0], args);
	}

	Repeatability repeatability() {
		return CommandTable.repeatability(toCommand());
	}

	static <K> RedisCommand<K, K, ?> named(String name, CommandArgs<K, K> args) {
		return new Command<>(new Name(name), null, args);
	}

	private record Name(String text) implements ProtocolKeyword {

		@Override
		public byte[] getBytes() {
			return this.text.getBytes(StandardCharsets.US_ASCII);
		}

	}

}
