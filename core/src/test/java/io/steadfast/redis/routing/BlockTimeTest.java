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

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.LMPopArgs;
import io.lettuce.core.LMoveArgs;
import io.lettuce.core.RedisAsyncCommandsImpl;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.lettuce.core.ZPopArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.RedisCommand;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The time in the arguments of the commands that block, as Lettuce writes them.
 */
class BlockTimeTest {

	@Test
	void theLastArgumentOfMostCommandsAreSeconds() {
		assertThat(millis((redis) -> redis.blpop(5, "key", "1"))).isEqualTo(5000);
		assertThat(millis((redis) -> redis.brpop(0.5, "key"))).isEqualTo(500);
		assertThat(millis((redis) -> redis.brpoplpush(5, "from", "to"))).isEqualTo(5000);
		assertThat(millis((redis) -> redis.blmove("from", "to", LMoveArgs.Builder.leftRight(), 5))).isEqualTo(5000);
		assertThat(millis((redis) -> redis.bzpopmin(5, "key"))).isEqualTo(5000);
		assertThat(millis((redis) -> redis.bzpopmax(0.25, "key"))).isEqualTo(250);
	}

	@Test
	void theFirstArgumentOfThoseWithManyKeysAreSeconds() {
		assertThat(millis((redis) -> redis.blmpop(5, LMPopArgs.Builder.left().count(7), "key", "other")))
			.isEqualTo(5000);
		assertThat(millis((redis) -> redis.bzmpop(5, ZPopArgs.Builder.min(), "key"))).isEqualTo(5000);
	}

	@Test
	@SuppressWarnings("unchecked") // an array of streams
	void streamsAreReadForMilliseconds() {
		assertThat(millis((redis) -> redis.xread(XReadArgs.Builder.count(3).block(5000), StreamOffset.latest("key"))))
			.isEqualTo(5000);
		assertThat(millis((redis) -> redis.xreadgroup(io.lettuce.core.Consumer.from("group", "BLOCK"),
				XReadArgs.Builder.block(5000), StreamOffset.lastConsumed("key"))))
			.isEqualTo(5000);
	}

	/** As Spring's {@code execute} does. */
	@Test
	void bytesAreWordsToo() {
		assertThat(millis((redis) -> redis.dispatch(CommandType.XREAD, new StatusOutput<>(StringCodec.UTF8),
				bytes("count", "3", "block", "5000", "STREAMS", "key", "$"))))
			.isEqualTo(5000);
		assertThat(millis((redis) -> redis.dispatch(CommandType.XREADGROUP, new StatusOutput<>(StringCodec.UTF8),
				bytes("BLOCK", "5000", "group", "BLOCK", "BLOCK", "STREAMS", "key", ">"))))
			.isEqualTo(5000);
		assertThat(millis(
				(redis) -> redis.dispatch(CommandType.BLPOP, new StatusOutput<>(StringCodec.UTF8), bytes("key", "5"))))
			.isEqualTo(5000);
		assertThat(CommandKinds.isBlocking(sent((redis) -> redis.dispatch(CommandType.XREAD,
				new StatusOutput<>(StringCodec.UTF8), bytes("STREAMS", "BLOCK", "0")))))
			.as("a key")
			.isFalse();
	}

	private static CommandArgs<String, String> bytes(String... words) {
		CommandArgs<String, String> arguments = new CommandArgs<>(StringCodec.UTF8);
		List.of(words).forEach((word) -> arguments.add(word.getBytes(StandardCharsets.UTF_8)));
		return arguments;
	}

	@Test
	void whatIsNotLimitedOrCannotBeReadTakesForever() {
		assertThat(BlockTime.nanosOf(sent((redis) -> redis.blpop(0, "key")))).isEqualTo(BlockTime.FOREVER);
		assertThat(BlockTime.nanosOf(sent((redis) -> redis.dispatch(CommandType.BLPOP,
				new StatusOutput<>(StringCodec.UTF8), new CommandArgs<>(StringCodec.UTF8).addKey("key")))))
			.isEqualTo(BlockTime.FOREVER);
		assertThat(BlockTime.nanosOf(sent((redis) -> redis.dispatch(CommandType.BLMPOP,
				new StatusOutput<>(StringCodec.UTF8), new CommandArgs<>(StringCodec.UTF8)))))
			.isEqualTo(BlockTime.FOREVER);
	}

	private static long millis(Consumer<RedisAsyncCommands<String, String>> call) {
		RedisCommand<?, ?, ?> command = sent(call);
		assertThat(CommandKinds.isBlocking(command)).isTrue();
		return TimeUnit.NANOSECONDS.toMillis(BlockTime.nanosOf(command));
	}

	/**
	 * What Lettuce makes of a call.
	 */
	@SuppressWarnings("unchecked") // a proxy of the only interface that it has
	private static RedisCommand<?, ?, ?> sent(Consumer<RedisAsyncCommands<String, String>> call) {
		AtomicReference<RedisCommand<?, ?, ?>> sent = new AtomicReference<>();
		StatefulRedisConnection<String, String> connection = (StatefulRedisConnection<String, String>) Proxy
			.newProxyInstance(BlockTimeTest.class.getClassLoader(), new Class<?>[] { StatefulRedisConnection.class },
					(proxy, method, arguments) -> {
						if (method.getName().equals("dispatch")) {
							sent.set((RedisCommand<?, ?, ?>) arguments[0]);
							return arguments[0];
						}
						return null;
					});
		call.accept(new RedisAsyncCommandsImpl<>(connection, StringCodec.UTF8, ClientOptions.create().getJsonParser()));
		return sent.get();
	}

}
