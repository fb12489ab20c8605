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

package io.steadfast.redis.connection;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.steadfast.redis.test.RedisNode;
import org.awaitility.Awaitility;

import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Somebody who waits for an element of a list.
 */
final class BlockedCaller {

	private final StringRedisTemplate template;

	private final String key;

	private final CompletableFuture<String> popped;

	private BlockedCaller(StringRedisTemplate template, String key) {
		this.template = template;
		this.key = key;
		this.popped = CompletableFuture.supplyAsync(() -> template.opsForList().leftPop(key, Duration.ofSeconds(30)));
	}

	/**
	 * Have the server make a caller wait.
	 * @param node the only one at which somebody does, and nobody else
	 */
	static BlockedCaller at(RedisNode node, StringRedisTemplate template, String key) {
		BlockedCaller caller = new BlockedCaller(template, key);
		awaitBlocked(node);
		return caller;
	}

	/**
	 * Wait until the caller waits at a node, and give it what it waits for.
	 */
	void assertServedBy(RedisNode node) {
		awaitBlocked(node);
		this.template.opsForList().rightPush(this.key, "bread");
		assertThat(this.popped).succeedsWithin(Duration.ofSeconds(5)).isEqualTo("bread");
	}

	/**
	 * Wait until the server makes one caller wait.
	 */
	static void awaitBlocked(RedisNode node) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(10))
			.until(() -> node.execute("INFO", "clients").contains("blocked_clients:1"));
	}

}
