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

package io.steadfast.redis.connection;

import java.time.Duration;

import io.steadfast.redis.RoutingOptions;
import io.steadfast.redis.RoutingOptions.TopologyOptions;
import io.steadfast.redis.test.ScriptedRedisNode;
import io.steadfast.redis.test.ScriptedReply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A new replica, which knows the nodes and not yet their slots, is asked for the topology
 * again and again (D10).
 */
class ScriptedEmptyReplicaTest {

	private static final RoutingOptions ALL_ARE_ASKED = RoutingOptions.defaults()
		.withTopology(new TopologyOptions(Duration.ofSeconds(30), Duration.ofMillis(5), 3));

	private final ScriptedRedisNode first = ScriptedRedisNode.start();

	private final ScriptedRedisNode second = ScriptedRedisNode.start();

	private final ScriptedRedisNode replica = ScriptedRedisNode.start();

	@BeforeEach
	void theReplicaKnowsNoSlots() {
		String[] topology = { this.first.row("0-8191"), this.second.row("8192-16383"),
				this.replica.replicaRow(this.first) };
		this.first.clusterNodes(topology).on("GET", ScriptedReply.bulk("first"));
		this.second.clusterNodes(topology).on("GET", ScriptedReply.bulk("second"));
		this.replica.clusterNodes(this.first.row(""), this.second.row(""), this.replica.replicaRow(this.first));
	}

	@AfterEach
	void stop() {
		this.first.close();
		this.second.close();
		this.replica.close();
	}

	@Test
	void itsViewUncoversNoSlot() {
		String low = ScriptedApplication.keyIn(0, 8191);
		String high = ScriptedApplication.keyIn(8192, 16383);
		try (ScriptedApplication application = ScriptedApplication.over(ALL_ARE_ASKED, this.replica, this.first)
			.started()) {
			long askedBefore = asked();
			for (int i = 0; i < 20; i++) {
				assertThat(application.refresh().coveredSlots()).isEqualTo(16384);
				assertThat(application.get(low)).isEqualTo("first");
				assertThat(application.get(high)).isEqualTo("second");
			}
			assertThat(asked() - askedBefore).as("questions to the replica").isGreaterThanOrEqualTo(10);
		}
	}

	@Test
	void aClientThatStartsAtItFindsTheOwnersAllTheSame() {
		try (ScriptedApplication application = ScriptedApplication.over(ALL_ARE_ASKED, this.replica).started()) {
			assertThat(application.get(ScriptedApplication.keyIn(8192, 16383))).isEqualTo("second");
			assertThat(application.refresh().coveredSlots()).isEqualTo(16384);
		}
	}

	private long asked() {
		return this.replica.received("CLUSTER")
			.stream()
			.filter((request) -> request.nameWithSubcommand().equals("CLUSTER NODES"))
			.count();
	}

}
