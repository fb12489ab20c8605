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

package io.steadfast.redis.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import io.steadfast.redis.FaultKind;
import io.steadfast.redis.NodeFault;
import io.steadfast.redis.StartupMode;
import io.steadfast.redis.topology.Endpoint;
import io.steadfast.redis.topology.LeftOutSlots;
import io.steadfast.redis.topology.RefreshOutcome;
import io.steadfast.redis.topology.RefreshOutcome.Status;
import io.steadfast.redis.topology.RefreshTrigger;
import io.steadfast.redis.topology.TopologyDiff;
import io.steadfast.redis.topology.TopologyMerge;
import io.steadfast.redis.topology.TopologySnapshot;
import io.steadfast.redis.topology.TopologyViewParser;
import io.steadfast.redis.test.ScriptedRedisNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The warning of an application that starts without its cluster.
 */
@ExtendWith(OutputCaptureExtension.class)
class FaultLogTests {

	private static final NodeFault SILENT = new NodeFault("node-1:7001", FaultKind.SILENT, "no answer");

	private static final NodeFault WRONG = new NodeFault("node-2:7002", FaultKind.PASSWORD_WRONG, "WRONGPASS");

	private final AtomicLong clock = new AtomicLong();

	private final FaultLog log = new FaultLog(
			ClusterProperties.main(new MockEnvironment().withProperty("spring.data.redis.username", "anna")
				.withProperty("spring.data.redis.password", "geheim")),
			AccessSources.PROPERTIES, this.clock::get, StartupMode.LAZY);

	@Test
	void theFaultThatSaysMostIsToldWithTheEdit(CapturedOutput output) {
		refreshFails(SILENT, WRONG);
		assertThat(output).contains("WARN")
			.contains("The Redis Cluster has not been found yet. spring.data.redis.username is 'anna', and node-2:7002 "
					+ "refuses the configured password (WRONGPASS). Set spring.data.redis.password to the password that "
					+ "the node has for the user 'anna'.")
			.doesNotContain("geheim");
	}

	@Test
	void theSameIsToldOnceAMinuteAndSomethingElseAtOnce(CapturedOutput output) {
		refreshFails(SILENT);
		this.clock.addAndGet(Duration.ofSeconds(59).toNanos());
		refreshFails(SILENT);
		assertThat(lines(output)).isEqualTo(1);
		this.clock.addAndGet(Duration.ofSeconds(1).toNanos());
		refreshFails(SILENT);
		assertThat(lines(output)).isEqualTo(2);
		refreshFails(WRONG);
		assertThat(lines(output)).isEqualTo(3);
		refreshFails(new NodeFault("node-3:7003", WRONG.kind(), WRONG.detail()));
		assertThat(lines(output)).isEqualTo(3);
	}

	@Test
	void aRefreshWithoutAFaultIsNoNews(CapturedOutput output) {
		refreshFails();
		assertThat(lines(output)).isZero();
	}

	@Test
	void afterwardsOnlyRefusalsAreTold(CapturedOutput output) {
		TopologySnapshot found = TopologyMerge.merge(TopologySnapshot.empty(), List.of(TopologyViewParser.parse(
				"0123456789012345678901234567890123456789 node-1:7001@17001 myself,master - 0 0 1 connected 0-16383",
				new Endpoint("node-1", 7001))), LeftOutSlots.none(), 0)
			.snapshot();
		refreshFails(SILENT);
		this.log.topologyChanged(TopologySnapshot.empty(), found,
				TopologyDiff.between(TopologySnapshot.empty(), found));
		refreshFails(SILENT);
		assertThat(output.toString().lines().filter((line) -> line.contains("cannot be used"))).isEmpty();
		refreshFails(SILENT, WRONG);
		assertThat(output)
			.contains("A node of the Redis Cluster cannot be used. spring.data.redis.username is 'anna', and"
					+ " node-2:7002 refuses");
	}

	@Test
	void anApplicationThatStartsWithoutItsClusterWarns(CapturedOutput output) {
		ScriptedRedisNode node = ScriptedRedisNode.start();
		node.close();
		ContextRunners.withoutCluster()
			.withPropertyValues("spring.data.redis.cluster.nodes=" + node.endpoint(), "steadfast.redis.startup=eager",
					"steadfast.redis.patience=900ms")
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).contains("has not been found yet. spring.data.redis.cluster.nodes names " + node.endpoint()
				+ ", and nobody listens there (");
	}

	private static long lines(CapturedOutput output) {
		return output.toString().lines().filter((line) -> line.contains("has not been found yet")).count();
	}

	private void refreshFails(NodeFault... faults) {
		this.log.refreshEnded(
				new RefreshOutcome(RefreshTrigger.START, Status.FAILED, "", 0, Duration.ZERO, List.of(faults)));
	}

}
