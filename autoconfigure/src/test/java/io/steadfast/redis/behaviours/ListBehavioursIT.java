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

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.data.redis.connection.RedisListCommands.Direction;
import org.springframework.data.redis.connection.SortParameters.Order;
import org.springframework.data.redis.core.ListOperations;
import org.springframework.data.redis.core.ListOperations.MoveFrom;
import org.springframework.data.redis.core.ListOperations.MoveTo;
import org.springframework.data.redis.core.query.SortQueryBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static io.steadfast.redis.behaviours.Slots.bytes;
import static io.steadfast.redis.behaviours.Slots.text;

/**
 * What applications do with lists, blocking calls included.
 */
class ListBehavioursIT {

	@RegisterExtension
	static Contenders contenders = new Contenders();

	@Test
	void elementsArePushedAndPoppedOnBothEnds() throws Exception {
		List<Object> lists = contenders.agreeOn((redis) -> {
			ListOperations<String, String> list = redis.template().opsForList();
			Long three = list.rightPushAll("list", "b", "c", "d");
			Long four = list.leftPush("list", "a");
			List<String> all = list.range("list", 0, -1);
			return Arrays.asList(three, four, all, list.leftPop("list"), list.rightPop("list"), list.leftPop("list", 5),
					list.leftPop("list"), list.range("missing", 0, -1), list.leftPushIfPresent("list", "x"));
		});
		assertThat(lists).containsExactly(3L, 4L, List.of("a", "b", "c", "d"), "a", "d", List.of("b", "c"), null,
				List.of(), 0L);
	}

	@Test
	void elementsAreChangedInPlace() throws Exception {
		List<Object> lists = contenders.agreeOn((redis) -> {
			ListOperations<String, String> list = redis.template().opsForList();
			list.rightPushAll("list", "a", "b", "a", "c", "a");
			Long removed = list.remove("list", -2, "a");
			list.set("list", 1, "B");
			list.rightPush("list", "B", "B2");
			list.trim("list", 1, 2);
			return Arrays.asList(removed, list.size("list"), list.index("list", 0), list.index("list", 9),
					list.indexOf("list", "B2"), list.range("list", 0, -1));
		});
		assertThat(lists).containsExactly(2L, 2L, "B", null, 1L, List.of("B", "B2"));
	}

	@Test
	void anIndexOutOfRangeIsTheServersError() throws Exception {
		assertThat(contenders.agreeToFail((redis) -> {
			redis.template().opsForList().set("missing", 3, "x");
			return null;
		})).hasRootCauseMessage("ERR no such key");
	}

	@Test
	void elementsAreMovedBetweenListsOfOneSlot() throws Exception {
		List<Object> moved = contenders.agreeOn((redis) -> {
			ListOperations<String, String> list = redis.template().opsForList();
			list.rightPushAll("{l}from", "a", "b", "c");
			return Arrays.asList(list.move(MoveFrom.fromHead("{l}from"), MoveTo.toTail("{l}to")),
					list.move("{l}from", Direction.RIGHT, "{l}to", Direction.LEFT, Duration.ofSeconds(1)),
					list.rightPopAndLeftPush("{l}from", "{l}to"),
					list.move("{l}from", Direction.LEFT, "{l}to", Direction.LEFT, Duration.ofMillis(100)),
					list.range("{l}to", 0, -1));
		});
		assertThat(moved).containsExactly("a", "c", "b", null, List.of("b", "c", "a"));
	}

	@Test
	void elementsAreMovedAcrossSlotsAsFarAsSpringDoes() throws Exception {
		List<Object> moved = contenders.agreeOn((redis) -> {
			ListOperations<String, String> list = redis.template().opsForList();
			list.rightPushAll("key-1", "a", "b");
			return Arrays.asList(list.rightPopAndLeftPush("key-1", "key-2"),
					list.rightPopAndLeftPush("key-1", "key-2", 1, TimeUnit.SECONDS), list.range("key-2", 0, -1));
		});
		assertThat(moved).containsExactly("b", "a", List.of("a", "b"));
		contenders.agreeToFail((redis) -> {
			redis.template().opsForList().rightPush("key-1", "a");
			return redis.template().opsForList().move("key-1", Direction.LEFT, "key-2", Direction.LEFT);
		});
	}

	@Test
	void aBlockingPopGivesUpAfterItsTimeout() throws Exception {
		List<Object> popped = contenders.agreeOn((redis) -> {
			long begin = System.nanoTime();
			String nothing = redis.template().opsForList().leftPop("list", Duration.ofSeconds(1));
			long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
			return Arrays.asList(nothing, took >= 950 && took < 4000);
		});
		assertThat(popped).containsExactly(null, true);
	}

	@Test
	void aBlockingPopTakesWhatIsThereAndWhatComes() throws Exception {
		List<Object> popped = contenders.agreeOn((redis) -> {
			ListOperations<String, String> list = redis.template().opsForList();
			list.rightPushAll("list", "a", "b");
			String first = list.leftPop("list", Duration.ofSeconds(5));
			String second = list.rightPop("list", Duration.ofSeconds(5));
			CompletableFuture<String> later = CompletableFuture
				.supplyAsync(() -> list.leftPop("list", Duration.ofSeconds(10)));
			contenders.awaitBlocked("list");
			list.rightPush("list", "c");
			return Arrays.asList(first, second, later.get(5, TimeUnit.SECONDS), redis.template().hasKey("list"));
		});
		assertThat(popped).containsExactly("a", "b", "c", false);
	}

	@Test
	void aBlockingPopLooksAtSeveralListsOfOneSlot() throws Exception {
		List<String> popped = contenders.agreeOn((redis) -> redis.onConnection((connection) -> {
			connection.listCommands().rPush(bytes("{l}2"), bytes("x"));
			return connection.listCommands().bLPop(1, bytes("{l}1"), bytes("{l}2")).stream().map(Slots::text).toList();
		}));
		assertThat(popped).containsExactly("{l}2", "x");
	}

	@Test
	void aBlockingPopAcrossSlotsIsWhatSpringMakesOfIt() throws Exception {
		List<String> popped = contenders.agreeOn((redis) -> redis.onConnection((connection) -> {
			connection.listCommands().rPush(bytes("key-2"), bytes("x"));
			return connection.listCommands()
				.bRPop(1, bytes("key-1"), bytes("key-2"), bytes("key-3"))
				.stream()
				.map((element) -> (element != null) ? text(element) : "nothing")
				.toList();
		}));
		assertThat(popped).contains("key-2", "x");
	}

	@Test
	void aListIsSorted() throws Exception {
		List<Object> sorted = contenders.agreeOn((redis) -> {
			redis.template().opsForList().rightPushAll("{s}list", "10", "9", "2", "33");
			List<String> ascending = redis.template().sort(SortQueryBuilder.sort("{s}list").build());
			Long stored = redis.template()
				.sort(SortQueryBuilder.sort("{s}list").order(Order.DESC).limit(0, 2).build(), "{s}stored");
			return List.of(ascending, stored, redis.template().opsForList().range("{s}stored", 0, -1),
					redis.template().sort(SortQueryBuilder.sort("{s}list").build(), "key-5"),
					redis.template().opsForList().size("key-5"));
		});
		assertThat(sorted).containsExactly(List.of("2", "9", "10", "33"), 2L, List.of("33", "10"), 4L, 4L);
	}

}
