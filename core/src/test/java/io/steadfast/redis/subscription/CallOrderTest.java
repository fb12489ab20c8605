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

import io.lettuce.core.RedisCommandExecutionException;
import io.steadfast.redis.PatienceExhaustedException;
import io.steadfast.redis.RoutingOptions;
import io.steadfast.redis.test.ScriptedRedisNode;
import io.steadfast.redis.test.ScriptedReply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Calls that come while earlier ones, or the answers to them, are posted and have not
 * run: each call does what it says, in the order of the calls.
 */
class CallOrderTest {

	private static final Subscription NEWS = new Subscription(SubscriptionKind.CHANNEL, "news");

	private final ScriptedRedisNode node = ScriptedRedisNode.start()
		.on("SUBSCRIBE", ScriptedReply.raw(Hearing.confirmation("subscribe", "news")))
		.on("UNSUBSCRIBE", ScriptedReply.raw(Hearing.confirmation("unsubscribe", "news")));

	private final Hearing hearing = new Hearing();

	private SteppedSubscriber stepped = stepped(RoutingOptions.defaults());

	private SteppedSubscriber stepped(RoutingOptions options) {
		SteppedSubscriber made = new SteppedSubscriber(options, this.hearing, this.node);
		made.publish(this.node.row("0-16383"));
		made.run();
		return made;
	}

	@AfterEach
	void stop() {
		this.stepped.close();
		this.node.close();
	}

	private CompletableFuture<Void> subscribe() {
		return this.stepped.subscriber().subscribe(List.of(NEWS));
	}

	private CompletableFuture<Void> unsubscribe() {
		return this.stepped.subscriber().unsubscribe(List.of(NEWS));
	}

	private int count() {
		return this.stepped.subscriptions().count();
	}

	/** The answer to the first SUBSCRIBE is posted then, and nothing else is. */
	private CompletableFuture<Void> subscribeUntilAnswered() {
		CompletableFuture<Void> subscribed = subscribe();
		this.stepped.step(); // the call: connects
		this.stepped.step(); // the connection is open: asks
		this.stepped.awaitPosted(1);
		return subscribed;
	}

	@Test
	void aSubscriptionRightBehindItsEndIsThere() {
		CompletableFuture<Void> unsubscribed = unsubscribe();
		CompletableFuture<Void> subscribed = subscribe();
		this.stepped.run();
		assertThat(unsubscribed).isCompleted();
		this.stepped.runUntil(subscribed::isDone);
		assertThat(this.node.received("SUBSCRIBE")).hasSize(1);
		assertThat(count()).isOne();
	}

	@Test
	void anEndThatComesBeforeTheConfirmationHasRunIsSent() {
		CompletableFuture<Void> subscribed = subscribeUntilAnswered();
		CompletableFuture<Void> unsubscribed = unsubscribe();
		this.stepped.runUntil(unsubscribed::isDone);
		assertThat(subscribed).isCompleted();
		assertThat(this.node.received("UNSUBSCRIBE")).hasSize(1);
		assertThat(count()).isZero();
	}

	@Test
	void aListenerMayEndASubscriptionWhenItIsConfirmed() {
		CompletableFuture<Void> unsubscribed = new CompletableFuture<>();
		this.hearing.onSubscribed(() -> unsubscribe().thenRun(() -> unsubscribed.complete(null)));
		subscribeUntilAnswered();
		this.stepped.awaitPosted(2);
		this.stepped.runUntil(unsubscribed::isDone);
		assertThat(this.node.received("UNSUBSCRIBE")).hasSize(1);
		assertThat(count()).isZero();
	}

	@Test
	void theEndOfAllWaitsForItsOwnConfirmations() {
		this.node.on("UNSUBSCRIBE", ScriptedReply.nothing());
		subscribeUntilAnswered();
		CompletableFuture<Void> unsubscribed = this.stepped.subscriber().unsubscribeAll(SubscriptionKind.CHANNEL);
		this.stepped.run();
		assertThat(count()).isZero();
		assertThat(unsubscribed).isNotDone();
	}

	@Test
	void aRefusalIsOnlyThatOfTheCallsThatHaveAsked() {
		this.node.on("SUBSCRIBE", ScriptedReply.error("NOPERM No permissions to access a channel"),
				ScriptedReply.raw(Hearing.confirmation("subscribe", "news")));
		CompletableFuture<Void> refused = subscribeUntilAnswered();
		CompletableFuture<Void> subscribed = subscribe();
		this.stepped.runUntil(subscribed::isDone);
		assertThat(refused).failsWithin(Duration.ZERO)
			.withThrowableThat()
			.withCauseInstanceOf(RedisCommandExecutionException.class);
		assertThat(subscribed).isCompleted();
		assertThat(count()).isOne();
	}

	@Test
	void aCallThatFailedBeforeItsTurnDoesNothing() {
		this.stepped.close();
		this.stepped = stepped(RoutingOptions.defaults().withPatience(Duration.ofNanos(1)));
		this.stepped.mailbox().delayNextTask(Duration.ofMillis(60));
		CompletableFuture<Void> subscribed = subscribe();
		this.stepped.mailbox().advance(Duration.ofMillis(70));
		assertThat(subscribed).failsWithin(Duration.ZERO)
			.withThrowableThat()
			.withCauseInstanceOf(PatienceExhaustedException.class);
		assertThat(count()).isZero();
	}

}
