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

import io.lettuce.core.RedisException;
import io.steadfast.redis.resilience.Outcome;
import io.steadfast.redis.resilience.Outcome.NotSent;
import io.steadfast.redis.topology.Endpoint;
import io.steadfast.redis.topology.SlotTable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which waits are those for one node, so that few may wait for it.
 */
class ClusterTest {

	private static final Endpoint NODE = new Endpoint("node", 6379);

	// nobody is asked for the topology
	private final Cluster cluster = new Cluster(new SlotTable(), null, RoutingListener.NONE);

	private boolean concernsOneNode(Throwable cause) {
		Outcome outcome = new NotSent(cause);
		return this.cluster.concernsOneNode(outcome, NODE);
	}

	@Test
	void aNodeThatCannotBeConnectedToIsWaitedFor() {
		assertThat(concernsOneNode(ConnectionLostException.unreachable("node", new RedisException("refused"))))
			.isTrue();
	}

	@Test
	void whoLosesAConnectionHasANewOneInAMoment() {
		assertThat(concernsOneNode(ConnectionLostException.byNode("the connection was lost"))).isFalse();
		assertThat(concernsOneNode(new RedisException("Currently not connected. Commands are rejected."))).isFalse();
	}

}
