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

import io.steadfast.redis.topology.Endpoint;
import io.steadfast.redis.topology.Node;
import io.steadfast.redis.topology.RefreshTrigger;
import io.steadfast.redis.topology.SlotOwner;
import org.jspecify.annotations.Nullable;

/**
 * Where the subscriptions of one subscriber belong: sharded channels to the owner of
 * their slot, all others to one node, the home, which stays the same as long as it can be
 * relied on. The mailbox's alone.
 */
final class Targets {

	private final Subscriptions around;

	private final NodeChoice choice;

	private @Nullable Node home;

	Targets(Subscriptions around) {
		this.around = around;
		this.choice = new NodeChoice(around.isConnected());
	}

	/**
	 * Choose a home where there is none, or it cannot be relied on and another one can.
	 * @param wanted the subscriptions that there are
	 * @param nowNanos the time
	 */
	void chooseHome(Collection<Subscription> wanted, long nowNanos) {
		Node current = this.home;
		if (wanted.stream().allMatch(Subscription::isSharded)) {
			this.home = null;
		}
		else if (current == null || !this.around.serving().include(current)) {
			Node better = this.choice.among(this.around.serving(), nowNanos);
			if (better == null && current == null) {
				better = this.choice.lastResort(this.around.serving(), nowNanos);
			}
			this.home = (better != null) ? better : current;
		}
	}

	/**
	 * Where a subscription belongs.
	 * @param subscription a channel or pattern
	 * @return {@code null} as long as that is not known
	 */
	@Nullable Node of(Subscription subscription) {
		if (!subscription.isSharded()) {
			return this.home;
		}
		SlotOwner owner = ownerOf(subscription);
		return owner.isNone() ? null : owner.node();
	}

	/**
	 * Who owns the slot of a sharded channel, {@link SlotOwner#NONE} for all others.
	 */
	SlotOwner ownerOf(Subscription subscription) {
		return subscription.isSharded() ? this.around.slots().ownerOf(subscription.slot()) : SlotOwner.NONE;
	}

	/**
	 * The home, for a person.
	 */
	String home() {
		Node current = this.home;
		return (current != null) ? current.endpoint().toString() : "none";
	}

	/**
	 * A node could not be connected to, was lost, or refuses: it rests for a while, and
	 * is not the home any more.
	 */
	void failed(Endpoint endpoint) {
		this.choice.failed(endpoint, System.nanoTime());
		if (this.home != null && this.home.endpoint().equals(endpoint)) {
			this.home = null;
		}
	}

	/**
	 * A node is not ready, or does not own the slot, and may have said who does.
	 * @param subscription what it refused
	 * @param endpoint the endpoint of the node
	 * @param owner the owner of the slot when it was asked
	 * @param reply what it said
	 */
	void passOver(Subscription subscription, Endpoint endpoint, SlotOwner owner, String reply) {
		if (!subscription.isSharded()) {
			failed(endpoint);
		}
		else if (owner.isAt(endpoint)) {
			this.around.redirects().refused(subscription.slot(), owner, endpoint, reply);
		}
		this.around.refresh(RefreshTrigger.REDIRECT);
	}

	/**
	 * A node could not be connected to, so whoever named it as the owner of a slot is not
	 * believed any more.
	 */
	void unreachable(Endpoint endpoint, Collection<Subscription> wanted) {
		for (Subscription subscription : wanted) {
			SlotOwner owner = ownerOf(subscription);
			if (owner.isAt(endpoint)) {
				this.around.slots().revert(subscription.slot(), owner);
			}
		}
	}

	/** What is remembered of nodes that have left is forgotten. */
	void topologyChanged() {
		this.choice.retain(this.around.serving()::knows);
	}

	NodeChoice choice() {
		return this.choice;
	}

}
