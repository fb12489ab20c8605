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

import io.steadfast.redis.routing.Scenario;
import io.steadfast.redis.topology.Endpoint;
import io.steadfast.redis.topology.Node;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Test;

/**
 * All interleavings of confirmations, which come from event loops, with the mailbox,
 * which wants a subscription of a link and gives it up: what was given up never carries
 * again.
 */
public class CarriersLincheckTest {

	private static final Subscription SUBSCRIPTION = new Subscription(SubscriptionKind.CHANNEL, "news");

	private final Carriers carriers = new Carriers();

	private final SubscriptionLink link = link(1);

	private final SubscriptionLink other = link(2);

	private SubscriptionLink link(int port) {
		SubscriptionLink made = new SubscriptionLink(Node.unknown(new Endpoint("localhost", port)), this.carriers, 0);
		made.want(SUBSCRIPTION);
		return made;
	}

	@Operation(nonParallelGroup = "mailbox")
	public void want() {
		this.link.want(SUBSCRIPTION);
	}

	@Operation(nonParallelGroup = "mailbox")
	public void giveUp() {
		this.link.forget(SUBSCRIPTION);
	}

	@Operation
	public void confirm() {
		this.carriers.confirmed(SUBSCRIPTION, this.link);
	}

	@Operation
	public void confirmOther() {
		this.carriers.confirmed(SUBSCRIPTION, this.other);
	}

	@Operation
	public boolean otherCarries() {
		return this.carriers.isCarriedBy(SUBSCRIPTION, this.other);
	}

	@Operation
	public boolean carries() {
		return this.carriers.isCarriedBy(SUBSCRIPTION, this.link);
	}

	@Test
	void everyInterleavingLooksSequential() {
		new ModelCheckingOptions().iterations(0)
			.invocationsPerIteration(300)
			.addCustomScenario(scenario().thread("confirm").thread("giveUp").after("carries").build())
			.addCustomScenario(scenario().before("confirmOther")
				.thread("confirm")
				.thread("giveUp", "confirmOther")
				.after("carries", "otherCarries")
				.build())
			.addCustomScenario(scenario().before("confirm")
				.thread("giveUp", "want")
				.thread("confirm", "carries")
				.after("carries")
				.build())
			.check(CarriersLincheckTest.class);
	}

	private static Scenario scenario() {
		return new Scenario(CarriersLincheckTest.class);
	}

}
