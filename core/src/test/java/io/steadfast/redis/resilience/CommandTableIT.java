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

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.steadfast.redis.resilience.TypedServer.ServerCommand;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The table against what a real server says of its commands, and does when they come
 * twice.
 */
class CommandTableIT {

	/** Commands that a write is not, to a server, and that the table calls one. */
	private static final Set<String> NO_WRITES_TO_A_SERVER = Set.of("SCRIPT|LOAD");

	/** What happens before, and the command that comes twice. */
	static final String[] SAME_TWICE = { "| SET k v", "SET k old EX 50 | SET k v", "| SET k v EX 100",
			"| SET k v PX 99999", "| SET k v EXAT 9999999999", "SET k old | SET k v PXAT 1", "| SETEX k 100 v",
			"| PSETEX k 99999 v", "SET k 1 | MSET k 2 a{k} 3", "SET k abc | SETRANGE k 5 xyz", "| SETRANGE k 5 xyz",
			"HSET k f 1 | HMSET k f 2 g 3", "PFADD k a; PFADD a{k} b | PFMERGE k a{k}", "| SCRIPT LOAD return(1)",
			"SET k v | GETEX k", "SET k v | GETEX k EX 100", "SET k v | GETEX k PX 99999",
			"SET k v EX 100 | GETEX k PERSIST", "SET k v | EXPIRE k 100", "SET k v | PEXPIRE k 99999",
			"SET k v | EXPIREAT k 9999999999", "SET k v | PEXPIREAT k 9999999999999", "| EXPIRE k 100",
			"SET k v; SET a{k} w | COPY k a{k} REPLACE", "SET k v | COPY k a{k} DB 0 REPLACE",
			"SET k v | RESTORE a{k} 0 <dump> REPLACE", "SET k v | RESTORE a{k} 9999999999999 <dump> REPLACE ABSTTL",
			"SADD k 1 2; SADD a{k} 2 3 | SUNIONSTORE d{k} k a{k}",
			"SADD k 1 2; SADD a{k} 2 3 | SINTERSTORE d{k} k a{k}", "SADD k 1 2; SADD a{k} 2 3 | SDIFFSTORE d{k} k a{k}",
			"SET d{k} v; SADD k 1 | SINTERSTORE d{k} k a{k}",
			"ZADD k 1 x 2 y; ZADD a{k} 5 y | ZUNIONSTORE d{k} 2 k a{k} WEIGHTS 2 3",
			"ZADD k 1 x 2 y; ZADD a{k} 5 y | ZINTERSTORE d{k} 2 k a{k} AGGREGATE MAX",
			"ZADD k 1 x 2 y; ZADD a{k} 5 y | ZDIFFSTORE d{k} 2 k a{k}", "ZADD k 1 x 2 y | ZRANGESTORE d{k} k 0 0",
			"SET k abc; SET a{k} xyz | BITOP XOR d{k} k a{k}", "SET k abc | BITOP NOT d{k} k",
			"GEOADD k 13 38 x 15 37 y | GEOSEARCHSTORE d{k} k FROMLONLAT 15 37 BYRADIUS 20 km STOREDIST",
			"RPUSH k 3 1 2 | SORT k DESC LIMIT 0 2", "SET k abc | BITFIELD k GET u8 0 GET u4 4",
			"GEOADD k 13 38 x 15 37 y | GEORADIUS k 15 37 20 km WITHDIST",
			"GEOADD k 13 38 x 15 37 y | GEORADIUSBYMEMBER k x 500 km ASC" };

	/** Commands whose second reply differs, for all that the data are the same. */
	static final String[] ANOTHER_COUNT = { "SET k v | DEL k", "SET k v; SET a{k} v | UNLINK k a{k}",
			"HSET k f 1 | HSET k f 2 g 3" };

	/** Commands that the table refuses, and what a second run would do. */
	static final String[] ANOTHER_RESULT = { "| SET k v NX", "SET k u | SET k v GET", "SET k v | GETEX k EXAT 1",
			"SET k v | EXPIRE k 100 NX", "SET k v | COPY k a{k}", "SET k v | RESTORE a{k} 0 <dump>",
			"SADD k 1; SADD a{k} 1 2 | SDIFFSTORE k a{k} k", "SET k abc | BITOP NOT k k",
			"SET k abc; SET a{k} xyz | BITOP XOR k k a{k}", "RPUSH k 3 1 2 | LTRIM k 1 -1",
			"| BITFIELD k INCRBY u8 0 1", "| BITFIELD k SET u8 0 1", "| SETBIT k 0 1", "| INCR k", "| APPEND k v",
			"| SETNX k v", "| HSETNX k f v", "| SADD k 1", "SADD k 1 | SREM k 1", "| ZADD k 1 m",
			"HSET k f v | HDEL k f", "| PFADD k a", "SET k v EX 100 | PERSIST k", "SET k v | RENAME k a{k}",
			"SET k v | GETSET k w", "SET k v | GETDEL k", "RPUSH k 1 2 | LMOVE k k LEFT RIGHT", "| XADD k * f v",
			"| XADD k 1-1 f v", "RPUSH k 1 2 | LPOP k", "| MSETNX k 1 a{k} 2", "| XGROUP CREATE k g $ MKSTREAM" };

	/**
	 * What Valkey 8.0 and Redis 8.0 know and the server of our tests does not, reads left
	 * out. Nobody has run them twice here, so none is repeated.
	 */
	static final Set<String> NEWER_OTHERS = Set.of("CLIENT|CAPA", "CLIENT|NO-TOUCH", "CLIENT|SETINFO", "HEXPIRE",
			"HEXPIREAT", "HGETDEL", "HGETEX", "HPERSIST", "HPEXPIRE", "HPEXPIREAT", "HSETEX", "VADD", "VREM",
			"VSETATTR", "WAITAOF");

	private static TypedServer server;

	private static Map<String, ServerCommand> commands;

	@BeforeAll
	static void start() {
		server = new TypedServer();
		commands = server.commands();
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@Test
	void everyCommandOfTheServerHasBeenDecidedAbout() {
		Set<String> decided = new HashSet<>(known());
		decided.addAll(CommandNames.NEWER_READS);
		decided.addAll(NEWER_OTHERS);
		assertThat(new TreeSet<>(commands.keySet())).hasSizeGreaterThan(300)
			.filteredOn((name) -> name.indexOf('.') < 0)
			.allMatch(decided::contains, "has a place in CommandNames or ArgumentRules");
	}

	@Test
	void nothingNewerThanTheServerIsRepeatedButReads() {
		assertThat(NEWER_OTHERS).allMatch(
				(name) -> new TypedCommand(name.replace('|', ' ')).repeatability() == Repeatability.NOT,
				"is not repeated");
	}

	@Test
	void everyNameOfTheTableIsOneOfTheServer() {
		assertThat(new TreeSet<>(known())).allMatch(commands::containsKey, "is a command of the server");
	}

	@Test
	void whatTheTableCallsAReadIsOneForTheServer() {
		assertThat(CommandNames.READS).allMatch((name) -> commands.get(name).flags().contains("readonly"),
				"is flagged readonly");
		assertThat(CommandNames.QUESTIONS)
			.noneMatch((name) -> commands.get(name).isKeyed() || commands.get(name).flags().contains("write"));
	}

	@Test
	void whatTheServerCallsAReadIsOneInTheTable() {
		Set<String> reads = flagged("readonly");
		reads.removeAll(CommandNames.NEWER_READS);
		assertThat(reads).filteredOn((name) -> name.indexOf('.') < 0).hasSameElementsAs(CommandNames.READS);
	}

	@Test
	void whatTheTableCallsIdempotentIsAWriteForTheServer() {
		Set<String> writes = flagged("write");
		writes.addAll(NO_WRITES_TO_A_SERVER);
		assertThat(writes).containsAll(CommandNames.IDEMPOTENT).containsAll(ArgumentRules.BY_NAME.keySet());
	}

	@Test
	void everythingThatMayBeRepeatedIsRunTwiceHere() {
		Set<String> sampled = new HashSet<>();
		for (String[] samples : new String[][] { SAME_TWICE, ANOTHER_COUNT }) {
			for (String sample : samples) {
				String command = Sample.of(sample).command();
				sampled.add(command.startsWith("SCRIPT ") ? "SCRIPT|LOAD" : command.split(" ")[0]);
			}
		}
		assertThat(sampled).containsAll(CommandNames.IDEMPOTENT).containsAll(ArgumentRules.BY_NAME.keySet());
	}

	@ParameterizedTest
	@FieldSource("SAME_TWICE")
	void aSecondRunLeavesTheSameDataAndGivesTheSameReply(String text) {
		Sample sample = Sample.of(text).prepared();
		String before = server.data();
		String reply = server.run(sample.command());
		String data = server.data();
		assertThat(reply).doesNotStartWith(TypedServer.ERROR);
		assertThat(server.run(sample.command())).isEqualTo(reply);
		assertThat(server.data()).isEqualTo(data);
		Repeatability decided = new TypedCommand(sample.command()).repeatability();
		assertThat(decided).isNotEqualTo(Repeatability.NOT);
		if (decided == Repeatability.READ_ONLY) {
			assertThat(data).isEqualTo(before);
		}
	}

	@ParameterizedTest
	@FieldSource("ANOTHER_COUNT")
	void aSecondRunOfTheExceptionsLeavesTheSameDataButCountsAnew(String text) {
		Sample sample = Sample.of(text).prepared();
		String reply = server.run(sample.command());
		String data = server.data();
		assertThat(server.run(sample.command())).isNotEqualTo(reply).isEqualTo("0");
		assertThat(server.data()).isEqualTo(data);
		assertThat(CommandNames.ONLY_THE_COUNT_DIFFERS).contains(sample.command().split(" ")[0]);
	}

	@ParameterizedTest
	@FieldSource("ANOTHER_RESULT")
	void aSecondRunOfWhatIsNotRepeatedWouldShow(String text) {
		Sample sample = Sample.of(text).prepared();
		String first = server.run(sample.command()) + server.data();
		assertThat(first).doesNotStartWith(TypedServer.ERROR);
		assertThat(server.run(sample.command()) + server.data()).isNotEqualTo(first);
		assertThat(new TypedCommand(sample.command()).repeatability()).isEqualTo(Repeatability.NOT);
	}

	private static Set<String> known() {
		Set<String> known = new HashSet<>(ArgumentRules.BY_NAME.keySet());
		known.addAll(CommandNames.READS);
		known.addAll(CommandNames.QUESTIONS);
		known.addAll(CommandNames.IDEMPOTENT);
		known.addAll(CommandNames.NOT);
		return known;
	}

	private static Set<String> flagged(String flag) {
		return commands.entrySet()
			.stream()
			.filter((command) -> command.getValue().flags().contains(flag))
			.map(Map.Entry::getKey)
			.collect(Collectors.toSet());
	}

	private record Sample(String[] before, String command) {

		static Sample of(String text) {
			String[] parts = text.split("\\|");
			return new Sample(parts[0].isBlank() ? new String[0] : parts[0].strip().split("; "), parts[1].strip());
		}

		Sample prepared() {
			server.run("FLUSHALL");
			for (String line : this.before) {
				assertThat(server.run(line)).doesNotStartWith(TypedServer.ERROR);
			}
			return this;
		}

	}

}
