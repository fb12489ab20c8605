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

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.data.domain.Range;
import org.springframework.data.domain.Range.Bound;
import org.springframework.data.redis.connection.Limit;
import org.springframework.data.redis.connection.zset.Aggregate;
import org.springframework.data.redis.connection.zset.Weights;
import org.springframework.data.redis.core.Cursor;
import org.springframework.data.redis.core.ScanOptions;
import org.springframework.data.redis.core.ZSetOperations;
import org.springframework.data.redis.core.ZSetOperations.TypedTuple;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What applications do with sorted sets.
 */
class SortedSetBehavioursIT {

	@RegisterExtension
	static Contenders contenders = new Contenders();

	private static ZSetOperations<String, String> scores(Contender redis, String key) {
		ZSetOperations<String, String> sorted = redis.template().opsForZSet();
		sorted.add(key, Set.of(TypedTuple.of("one", 1.0), TypedTuple.of("two", 2.0), TypedTuple.of("three", 3.0)));
		return sorted;
	}

	private static Map<String, Double> map(Iterable<TypedTuple<String>> tuples) {
		Map<String, Double> map = new LinkedHashMap<>();
		tuples.forEach((tuple) -> map.put(tuple.getValue(), tuple.getScore()));
		return map;
	}

	@Test
	void membersHaveScoresAndRanks() throws Exception {
		List<Object> read = contenders.agreeOn((redis) -> {
			ZSetOperations<String, String> sorted = scores(redis, "z");
			return Arrays.asList(sorted.add("z", "one", 1.5), sorted.addIfAbsent("z", "one", 9),
					sorted.score("z", "one"), sorted.score("z", "none"), sorted.score("z", "two", "none"),
					sorted.rank("z", "three"), sorted.reverseRank("z", "three"), sorted.rank("z", "none"),
					sorted.incrementScore("z", "two", 0.25), sorted.zCard("z"), sorted.count("z", 2, 3),
					sorted.remove("z", "one", "none"), sorted.size("z"));
		});
		assertThat(read).containsExactly(false, false, 1.5, null, Arrays.asList(2.0, null), 2L, 0L, null, 2.25, 3L, 2L,
				1L, 2L);
	}

	@Test
	void rangesComeInOrder() throws Exception {
		List<Object> ranges = contenders.agreeOn((redis) -> {
			ZSetOperations<String, String> sorted = scores(redis, "z");
			return List.of(List.copyOf(sorted.range("z", 0, -1)), List.copyOf(sorted.reverseRange("z", 0, 1)),
					List.copyOf(sorted.rangeByScore("z", 2, 9)), List.copyOf(sorted.rangeByScore("z", 0, 9, 1, 1)),
					List.copyOf(sorted.reverseRangeByScore("z", 1, 2)), map(sorted.rangeWithScores("z", 0, 1)),
					map(sorted.reverseRangeByScoreWithScores("z", 2, 3)));
		});
		assertThat(ranges).containsExactly(List.of("one", "two", "three"), List.of("three", "two"),
				List.of("two", "three"), List.of("two"), List.of("two", "one"), Map.of("one", 1.0, "two", 2.0),
				Map.of("three", 3.0, "two", 2.0));
	}

	@Test
	void membersOfOneScoreAreRangedByName() throws Exception {
		List<Object> ranges = contenders.agreeOn((redis) -> {
			ZSetOperations<String, String> sorted = redis.template().opsForZSet();
			for (String member : "a b c d e".split(" ")) {
				sorted.add("z", member, 0);
			}
			Range<String> range = Range.of(Bound.inclusive("b"), Bound.exclusive("e"));
			return List.of(List.copyOf(sorted.rangeByLex("z", range)),
					List.copyOf(sorted.rangeByLex("z", range, Limit.limit().count(1).offset(1))),
					List.copyOf(sorted.reverseRangeByLex("z", range)), sorted.lexCount("z", range),
					sorted.removeRangeByLex("z", range), List.copyOf(sorted.range("z", 0, -1)));
		});
		assertThat(ranges).containsExactly(List.of("b", "c", "d"), List.of("c"), List.of("d", "c", "b"), 3L, 3L,
				List.of("a", "e"));
	}

	@Test
	void membersArePopped() throws Exception {
		List<Object> popped = contenders.agreeOn((redis) -> {
			ZSetOperations<String, String> sorted = scores(redis, "z");
			sorted.add("z", "four", 4);
			return Arrays.asList(sorted.popMin("z"), map(sorted.popMax("z", 2)),
					sorted.popMin("z", 1, TimeUnit.SECONDS), sorted.popMax("z"),
					sorted.popMax("z", 1, TimeUnit.SECONDS));
		});
		assertThat(popped).containsExactly(TypedTuple.of("one", 1.0), Map.of("four", 4.0, "three", 3.0),
				TypedTuple.of("two", 2.0), null, null);
	}

	@Test
	void membersAreRemovedByRangeAndDrawnAtRandom() throws Exception {
		List<Object> removed = contenders.agreeOn((redis) -> {
			ZSetOperations<String, String> sorted = scores(redis, "z");
			sorted.add("z", "four", 4);
			return List.of(Set.of("one", "two", "three", "four").contains(sorted.randomMember("z")),
					sorted.distinctRandomMembers("z", 9).size(), sorted.randomMembers("z", 2).size(),
					sorted.removeRange("z", 0, 0), sorted.removeRangeByScore("z", 3, 3),
					List.copyOf(sorted.range("z", 0, -1)));
		});
		assertThat(removed).containsExactly(true, 4, 2, 1L, 1L, List.of("two", "four"));
	}

	@Test
	void sortedSetsOfOneSlotAreCombined() throws Exception {
		List<Object> combined = contenders.agreeOn((redis) -> {
			ZSetOperations<String, String> sorted = scores(redis, "{z}1");
			sorted.add("{z}2", "two", 20);
			sorted.add("{z}2", "four", 40);
			Set<String> other = Set.of("{z}2");
			return List.of(map(sorted.unionWithScores("{z}1", "{z}2")), map(sorted.intersectWithScores("{z}1", "{z}2")),
					sorted.difference("{z}1", "{z}2"),
					sorted.unionAndStore("{z}1", other, "{z}3", Aggregate.MAX, Weights.of(10, 1)),
					map(sorted.rangeWithScores("{z}3", 0, -1)), sorted.intersectAndStore("{z}1", other, "{z}3"),
					sorted.differenceAndStore("{z}1", other, "{z}3"),
					sorted.rangeAndStoreByScore("{z}1", "{z}4", Range.closed(2, 3)));
		});
		assertThat(combined).containsExactly(Map.of("one", 1.0, "three", 3.0, "two", 22.0, "four", 40.0),
				Map.of("two", 22.0), Set.of("one", "three"), 4L,
				Map.of("one", 10.0, "two", 20.0, "three", 30.0, "four", 40.0), 1L, 2L, 2L);
	}

	@Test
	void sortedSetsOfSeveralSlotsAreRefused() throws Exception {
		contenders.agreeToFail((redis) -> scores(redis, "key-1").unionAndStore("key-1", "key-2", "key-3"));
		contenders.agreeToFail((redis) -> scores(redis, "key-1").intersectAndStore("key-1", "key-2", "key-3"));
		contenders.agreeToFail((redis) -> scores(redis, "key-1").unionWithScores("key-1", "key-2"));
		contenders.agreeToFail((redis) -> scores(redis, "key-1").difference("key-1", "key-2"));
	}

	@Test
	void aLargeSortedSetIsScannedCompletely() throws Exception {
		Map<String, Double> scanned = contenders.agreeOn((redis) -> {
			ZSetOperations<String, String> sorted = redis.template().opsForZSet();
			sorted.add("z",
					Slots.keys(2000)
						.stream()
						.map((key) -> TypedTuple.of(key, (double) key.length()))
						.collect(Collectors.toSet()));
			Map<String, Double> found = new LinkedHashMap<>();
			try (Cursor<TypedTuple<String>> cursor = sorted.scan("z",
					ScanOptions.scanOptions().match("key-*").count(50).build())) {
				cursor.forEachRemaining((tuple) -> found.put(tuple.getValue(), tuple.getScore()));
			}
			return found;
		});
		assertThat(scanned).hasSize(2000).containsEntry("key-1", 5.0).containsEntry("key-1999", 8.0);
	}

}
