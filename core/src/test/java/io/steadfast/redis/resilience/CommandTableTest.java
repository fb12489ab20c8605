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
import java.util.function.Consumer;

import io.lettuce.core.ExpireArgs;
import io.lettuce.core.GetExArgs;
import io.lettuce.core.SetArgs;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandKeyword;
import io.lettuce.core.protocol.CommandType;
import io.steadfast.redis.AmbiguousCommands;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.steadfast.redis.resilience.Repeatability.IDEMPOTENT;
import static io.steadfast.redis.resilience.Repeatability.NOT;
import static io.steadfast.redis.resilience.Repeatability.READ_ONLY;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is said about a command by its name and its arguments.
 */
class CommandTableTest {

	@ParameterizedTest
	@ValueSource(strings = { "GET k", "get k", "MGET a b", "SCAN 0", "XREAD BLOCK 0 STREAMS s $", "RANDOMKEY",
			"EVAL_RO return 0", "EVALSHA_RO sha 0", "FCALL_RO f 0", "OBJECT ENCODING k", "object encoding k",
			"MEMORY USAGE k", "PING", "COMMAND", "COMMAND DOCS", "CLUSTER NODES", "CONFIG GET *", "HTTL k FIELDS 1 f",
			"JSON.GET k", "SORT k", "SORT k BY w LIMIT 0 5 GET # ALPHA", "GEORADIUS k 1 2 3 km WITHDIST COUNT 3",
			"GEORADIUSBYMEMBER k STORE 3 km", "BITFIELD k GET u4 0 OVERFLOW SAT GET u4 4" })
	void whatChangesNothingIsARead(String line) {
		assertThat(new TypedCommand(line).repeatability()).isEqualTo(READ_ONLY);
	}

	@ParameterizedTest
	@ValueSource(strings = { "SET k v", "set k v ex 5", "SET k v EX 5", "SET k v PX 5", "SET k v EXAT 5",
			"SET k v PXAT 5", "SETEX k 5 v", "PSETEX k 5 v", "MSET a 1 b 2", "SETRANGE k 3 v", "HSET k f v",
			"HMSET k f v", "DEL k", "UNLINK k", "GETEX k", "GETEX k EX 5", "GETEX k PX 5", "GETEX k PERSIST",
			"EXPIRE k 5", "PEXPIRE k 5", "EXPIREAT k 5", "PEXPIREAT k 5", "COPY a b REPLACE", "COPY a b DB 0 REPLACE",
			"RESTORE k 0 x REPLACE", "RESTORE k 0 x ABSTTL REPLACE", "PFMERGE d a", "PFMERGE d d a",
			"SUNIONSTORE d a b", "BITOP AND d a b", "ZUNIONSTORE d 2 a b WEIGHTS 1 2", "ZRANGESTORE d a 0 -1",
			"GEOSEARCHSTORE d a FROMLONLAT 1 2 BYRADIUS 3 km", "SCRIPT LOAD x" })
	void whatGivesTheSameTwiceIsIdempotent(String line) {
		assertThat(new TypedCommand(line).repeatability()).isEqualTo(IDEMPOTENT);
	}

	@ParameterizedTest
	@ValueSource(strings = { "SET k v NX", "SET k v nx", "SET k v XX", "SET k v GET", "SET k v KEEPTTL",
			"SET k v EX 5 NX", "SET k v NX EX 5", "SET k v EX 5 GET", "SET k v IFEQ w", "GETEX k EXAT 5",
			"GETEX k PXAT 5", "EXPIRE k 5 NX", "EXPIRE k 5 XX", "EXPIRE k 5 GT", "PEXPIREAT k 5 LT", "COPY a b",
			"COPY a REPLACE", "COPY a b DB 0", "RESTORE k 0 REPLACE", "SORT k STORE d", "SORT k DESC store d",
			"GEORADIUS k 1 2 3 km STORE d", "GEORADIUSBYMEMBER k m 3 km STOREDIST d", "BITFIELD k SET u4 0 1",
			"BITFIELD k GET u4 0 INCRBY u4 0 1", "SUNIONSTORE d a d", "BITOP XOR d a d", "BITOP NOT d d",
			"ZINTERSTORE d 2 a d", "GEOSEARCHSTORE d d FROMMEMBER m BYRADIUS 3 km", "INCR k", "APPEND k v", "SETNX k v",
			"XADD s 1-1 f v", "ZADD k 1 m", "EVAL x 0", "EVALSHA sha 0", "FCALL f 0", "PUBLISH c m", "LSET k 0 v",
			"LTRIM k 1 -1", "BLPOP k 0", "FLUSHALL", "CONFIG SET a b", "CLIENT SETNAME n", "CLIENT NOVELTY", "CLIENT",
			"OBJECT", "WAIT 1 0", "NOVELTY k", "JSON.SET k $ 1" })
	void everythingElseIsNotRepeated(String line) {
		assertThat(new TypedCommand(line).repeatability()).isEqualTo(NOT);
	}

	@Test
	void lettucesOwnArgumentsAreUnderstood() {
		assertThat(lettuce(CommandType.SET, 2, SetArgs.Builder.ex(5)::build)).isEqualTo(IDEMPOTENT);
		assertThat(lettuce(CommandType.SET, 2, SetArgs.Builder.ex(5).nx()::build)).isEqualTo(NOT);
		assertThat(lettuce(CommandType.SET, 2, SetArgs.Builder.keepttl()::build)).isEqualTo(NOT);
		assertThat(lettuce(CommandType.GETEX, 1, new GetExArgs().persist()::build)).isEqualTo(IDEMPOTENT);
		assertThat(lettuce(CommandType.GETEX, 1, GetExArgs.Builder.exAt(5)::build)).isEqualTo(NOT);
		assertThat(lettuce(CommandType.EXPIRE, 2, ExpireArgs.Builder.gt()::build)).isEqualTo(NOT);
		assertThat(lettuce(CommandType.COPY, 2, (args) -> args.add(CommandKeyword.REPLACE))).isEqualTo(IDEMPOTENT);
		assertThat(lettuce(CommandType.OBJECT, 0, (args) -> args.add(CommandKeyword.ENCODING).addKey("k")))
			.isEqualTo(READ_ONLY);
	}

	private static Repeatability lettuce(CommandType type, int plain, Consumer<CommandArgs<String, String>> options) {
		CommandArgs<String, String> args = new CommandArgs<>(StringCodec.UTF8);
		for (int i = 0; i < plain; i++) {
			args.addKey("k" + i);
		}
		options.accept(args);
		return CommandTable.repeatability(new Command<>(type, new StatusOutput<>(StringCodec.UTF8), args));
	}

	@Test
	void aCommandThatSpringSendsAsBytesIsUnderstood() {
		CommandArgs<byte[], byte[]> args = new CommandArgs<>(ByteArrayCodec.INSTANCE).addKey(bytes("k"))
			.addKey(bytes("v"))
			.addKey(bytes("NX"));
		assertThat(CommandTable.repeatability(TypedCommand.named("SET", args))).isEqualTo(NOT);
	}

	@Test
	void aValueIsNotMistakenForAnOption() {
		CommandArgs<String, String> args = new CommandArgs<>(StringCodec.UTF8).addKey("NX").addValue("NX");
		assertThat(CommandTable.repeatability(TypedCommand.named("SET", args))).isEqualTo(IDEMPOTENT);
		assertThat(CommandTable.repeatability(TypedCommand.named("SET", args.add("EX").add(5)))).isEqualTo(IDEMPOTENT);
		assertThat(CommandTable.repeatability(TypedCommand.named("SET", args.add("NX")))).isEqualTo(NOT);
	}

	@Test
	void aCommandWithoutArgumentsHasNone() {
		assertThat(CommandTable.repeatability(TypedCommand.<String>named("DBSIZE", null))).isEqualTo(READ_ONLY);
		assertThat(CommandTable.repeatability(TypedCommand.<String>named("CLUSTER", null))).isEqualTo(NOT);
	}

	@ParameterizedTest
	@CsvSource({ "FAIL, READ_ONLY", "REPEAT_IDEMPOTENT, READ_ONLY IDEMPOTENT", "REPEAT_ALL, READ_ONLY IDEMPOTENT NOT" })
	void aPolicyNamesWhatMayBeRepeated(AmbiguousCommands policy, String repeated) {
		assertThat(Repeatability.values()).filteredOn((it) -> it.isRepeatedUnder(policy))
			.extracting(Enum::name)
			.containsExactly(repeated.split(" "));
	}

	@Test
	void noNameIsInTwoGroups() {
		assertThat(CommandNames.READS).doesNotContainAnyElementsOf(CommandNames.IDEMPOTENT)
			.doesNotContainAnyElementsOf(CommandNames.QUESTIONS)
			.doesNotContainAnyElementsOf(CommandNames.NEWER_READS);
		assertThat(CommandNames.NOT).doesNotContainAnyElementsOf(CommandNames.READS)
			.doesNotContainAnyElementsOf(CommandNames.QUESTIONS)
			.doesNotContainAnyElementsOf(CommandNames.IDEMPOTENT)
			.doesNotContainAnyElementsOf(CommandNames.NEWER_READS);
		assertThat(ArgumentRules.BY_NAME.keySet()).doesNotContainAnyElementsOf(CommandNames.READS)
			.doesNotContainAnyElementsOf(CommandNames.NOT)
			.doesNotContainAnyElementsOf(CommandNames.IDEMPOTENT);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
