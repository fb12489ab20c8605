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
import java.util.ArrayList;
import java.util.List;

import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.protocol.CommandArgs;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;

import static io.steadfast.redis.resilience.Repeatability.IDEMPOTENT;
import static io.steadfast.redis.resilience.Repeatability.NOT;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The table under any arguments: only the place of a word makes it an option.
 */
class CommandTablePropertiesTest {

	@Property
	void argumentsAreReadAsTheyWereGiven(@ForAll @Size(max = 20) List<byte[]> given) {
		CommandArgs<byte[], byte[]> args = new CommandArgs<>(ByteArrayCodec.INSTANCE);
		for (int i = 0; i < given.size(); i++) {
			add(args, given.get(i), i % 3);
		}
		args.add(-7L).add("\u20ac\r\n$3\r\n");
		Arguments arguments = new Arguments(args);
		assertThat(arguments.count()).isEqualTo(given.size() + 2);
		for (int i = 0; i < given.size(); i++) {
			assertThat(arguments.word(i).getBytes(StandardCharsets.ISO_8859_1)).isEqualTo(given.get(i));
		}
		assertThat(arguments.word(given.size())).isEqualTo("-7");
		assertThat(arguments.word(given.size() + 1).getBytes(StandardCharsets.ISO_8859_1))
			.asString(StandardCharsets.UTF_8)
			.isEqualTo("\u20ac\r\n$3\r\n");
	}

	private static void add(CommandArgs<byte[], byte[]> args, byte[] argument, int how) {
		switch (how) {
			case 0 -> args.addKey(argument);
			case 1 -> args.addValue(argument);
			default -> args.add(argument);
		}
	}

	@Property
	void aSetThatOnlyExpiresIsIdempotentWhateverItsKeyAndValue(@ForAll("words") String key,
			@ForAll("words") String value, @ForAll("expiries") String expiry, @ForAll("words") String time) {
		assertThat(repeatability("SET", key, value)).isEqualTo(IDEMPOTENT);
		assertThat(repeatability("SET", key, value, expiry, time)).isEqualTo(IDEMPOTENT);
	}

	@Property
	void aSetWithAnythingElseIsNot(@ForAll("words") String key, @ForAll("words") String value,
			@ForAll("conditions") String condition, @ForAll("expiries") String expiry, @ForAll("words") String time) {
		assertThat(repeatability("SET", key, value, condition)).isEqualTo(NOT);
		assertThat(repeatability("SET", key, value, condition, expiry, time)).isEqualTo(NOT);
		assertThat(repeatability("SET", key, value, expiry, time, condition)).isEqualTo(NOT);
	}

	@Property
	void aDestinationAmongTheSourcesIsFoundWhereverItIs(
			@ForAll @NotEmpty @Size(max = 6) List<@From("sources") String> sources,
			@ForAll @IntRange(min = 0, max = 6) int place) {
		List<String> words = new ArrayList<>(sources);
		words.add(0, "destination");
		assertThat(repeatability("SDIFFSTORE", words.toArray(String[]::new))).isEqualTo(IDEMPOTENT);
		words.add(1 + Math.min(place, sources.size()), "destination");
		assertThat(repeatability("SDIFFSTORE", words.toArray(String[]::new))).isEqualTo(NOT);
	}

	@Property
	void everyNameAndEveryNumberOfArgumentsHasADecision(@ForAll("names") String name,
			@ForAll @Size(max = 7) List<@From("words") String> words) {
		Repeatability decided = repeatability(name, words.toArray(String[]::new));
		assertThat(decided).isNotNull();
		if (CommandNames.NOT.contains(name)) {
			assertThat(decided).isEqualTo(NOT);
		}
	}

	@Provide
	Arbitrary<String> words() {
		return Arbitraries.oneOf(Arbitraries.strings().ofMaxLength(5), conditions(), expiries(),
				Arbitraries.of("STORE", "REPLACE", "INCRBY", "NODES", ""));
	}

	@Provide
	Arbitrary<String> sources() {
		return words().filter((word) -> !word.equals("destination"));
	}

	@Provide
	Arbitrary<String> conditions() {
		return Arbitraries.of("NX", "nx", "XX", "Xx", "GET", "KEEPTTL", "IFEQ", "IFNE", "NOVELTY");
	}

	@Provide
	Arbitrary<String> expiries() {
		return Arbitraries.of("EX", "ex", "PX", "EXAT", "PXAT", "pxat");
	}

	@Provide
	Arbitrary<String> names() {
		List<String> known = new ArrayList<>(ArgumentRules.BY_NAME.keySet());
		known.addAll(CommandNames.NOT);
		known.addAll(List.of("CLUSTER", "OBJECT", "COMMAND"));
		return Arbitraries.oneOf(Arbitraries.of(known), Arbitraries.strings().ascii().ofMaxLength(8));
	}

	private static Repeatability repeatability(String name, String... words) {
		CommandArgs<String, String> args = new CommandArgs<>(new Utf8());
		for (String word : words) {
			args.addValue(word);
		}
		return CommandTable.repeatability(TypedCommand.named(name, args));
	}

	/**
	 * A codec as an application may write one: without Lettuce's shortcut for its own.
	 */
	private static final class Utf8 implements RedisCodec<String, String> {

		@Override
		public String decodeKey(ByteBuffer bytes) {
			return StandardCharsets.UTF_8.decode(bytes).toString();
		}

		@Override
		public String decodeValue(ByteBuffer bytes) {
			return decodeKey(bytes);
		}

		@Override
		public ByteBuffer encodeKey(String key) {
			return StandardCharsets.UTF_8.encode(key);
		}

		@Override
		public ByteBuffer encodeValue(String value) {
			return encodeKey(value);
		}

	}

}
