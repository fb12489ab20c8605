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

package io.steadfast.redis.test;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A node is the process that was started, whoever else answers at its port.
 */
class NodeLauncherTest {

	private static final ClusterSettings SETTINGS = new ClusterSettings(1, 0, Duration.ofSeconds(1), true, "",
			List.of(), null, null);

	private final LocalProcesses processes = new LocalProcesses(UndeletedProcesses.OF_THIS_JVM);

	@Test
	void aNodeThatTookThePortIsNotTakenForOurs() {
		try (NodeLauncher launcher = new NodeLauncher(SETTINGS, this.processes)) {
			RedisNode ours = launcher.launch(launcher.firstAddress());
			RedisNode other = launcher.launch(launcher.firstAddress());
			CompletableFuture<Void> answer = CompletableFuture
				.runAsync(() -> NodeLauncher.awaitAnswer(ours.process(), other.link()));
			assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> answer.get(300, TimeUnit.MILLISECONDS));
			// As a server does that cannot bind its port.
			ours.process().kill();
			assertThat(answer).failsWithin(Duration.ofSeconds(5))
				.withThrowableThat()
				.withMessageContaining("redis-server ended at its start");
		}
	}

	@Test
	void aNodeThatLostItsPortGetsAnotherOne() {
		try (LoneRedisServer other = LoneRedisServer.start("cluster-enabled yes");
				NodeLauncher launcher = new NodeLauncher(SETTINGS,
						new LateProcesses(this.processes, NodeAddress.of(other.endpoint()).port()))) {
			RedisNode node = launcher.launch(launcher.firstAddress());
			assertThat(node.endpoint()).isNotEqualTo(other.endpoint());
			assertThat(node.execute("PING")).isEqualTo("PONG");
		}
	}

	/**
	 * Servers of which the first gets a port that somebody has taken meanwhile.
	 */
	private static final class LateProcesses implements RedisProcesses {

		private final RedisProcesses processes;

		private final Queue<Integer> taken;

		LateProcesses(RedisProcesses processes, int taken) {
			this.processes = processes;
			this.taken = new ConcurrentLinkedQueue<>(List.of(taken));
		}

		@Override
		public RedisProcess start(NodeAddress address, ClusterSettings settings) {
			return this.processes.start(address, settings);
		}

		@Override
		public int freePort(String host) {
			return Objects.requireNonNullElseGet(this.taken.poll(), () -> this.processes.freePort(host));
		}

		@Override
		public String furtherHost() {
			return this.processes.furtherHost();
		}

		@Override
		public String hostBeside(String host, int port) {
			return this.processes.hostBeside(host, port);
		}

		@Override
		public void close() {
			this.processes.close();
		}

	}

}
