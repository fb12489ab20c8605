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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.data.redis.core.Cursor;
import org.springframework.data.redis.core.ScanOptions;
import org.springframework.data.redis.core.SetOperations;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What applications do with sets, across slots where Spring Data fans out.
 */
class SetBehavioursIT {

	@RegisterExtension
	static Contenders contenders = new Contenders();

	@Test
	void membersAreAddedFoundAndRemoved() throws Exception {
		List<Object> read = contenders.agreeOn((redis) -> {
			SetOperations<String, String> sets = redis.template().opsForSet();
			return List.of(sets.add("set", "a", "b", "c", "a"), sets.size("set"), sets.isMember("set", "b"),
					sets.isMember("set", "z"), sets.isMember("set", "a", "z"), sets.remove("set", "a", "z"),
					sets.members("set"), sets.members("missing"));
		});
		assertThat(read).containsExactly(3L, 3L, true, false, Map.of("a", true, "z", false), 1L, Set.of("b", "c"),
				Set.of());
	}

	@Test
	void membersAreDrawnAndPopped() throws Exception {
		List<Object> drawn = contenders.agreeOn((redis) -> {
			SetOperations<String, String> sets = redis.template().opsForSet();
			sets.add("set", "a", "b", "c");
			return Arrays.asList(Set.of("a", "b", "c").contains(sets.randomMember("set")),
					sets.distinctRandomMembers("set", 5), sets.randomMembers("set", 7).size(),
					new TreeSet<>(sets.pop("set", 3)), sets.pop("set"), sets.size("set"));
		});
		assertThat(drawn).containsExactly(true, Set.of("a", "b", "c"), 7, Set.of("a", "b", "c"), null, 0L);
	}

	@Test
	void aLargeSetIsScannedCompletely() throws Exception {
		Set<String> scanned = contenders.agreeOn((redis) -> {
			SetOperations<String, String> sets = redis.template().opsForSet();
			sets.add("set", Slots.keys(2000).toArray(String[]::new));
			sets.add("set", "other");
			Set<String> found = new TreeSet<>();
			try (Cursor<String> cursor = sets.scan("set", ScanOptions.scanOptions().match("key-*").count(50).build())) {
				cursor.forEachRemaining(found::add);
			}
			return found;
		});
		assertThat(scanned).isEqualTo(new TreeSet<>(Slots.keys(2000)));
	}

	@Test
	void setsOfOneSlotAreCombined() throws Exception {
		assertThat(combined("{s}")).isEqualTo(expected());
	}

	@Test
	void setsOfSeveralSlotsAreCombined() throws Exception {
		assertThat(combined("key-")).isEqualTo(expected());
	}

	private static List<Object> expected() {
		return List.of(Set.of("c"), Set.of("a", "b", "c", "d", "e"), Set.of("a"), Set.of("c"), 1L, Set.of("c"), 5L,
				Set.of("a", "b", "c", "d", "e"), 1L, Set.of("a"), true, Set.of("a", "b"));
	}

	private static List<Object> combined(String prefix) throws Exception {
		String first = prefix + 1;
		String second = prefix + 2;
		String third = prefix + 3;
		return contenders.agreeOn((redis) -> {
			SetOperations<String, String> sets = redis.template().opsForSet();
			sets.add(first, "a", "b", "c");
			sets.add(second, "b", "c", "d");
			sets.add(third, "c", "d", "e");
			List<String> all = List.of(first, second, third);
			List<String> others = List.of(second, third);
			return List.of(sets.intersect(all), sets.union(all), sets.difference(first, others),
					sets.intersect(first, third), sets.intersectAndStore(first, others, prefix + 4),
					sets.members(prefix + 4), sets.unionAndStore(first, others, prefix + 5), sets.members(prefix + 5),
					sets.differenceAndStore(all, prefix + 6), sets.members(prefix + 6),
					sets.move(first, "c", prefix + 6), sets.members(first));
		});
	}

	@Test
	void manySetsOfAllSlotsAreUnitedWithoutLoss() throws Exception {
		Set<String> united = contenders.agreeOn((redis) -> {
			SetOperations<String, String> sets = redis.template().opsForSet();
			List<String> keys = Slots.keys(100);
			keys.forEach((key) -> sets.add(key, "member of " + key, "common"));
			assertThat(sets.intersect(keys)).containsExactly("common");
			return sets.union(keys);
		});
		assertThat(united).isEqualTo(IntStream.rangeClosed(0, 100)
			.mapToObj((i) -> (i < 100) ? "member of key-" + i : "common")
			.collect(Collectors.toSet()));
	}

	@Test
	void anIntersectionWithNothingIsEmpty() throws Exception {
		List<Object> combined = contenders.agreeOn((redis) -> {
			SetOperations<String, String> sets = redis.template().opsForSet();
			sets.add("key-1", "a");
			return List.of(sets.intersect("key-1", "missing"), sets.union("key-1", "missing"),
					sets.difference("missing", "key-1"), sets.intersectAndStore("key-1", "missing", "key-3"),
					redis.template().hasKey("key-3"));
		});
		assertThat(combined).containsExactly(Set.of(), Set.of("a"), Set.of(), 0L, false);
	}

	@Test
	void aKeyOfAnotherTypeAmongManyIsTheServersError() throws Exception {
		contenders.agreeToFail((redis) -> {
			redis.template().opsForSet().add("key-1", "a");
			redis.template().opsForValue().set("key-2", "text");
			return redis.template().opsForSet().union("key-1", "key-2");
		});
	}

}
