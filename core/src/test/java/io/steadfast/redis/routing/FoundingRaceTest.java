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
import java.util.concurrent.CompletableFuture;

import io.steadfast.redis.RoutingOptions.ConnectionOptions;
import io.steadfast.redis.resilience.Backoff;
import io.steadfast.redis.resilience.ResiliencePolicies;
import io.steadfast.redis.topology.Endpoint;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The race of the first section of the design, told again: a redirect looks for its
 * target while a refresh changes the pool. The naive algorithm ends with null, ours does
 * not.
 */
class FoundingRaceTest {

	@Test
	void twoLocksWithARefreshBetweenThemEndInNull() {
		assertThatExceptionOfType(LincheckAssertionError.class).isThrownBy(() -> check(NaiveRedirect.class))
			.withMessageContaining("Invalid execution results")
			.withMessageContaining("redirect(): false")
			.withMessageContaining("refresh()");
	}

	@Test
	void compareAndReplaceAlwaysEndsInAConnection() {
		check(OurRedirect.class);
	}

	private static void check(Class<?> redirect) {
		ModelCheckingOptions options = new ModelCheckingOptions().iterations(0).invocationsPerIteration(60);
		options.addCustomScenario(new Scenario(redirect).thread("redirect").thread("refresh").build());
		options.addCustomScenario(new Scenario(redirect).thread("redirect").thread("redirect").build());
		options.addCustomScenario(
				new Scenario(redirect).thread("redirect", "redirect").thread("refresh", "redirect").build());
		options.check(redirect);
	}

	/**
	 * A redirect and a refresh over the naive pool.
	 */
	public static class NaiveRedirect {

		private final NaiveNodePool pool = new NaiveNodePool();

		@Operation
		public boolean redirect() {
			return this.pool.redirect("node", this) != null;
		}

		@Operation
		public void refresh() {
			this.pool.refresh("node");
		}

	}

	/**
	 * The same over ours: a MOVED to itself replaces, the refresh finds another process,
	 * or that the node has left.
	 */
	public static class OurRedirect {

		private static final Endpoint NODE = new Endpoint("node", 1);

		private final NodeConnections connections = new NodeConnections(
				(endpoint, access, onEnd) -> new CompletableFuture<>(),
				new NodeBreakers(ResiliencePolicies.standalone()), StoppedRouter.idleTimer(),
				new Backoff(Duration.ofMillis(1), Duration.ofMillis(1), () -> 0), 1, ConnectionOptions.defaults());

		private final NodeConnection answeredBy = this.connections.connectionTo(NODE, Access.READ_WRITE, 0);

		@Operation
		public boolean redirect() {
			return this.connections.replace(this.answeredBy) != null
					&& this.connections.connectionTo(NODE, Access.READ_WRITE, 0) != null;
		}

		@Operation
		public void refresh() {
			this.connections.retain((endpoint) -> false, (endpoint) -> false);
		}

	}

}
