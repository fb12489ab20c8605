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

import io.steadfast.redis.topology.Endpoint;
import io.steadfast.redis.topology.Node;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;

/**
 * All interleavings of confirmations, which come from event loops, with the mailbox,
 * which wants a subscription of a link and gives it up: what was given up never carries
 * again.
 */
@Param(name = "link", gen = IntGen.class, conf = "0:1")
public class CarriersLincheckTest {

	private static final Subscription SUBSCRIPTION = new Subscription(SubscriptionKind.CHANNEL, "news");

	private final Carriers carriers = new Carriers();

	private final List<SubscriptionLink> links = List.of(link(1), link(2));

	private SubscriptionLink link(int port) {
		return new SubscriptionLink(Node.unknown(new Endpoint("localhost", port)), this.carriers, 0);
	}

	@Operation(nonParallelGroup = "mailbox")
	public void want(@Param(name = "link") int link) {
		this.links.get(link).want(SUBSCRIPTION);
	}

	@Operation(nonParallelGroup = "mailbox")
	public void giveUp(@Param(name = "link") int link) {
		this.links.get(link).forget(SUBSCRIPTION);
	}

	@Operation
	public void confirm(@Param(name = "link") int link) {
		this.carriers.confirmed(SUBSCRIPTION, this.links.get(link));
	}

	@Operation
	public boolean carries(@Param(name = "link") int link) {
		return this.carriers.isCarriedBy(SUBSCRIPTION, this.links.get(link));
	}

	@Test
	void everyInterleavingLooksSequential() {
		new ModelCheckingOptions().iterations(10)
			.invocationsPerIteration(150)
			.threads(2)
			.actorsPerThread(3)
			.actorsBefore(1)
			.actorsAfter(2)
			.check(CarriersLincheckTest.class);
	}

}
