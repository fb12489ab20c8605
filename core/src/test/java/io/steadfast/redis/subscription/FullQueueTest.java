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

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.lettuce.core.ClientOptions;
import io.steadfast.redis.RoutingOptions;
import io.steadfast.redis.test.ScriptedRedisNode;
import io.steadfast.redis.test.ScriptedReply;
import io.steadfast.redis.test.ScriptedRequest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * More subscriptions than Lettuce's queue takes ({@code requestQueueSize}).
 */
class FullQueueTest {

	private static final List<Subscription> MANY = Stream.iterate(0, (i) -> i + 1)
		.limit(40)
		.map((i) -> new Subscription(SubscriptionKind.CHANNEL, "channel-" + i))
		.toList();

	private static final ClientOptions TEN_AT_ONCE = ClientOptions.builder().requestQueueSize(10).build();

	/** The others wait behind the first answer, so that the queue is full. */
	private static ScriptedReply confirmation(ScriptedRequest request) {
		ScriptedReply confirmation = ScriptedReply.raw(Hearing.confirmation("subscribe", request.argument(0)));
		return request.argument(0).equals("channel-0") ? confirmation.after(Duration.ofMillis(100)) : confirmation;
	}

	@Test
	void aSubscriptionThatFoundNoRoomInTheQueueIsAskedForAgain() {
		Hearing hearing = new Hearing();
		try (ScriptedRedisNode node = ScriptedRedisNode.start().on("SUBSCRIBE", FullQueueTest::confirmation);
				SteppedSubscriber stepped = new SteppedSubscriber(RoutingOptions.defaults(), TEN_AT_ONCE, hearing,
						node)) {
			stepped.publish(node.row("0-16383"));
			CompletableFuture<Void> subscribed = stepped.subscriber().subscribe(MANY);
			stepped.sweepUntil(subscribed::isDone);
			assertThat(subscribed).isCompleted();
			assertThat(node.received("SUBSCRIBE")).as("no name more than once").hasSameSizeAs(MANY);
			assertThat(node.received("SUBSCRIBE").stream().map(ScriptedRequest::connection).distinct())
				.as("the connection is not to blame")
				.hasSize(1);
			stepped.run();
			assertThat(stepped.subscriptions().interruptedCount()).isZero();
		}
	}

}
