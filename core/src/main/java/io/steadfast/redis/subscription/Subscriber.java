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

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.lettuce.core.RedisException;
import io.steadfast.redis.topology.Endpoint;

/**
 * The subscriptions of one pub/sub connection. They stay, whatever happens to the nodes
 * that carry them, until they are ended or this is closed.
 * <p>
 * <b>Who writes, who reads, why that is safe.</b> Any thread may call the public methods;
 * they post to the {@link Mailbox}, whose one thread alone touches the state: what is
 * wanted, where it is, which links are open ({@link Placement}, {@link Wishes},
 * {@link Links}, {@link Placed}, {@link Gap}). So there is no order of a call, a
 * confirmation, a lost link and a new topology in which two of them change it at once,
 * and commands leave in the order of the decisions. What a socket says (a confirmation,
 * its end, a subscription taken away) is posted too, with the link that it is about, and
 * ignored if that link was given up meanwhile.
 * <p>
 * Messages do not take that way. The event loop that reads one asks {@link Carriers}
 * whether its link still carries the subscription, and calls the listeners. That table is
 * written by event loops (confirmed) and by the mailbox (given up); why neither can undo
 * the other is said there. A message right behind its confirmation is read by the thread
 * that wrote the confirmation, so it is not lost.
 * <p>
 * Futures are completed by the callback executor: neither the application's code nor a
 * listener ever runs on the mailbox. A call that comes after {@link #closeAsync()} fails:
 * it enters {@link Operations} first and looks at the flag then, closing does it the
 * other way round.
 */
public final class Subscriber {

	private final Subscriptions around;

	private final Operations operations;

	private final Placement placement;

	private final CompletableFuture<Void> closed = new CompletableFuture<>();

	/** Written before the waiting calls are failed. */
	private volatile boolean closing;

	Subscriber(Subscriptions around, MessageSink sink) {
		this.around = around;
		this.operations = new Operations(around::call);
		this.placement = new Placement(around, sink, this.operations);
	}

	/**
	 * Subscribe.
	 * @param subscriptions channels and patterns
	 * @return completes when each is confirmed; fails with the error of a node that
	 * refuses one, with {@link io.steadfast.redis.PatienceExhaustedException} if nobody
	 * confirms within the patience, with {@link RedisException} if this is closed
	 */
	public CompletableFuture<Void> subscribe(Collection<Subscription> subscriptions) {
		return submit(new Operation("SUBSCRIBE", subscriptions), this::subscribe);
	}

	private void subscribe(Operation operation) {
		this.placement.add(operation.left());
	}

	/**
	 * End subscriptions.
	 * @param subscriptions channels and patterns
	 * @return completes when each is confirmed, or its connection has ended
	 */
	public CompletableFuture<Void> unsubscribe(Collection<Subscription> subscriptions) {
		return submit(new Operation("UNSUBSCRIBE", subscriptions), this::unsubscribe);
	}

	/**
	 * End all subscriptions of a kind.
	 * @param kind channels, patterns or sharded channels
	 * @return as of {@link #unsubscribe}
	 */
	public CompletableFuture<Void> unsubscribeAll(SubscriptionKind kind) {
		return submit(new Operation("UNSUBSCRIBE", List.of()), (operation) -> {
			operation.include(this.placement.wishes().ofKind(kind));
			unsubscribe(operation);
		});
	}

	private void unsubscribe(Operation operation) {
		for (Subscription subscription : operation.left()) {
			this.operations.overtaken(subscription, operation);
			this.placement.remove(subscription, () -> this.operations.confirmed(operation, subscription));
		}
	}

	private CompletableFuture<Void> submit(Operation operation, Consumer<Operation> task) {
		this.operations.add(operation);
		if (this.closing) {
			this.operations.fail(operation, closedException());
			return operation.result();
		}
		this.around.mailbox().post(() -> {
			if (!this.closing && this.operations.begin(operation)) {
				task.accept(operation);
				this.operations.finishIfDone(operation);
			}
		});
		return operation.result();
	}

	private static RedisException closedException() {
		return new RedisException("Connection is closed");
	}

	/**
	 * End all subscriptions and close the sockets. Calls that wait fail.
	 * @return completes when nothing is forwarded any more
	 */
	public CompletableFuture<Void> closeAsync() {
		refuse();
		this.around.mailbox().post(this::close);
		return this.closed;
	}

	/** From any thread: no new calls. */
	void refuse() {
		this.closing = true;
		this.operations.failAll(closedException());
	}

	/** On the mailbox, or before anybody else knows this. */
	void close() {
		refuse();
		this.placement.close();
		this.around.remove(this);
		this.closed.complete(null);
	}

	void topologyChanged() {
		this.placement.reconsider((link) -> this.around.serving().replaced(link.node()));
	}

	void renew(Endpoint endpoint) {
		this.placement.reconsider((link) -> link.endpoint().equals(endpoint));
	}

	void sweep(long nowNanos) {
		this.placement.sweep(nowNanos);
		for (Operation overdue : this.operations.overdue(nowNanos, this.around.patience())) {
			List<Subscription> left = overdue.left();
			this.operations.fail(overdue, overdue.overdue(this.placement.home(), nowNanos));
			left.forEach(this::giveUp);
		}
	}

	/** Its caller believes that it is not subscribed, so nothing is to come of it. */
	private void giveUp(Subscription subscription) {
		if (!this.placement.wishes().wasEverCarried(subscription) && !this.operations.anybodyWaitsFor(subscription)) {
			this.placement.remove(subscription, () -> {
			});
		}
	}

	/** Any thread may ask. */
	int total() {
		return this.placement.wishes().total();
	}

	/** Any thread may ask. */
	int interrupted() {
		return this.placement.wishes().interrupted();
	}

}
