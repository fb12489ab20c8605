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
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

import io.steadfast.redis.SubscriptionGap.Reason;
import io.steadfast.redis.topology.Node;
import io.steadfast.redis.topology.RefreshTrigger;
import io.steadfast.redis.topology.SlotOwner;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Brings the subscriptions of one subscriber to the nodes where they belong, again and
 * again: each event (a call, a confirmation, a lost link, a new topology) changes the
 * state, and {@link #settle()} does what is missing between it and the wish. A move is
 * made before the break: the old link carries on until the new one has confirmed.
 * <p>
 * All of it runs on the mailbox.
 */
final class Placement {

	private static final Logger logger = LoggerFactory.getLogger(Placement.class);

	/**
	 * The node that took a subscription away knows the new owner, and a refresh is mostly
	 * quicker than this. As a replica it would take the subscription back.
	 */
	private static final Duration AFTER_REVOCATION = Duration.ofSeconds(1);

	private final Subscriptions around;

	private final Links links;

	private final Wishes wishes = new Wishes();

	private final OpenGaps gaps;

	private final Targets targets;

	/** The calls that wait. */
	private final Operations operations;

	/** Whether there is something to try again. */
	private boolean unsettled;

	/** Whether {@link #settle()} is in the mailbox. */
	private boolean settling;

	Placement(Subscriptions around, MessageSink sink, Operations operations) {
		this.around = around;
		this.targets = new Targets(around);
		this.links = new Links(around, sink, this);
		this.gaps = new OpenGaps(around::gapIsOver);
		this.operations = operations;
	}

	/** What the application wants. */
	Wishes wishes() {
		return this.wishes;
	}

	String home() {
		return this.targets.home();
	}

	/**
	 * Add subscriptions, or have them confirmed once more.
	 */
	void add(Collection<Subscription> subscriptions) {
		for (Subscription subscription : subscriptions) {
			Placed known = this.wishes.add(subscription);
			SubscriptionLink carrier = known.carrier();
			if (carrier != null && carrier.isOpen() && known.asked() == null) {
				ask(known, carrier);
			}
		}
		settle();
	}

	/**
	 * Remove a subscription.
	 * @param subscription the channel or pattern
	 * @param done called when its node has confirmed it, at once if there is none
	 */
	void remove(Subscription subscription, Runnable done) {
		Placed known = this.wishes.remove(subscription);
		if (known == null) {
			done.run();
			return;
		}
		this.gaps.left(known);
		SubscriptionLink asked = known.asked();
		SubscriptionLink carrier = known.carrier();
		SubscriptionLink last = (carrier != null) ? carrier : asked;
		if (asked != null && !asked.equals(last)) {
			this.links.drop(asked, subscription, carrier, this::settleSoon);
		}
		known.abandon();
		if (last == null) {
			done.run();
			settleSoon();
		}
		else {
			this.links.end(last, subscription, () -> {
				done.run();
				settleSoon();
			});
		}
	}

	/**
	 * Settle once for all events of the moment: a thousand confirmations come together.
	 */
	private void settleSoon() {
		if (!this.settling) {
			this.settling = true;
			this.around.mailbox().post(this::settle);
		}
	}

	/**
	 * Bring everything to where it belongs, as far as that is possible now.
	 */
	void settle() {
		long now = System.nanoTime();
		this.settling = false;
		this.unsettled = false;
		this.targets.chooseHome(this.wishes.names(), now);
		Set<SubscriptionLink> needed = new HashSet<>();
		for (Placed each : this.wishes.all()) {
			SubscriptionLink target = linkFor(each, now);
			if (target != null) {
				needed.add(target);
				place(each, target, now);
			}
			this.unsettled |= !each.isSettledAt(target);
			each.addLinksTo(needed);
		}
		this.links.closeAllBut(needed);
		this.wishes.count();
	}

	private @Nullable SubscriptionLink linkFor(Placed each, long now) {
		Node target = this.targets.of(each.subscription());
		if (target == null) {
			return null;
		}
		SubscriptionLink existing = this.links.to(target.endpoint());
		if (existing != null || !this.targets.choice().mayConnect(target.endpoint(), now)) {
			return existing;
		}
		return this.links.connect(target, now);
	}

	private void place(Placed each, SubscriptionLink target, long now) {
		SubscriptionLink carrier = each.carrier();
		if (each.isCarriedBy(target)) {
			this.gaps.recovered(each, target);
		}
		else if (carrier != null) {
			this.gaps.move(each, carrier, target, now);
		}
		if (each.isSettledAt(target) || each.isAskedOf(target) || !target.isOpen()) {
			return;
		}
		if (each.mayAsk(target, now)) {
			ask(each, target);
		}
		else if (each.isRevoked()) {
			this.around.refresh(RefreshTrigger.REDIRECT);
		}
	}

	private void ask(Placed each, SubscriptionLink link) {
		SubscriptionLink before = each.asked();
		if (before != null && !before.equals(link) && !each.isCarriedBy(before)) {
			this.links.drop(before, each.subscription(), each.carrier(), this::settleSoon);
		}
		each.ask(link);
		SlotOwner owner = this.targets.ownerOf(each.subscription());
		this.links.ask(link, each.subscription(), () -> confirmed(link, each),
				(failure) -> refused(link, each, owner, failure));
	}

	private void confirmed(SubscriptionLink link, Placed each) {
		if (!each.isAskedOf(link)) {
			return;
		}
		SubscriptionLink before = each.carrier();
		each.confirm(link);
		this.targets.choice().reached(link.endpoint());
		if (before != null && !before.equals(link)) {
			this.links.drop(before, each.subscription(), link, this::settleSoon);
		}
		this.gaps.recovered(each, link);
		this.operations.confirmed(each.subscription());
		settleSoon();
	}

	private void refused(SubscriptionLink link, Placed each, SlotOwner owner, Throwable failure) {
		if (!each.isAskedOf(link) || link.isClosed()) {
			return;
		}
		int before = each.refuse();
		if (!each.isCarriedBy(link)) {
			link.forget(each.subscription());
		}
		Refusal refusal = Refusal.of(failure);
		boolean forGood = refusal == Refusal.FOR_GOOD;
		if (forGood && !each.wasEverCarried()) {
			this.wishes.remove(each.subscription());
			this.operations.refused(each.subscription(), failure);
		}
		else {
			logger.atLevel((forGood && before == 0) ? Level.WARN : Level.DEBUG)
				.log("A subscription at {} is refused: {}", link.endpoint(), failure.getMessage());
			each.avoid(link, System.nanoTime(), this.around.pauses().pauseNanos(before));
			if (refusal == Refusal.NOT_NOW) {
				this.targets.passOver(each.subscription(), link.endpoint(), owner,
						String.valueOf(failure.getMessage()));
			}
		}
		settleSoon();
	}

	/**
	 * A link ended, or is given up.
	 * @param link the link; nothing happens if it was closed before
	 * @param reason why
	 * @param sinceNanos since when it is not to be relied on
	 */
	void lost(SubscriptionLink link, Reason reason, long sinceNanos) {
		boolean wasOpen = link.isOpen();
		if (!this.links.close(link)) {
			return;
		}
		this.targets.failed(link.endpoint());
		if (!wasOpen) {
			this.targets.unreachable(link.endpoint(), this.wishes.names());
		}
		for (Placed each : this.wishes.all()) {
			if (each.isCarriedBy(link)) {
				this.gaps.enter(each, link, reason, sinceNanos);
			}
			each.lose(link);
		}
		this.around.refresh(wasOpen ? RefreshTrigger.DISCONNECT : RefreshTrigger.CONNECT_FAILURE);
		settle();
	}

	/**
	 * A node ended a subscription by itself: it does not own its slot any more.
	 */
	void revoked(SubscriptionLink link, Subscription subscription) {
		Placed each = this.wishes.get(subscription);
		if (each == null || !each.isCarriedBy(link)) {
			return;
		}
		link.forget(subscription);
		this.gaps.enter(each, link, Reason.SLOT_MOVED, System.nanoTime());
		each.lose(link);
		each.revoke(link, System.nanoTime(), AFTER_REVOCATION);
		this.around.refresh(RefreshTrigger.REDIRECT);
		settleSoon();
	}

	/**
	 * The topology changed, or connections are to be renewed.
	 * @param left tells of a link whether another one is to take its place
	 */
	void reconsider(Predicate<SubscriptionLink> left) {
		this.links.leave(left);
		this.targets.topologyChanged();
		settle();
	}

	void sweep(long nowNanos) {
		this.links.sweep(nowNanos, this.targets.choice());
		if (this.unsettled) {
			settle();
		}
	}

	void close() {
		this.wishes.clear();
		this.links.closeAll();
		settle();
	}

}
