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

package io.steadfast.redis.subscription;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.steadfast.redis.RoutingOptions;
import io.steadfast.redis.test.ScriptedRedisNode;
import io.steadfast.redis.test.ScriptedReply;
import io.steadfast.redis.test.ScriptedRequest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sharded channels whose slot moves, each step of the mailbox in an exact order.
 */
class ShardedMovesTest {

	private static final Subscription MOVING = inSlots(0, 5460);

	private static final Subscription AT_FIRST = inSlots(5461, 10922);

	private static final Subscription AT_THIRD = inSlots(10923, 16383);

	private final ScriptedRedisNode first = node();

	private final ScriptedRedisNode second = node();

	private final ScriptedRedisNode third = node();

	private final Hearing hearing = new Hearing();

	private final SteppedSubscriber stepped = new SteppedSubscriber(RoutingOptions.defaults(), this.hearing,
			this.first);

	private static Subscription inSlots(int from, int to) {
		return IntStream.range(0, 1000)
			.mapToObj((i) -> new Subscription(SubscriptionKind.SHARD_CHANNEL, "channel-" + i))
			.filter((candidate) -> candidate.slot() >= from && candidate.slot() <= to)
			.findFirst()
			.orElseThrow();
	}

	private static ScriptedRedisNode node() {
		return ScriptedRedisNode.start()
			.on("SSUBSCRIBE", (request) -> confirmation("ssubscribe", request))
			.on("SUNSUBSCRIBE", (request) -> confirmation("sunsubscribe", request));
	}

	private static ScriptedReply confirmation(String command, ScriptedRequest request) {
		return ScriptedReply.raw(Hearing.confirmation(command, request.argument(0)));
	}

	private void movingSlotsAt(ScriptedRedisNode owner) {
		this.stepped.publish(this.first.row(1, movingSlots(this.first, owner) + "5461-10922"),
				this.second.row(2, movingSlots(this.second, owner)),
				this.third.row(3, movingSlots(this.third, owner) + "10923-16383"));
	}

	private static String movingSlots(ScriptedRedisNode node, ScriptedRedisNode owner) {
		return (node == owner) ? "0-5460 " : "";
	}

	private CompletableFuture<Void> subscribe(Subscription... subscriptions) {
		return this.stepped.subscriber().subscribe(List.of(subscriptions));
	}

	@AfterEach
	void stop() {
		this.stepped.close();
		this.first.close();
		this.second.close();
		this.third.close();
	}

	@Test
	void theOldNodeIsHeardAlsoWhenANewOneHadConfirmedThatIsNotTheTargetAnyMore() {
		movingSlotsAt(this.first);
		this.stepped.run();
		CompletableFuture<Void> subscribed = subscribe(MOVING, AT_THIRD);
		this.stepped.runUntil(subscribed::isDone);
		this.stepped.run();
		movingSlotsAt(this.second);
		this.stepped.step(); // the topology: connects to the second node
		this.stepped.awaitPosted(1);
		subscribe(AT_THIRD);
		this.stepped.step(); // the connection is open: asks the second node
		this.stepped.awaitPosted(2); // the call, and the second node's confirmation
		this.third.on("SSUBSCRIBE", ScriptedReply.nothing());
		movingSlotsAt(this.third);
		this.stepped.step(); // the call: gives the second node up and asks the third
		this.first.on("SSUBSCRIBE", ScriptedReply
			.raw(Hearing.confirmation("ssubscribe", AT_FIRST.name()) + Hearing.message(MOVING.name(), "still heard")));
		CompletableFuture<Void> probe = subscribe(AT_FIRST);
		this.stepped.runUntil(probe::isDone);
		Awaitility.await().untilAsserted(() -> assertThat(this.hearing.heard()).containsExactly("still heard"));
	}

}
