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

package io.steadfast.redis.behaviours;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.data.redis.core.RedisCallback;

import static io.steadfast.redis.behaviours.Slots.bytes;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What applications set in Lettuce's own options, through Boot's customizers, leaves
 * their commands as they are.
 */
class OptionBehavioursIT {

	private static void commandsAreAnswered(Contenders contenders) throws Exception {
		List<Object> results = contenders.agreeOn((redis) -> {
			redis.template().opsForValue().multiSet(Slots.map(50));
			redis.template().opsForHash().putAll("hash", Map.of("a", "1"));
			redis.template().opsForZSet().add("z", "member", 1.5);
			return List.of(redis.template().opsForValue().multiGet(Slots.keys(50)), redis.template().keys("key-4?"),
					redis.template().opsForHash().entries("hash"), redis.template().opsForZSet().score("z", "member"),
					redis.template().opsForSet().isMember("set", "x"),
					redis.reactive().opsForValue().get("key-3").block(),
					redis.template().executePipelined((RedisCallback<Object>) (connection) -> {
						Slots.keys(50).forEach((key) -> connection.stringCommands().get(bytes(key)));
						return null;
					}), redis.template().delete(Slots.keys(40)));
		});
		List<String> values = List.copyOf(Slots.map(50).values());
		assertThat(results)
			.startsWith(values, Set.of("key-40", "key-41", "key-42", "key-43", "key-44", "key-45", "key-46", "key-47",
					"key-48", "key-49"), Map.of("a", "1"), 1.5, false, "value-3", values)
			.endsWith(40L);
		contenders.agreeToFail((redis) -> {
			redis.template().opsForList().rightPush("list", "element");
			return redis.template().opsForValue().increment("list");
		});
	}

	/**
	 * The older protocol.
	 */
	@Nested
	class Resp2 {

		@RegisterExtension
		static Contenders contenders = new Contenders("behaviours.resp2=true");

		@Test
		void commandsAreAnsweredAsEver() throws Exception {
			commandsAreAnswered(contenders);
		}

	}

	/**
	 * Lettuce's tracing, which looks at every command.
	 */
	@Nested
	class Traced {

		@RegisterExtension
		static Contenders contenders = new Contenders("behaviours.traced=true");

		@Test
		void commandsAreAnsweredAsEver() throws Exception {
			commandsAreAnswered(contenders);
		}

		@Test
		void commandsAreObservedAlike() throws Exception {
			Set<String> observed = contenders.agreeOn((redis) -> {
				ObservedCommands commands = redis.bean(ObservedCommands.class);
				commands.take();
				redis.template().opsForValue().set("key-1", "value");
				redis.template().opsForValue().get("key-1");
				redis.template().opsForValue().multiGet(List.of("key-1", "key-2", "key-3"));
				return commands.take();
			});
			assertThat(observed).contains("set", "get");
		}

	}

	/**
	 * Several connections to each node.
	 */
	@Nested
	class Striped {

		@RegisterExtension
		static Contenders contenders = new Contenders("steadfast.redis.connections-per-node=3",
				"steadfast.redis.flush-consolidation=0");

		@Test
		void commandsAreAnsweredAsEver() throws Exception {
			commandsAreAnswered(contenders);
		}

	}

}
