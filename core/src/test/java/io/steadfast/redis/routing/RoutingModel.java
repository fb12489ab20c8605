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

import java.util.stream.Stream;

import io.steadfast.redis.topology.VirtualScheduler;
import org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;

/**
 * What the model checker need not look into where the connections themselves are not the
 * question.
 */
final class RoutingModel {

	private RoutingModel() {
	}

	/**
	 * Options for scenarios of the test's own.
	 * @param atomic classes of which each call is one step, besides the connections
	 */
	static ModelCheckingOptions withoutConnections(Class<?>... atomic) {
		return new ModelCheckingOptions().iterations(0)
			.invocationsPerIteration(60)
			.addGuarantee(ManagedStrategyGuaranteeKt.forClasses(VirtualScheduler.class.getName())
				.methods("schedule", "next")
				.ignore())
			.addGuarantee(
					ManagedStrategyGuaranteeKt
						.forClasses(
								Stream
									.concat(Stream.of(NodeConnections.class, NodePools.class, CountedCommand.class),
											Stream.of(atomic))
									.map(Class::getName)
									.toArray(String[]::new))
						.allMethods()
						.ignore());
	}

}
