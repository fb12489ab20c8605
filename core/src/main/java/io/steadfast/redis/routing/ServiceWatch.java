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

package io.steadfast.redis.routing;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

import io.steadfast.redis.status.Coverage;
import io.steadfast.redis.topology.Endpoint;
import io.steadfast.redis.topology.RefreshOutcome.Status;
import io.steadfast.redis.topology.SlotOwner;
import io.steadfast.redis.topology.SlotTable;
import io.steadfast.redis.topology.TopologyMonitor;

/**
 * Knows how many slots are served, and since when it is fewer than all: whoever asks for
 * the health of the cluster may ask at any time, or never. The timer writes, anybody
 * reads.
 */
final class ServiceWatch {

	/** How often it looks. */
	static final Duration TICK = Duration.ofMillis(250);

	private final SlotTable slots;

	private final TopologyMonitor monitor;

	private final NodeBreakers breakers;

	/** Of an endpoint, whether it is connected to. */
	private final Predicate<Endpoint> connected;

	private final LongSupplier clock;

	/** Replaced by the timer, read by anybody. */
	private volatile Seen seen;

	ServiceWatch(SlotTable slots, TopologyMonitor monitor, NodeBreakers breakers, Predicate<Endpoint> connected,
			LongSupplier clock) {
		this.slots = slots;
		this.monitor = monitor;
		this.breakers = breakers;
		this.connected = connected;
		this.clock = clock;
		this.seen = new Seen(0, clock.getAsLong());
	}

	/**
	 * Look again; called by one thread at a time.
	 */
	void tick() {
		int served = served();
		boolean wasComplete = this.seen.served() == SlotTable.SLOTS;
		if (served == SlotTable.SLOTS) {
			this.seen = new Seen(served, 0);
		}
		else {
			this.seen = new Seen(served, wasComplete ? this.clock.getAsLong() : this.seen.impairedSinceNanos());
		}
	}

	@SuppressWarnings("ReferenceEquality") // neighbours share it
	private int served() {
		if (this.monitor.lastOutcome().status() == Status.FAILED) {
			return 0;
		}
		int served = 0;
		SlotOwner last = SlotOwner.NONE;
		boolean lastServes = false;
		for (int slot = 0; slot < SlotTable.SLOTS; slot++) {
			SlotOwner owner = this.slots.ownerOf(slot);
			if (owner != last) {
				last = owner;
				lastServes = isServed(owner);
			}
			served += lastServes ? 1 : 0;
		}
		return served;
	}

	private boolean isServed(SlotOwner owner) {
		return !owner.isNone() && !owner.node().failing() && !isCutOff(owner.node().endpoint());
	}

	private boolean isCutOff(Endpoint node) {
		return this.breakers.status(node).isCutOff(this.connected.test(node));
	}

	Coverage coverage() {
		Seen current = this.seen;
		return (current.served() == SlotTable.SLOTS) ? Coverage.COMPLETE : new Coverage(current.served(),
				Duration.ofNanos(Math.max(0, this.clock.getAsLong() - current.impairedSinceNanos())));
	}

	/**
	 * What was seen.
	 *
	 * @param served number of slots
	 * @param impairedSinceNanos since when it is fewer than all, of no meaning if it is
	 * all
	 */
	private record Seen(int served, long impairedSinceNanos) {
	}

}
