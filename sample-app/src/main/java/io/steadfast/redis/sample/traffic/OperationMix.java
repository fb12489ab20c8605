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

package io.steadfast.redis.sample.traffic;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * What the traffic consists of: half reads, a quarter writes, a fifth increments, and
 * some reads of three keys of one slot. A twentieth of the reads and writes is for one
 * hot slot. Answers are checked: a wrong one is a failure. Safe for any thread.
 */
@Component
public class OperationMix {

	/** The slot of this tag gets more traffic than any other. */
	public static final String HOT = "{hot}";

	private static final int HOT_KEYS = 12;

	private static final int TAGS = 700;

	private final Commands commands;

	/** Swapped by {@link #openAccount()}. */
	private volatile IncrementAccount account = new IncrementAccount();

	/** The slots that the traffic may have; set by {@link #onlyTo}. */
	private volatile IntPredicate slots = (slot) -> true;

	OperationMix(Commands commands) {
		this.commands = commands;
	}

	/**
	 * Begin a new account: increments go to counters of its own from now on.
	 * @return the new account, empty
	 */
	public IncrementAccount openAccount() {
		IncrementAccount opened = new IncrementAccount();
		this.account = opened;
		return opened;
	}

	/**
	 * Keep the traffic to some slots.
	 * @param slots those that it may have, all of them unless said
	 */
	public void onlyTo(IntPredicate slots) {
		this.slots = slots;
	}

	/**
	 * Choose an operation.
	 * @param random decides
	 * @return an operation on one of the slots that the traffic may have
	 */
	Operation next(SplittableRandom random) {
		IntPredicate allowed = this.slots;
		Operation chosen = any(random);
		while (!allowed.test(chosen.slot())) {
			chosen = any(random);
		}
		return chosen;
	}

	private Operation any(SplittableRandom random) {
		int dice = random.nextInt(100);
		if (dice < 50) {
			String key = key(random);
			return Operation.on(key, this.commands.get(key).doOnNext((value) -> check(key, value)));
		}
		if (dice < 75) {
			String key = key(random);
			int value = random.nextInt(1_000_000);
			return Operation.on(key, this.commands.set(key, key + "=" + value));
		}
		if (dice < 95) {
			IncrementAccount book = this.account;
			int counter = random.nextInt(IncrementAccount.COUNTERS);
			return Operation.on(book.key(counter), book.increment(this.commands, counter));
		}
		List<String> keys = threeOf((random.nextInt(10) == 0) ? HOT : tag(random));
		return Operation.on(keys.get(0), this.commands.multiGet(keys).doOnNext((values) -> checkAll(keys, values)));
	}

	private static void checkAll(List<String> keys, List<@Nullable String> values) {
		if (values.size() != keys.size()) {
			throw new WrongAnswerException(keys.size() + " keys were asked for, and the answer is " + values);
		}
		for (int i = 0; i < keys.size(); i++) {
			check(keys.get(i), values.get(i));
		}
	}

	private static List<String> threeOf(String tag) {
		String prefix = Commands.PREFIX + tag;
		return List.of(prefix + ":0", prefix + ":1", prefix + ":2");
	}

	private static String tag(SplittableRandom random) {
		return "{tag" + random.nextInt(TAGS) + "}";
	}

	private static String key(SplittableRandom random) {
		if (random.nextInt(20) == 0) {
			return Commands.PREFIX + HOT + ":" + random.nextInt(HOT_KEYS);
		}
		return Commands.PREFIX + tag(random) + ":" + random.nextInt(3);
	}

	private static void check(String key, @Nullable String value) {
		if (value != null && !value.startsWith(key + "=")) {
			throw new WrongAnswerException("The value of " + key + " is " + value);
		}
	}

	/** An answer that belongs to another question. */
	static final class WrongAnswerException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		WrongAnswerException(String message) {
			super(message);
		}

	}

}
