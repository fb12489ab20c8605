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

import java.util.function.Supplier;

import io.steadfast.redis.resilience.Outcome.Redirected;
import io.steadfast.redis.resilience.ReplyClassifier;
import io.steadfast.redis.routing.Redirect.Kind;
import io.steadfast.redis.routing.Redirect.To;
import io.steadfast.redis.subscription.SlotPatch;
import io.steadfast.redis.topology.Endpoint;
import io.steadfast.redis.topology.Shard;
import io.steadfast.redis.topology.SlotOwner;
import io.steadfast.redis.topology.SlotTable;
import io.steadfast.redis.topology.TopologySnapshot;

/**
 * What a MOVED that answers SSUBSCRIBE does to the slot table: the same as one that
 * answers a command, but for a node that names itself, which a refresh has to clear up.
 */
final class ChannelRedirects implements SlotPatch {

	private final SlotTable slots;

	private final Supplier<TopologySnapshot> topology;

	ChannelRedirects(SlotTable slots, Supplier<TopologySnapshot> topology) {
		this.slots = slots;
		this.topology = topology;
	}

	@Override
	public void refused(int slot, SlotOwner expected, Endpoint answeredBy, String reply) {
		if (!(ReplyClassifier.classify(reply) instanceof Redirected)) {
			return;
		}
		Redirect redirect = Redirect.parse(reply, answeredBy);
		if (redirect.kind() == Kind.MOVED && redirect.slot() == slot && redirect.target() instanceof To to) {
			Shard shard = this.topology.get().shardLedBy(to.endpoint());
			if (!shard.primary().answersAt(answeredBy)) {
				this.slots.patch(slot, expected, shard);
			}
		}
	}

}
