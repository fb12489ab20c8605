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
import java.util.Map;

/**
 * Ends, suspends and restarts the processes of nodes. Used by one operation at a time.
 */
final class Faults {

	private final Members members;

	private final Agreement agreement;

	Faults(Members members, Agreement agreement) {
		this.members = members;
		this.agreement = agreement;
	}

	void kill(RedisNode node) {
		this.members.require(node);
		node.process().kill();
	}

	void stop(RedisNode node) {
		this.members.requireAnswering(node);
		node.stop();
	}

	void restart(List<RedisNode> nodes) {
		for (RedisNode node : nodes) {
			this.members.require(node);
			if (node.isAlive()) {
				throw new IllegalStateException(node + " is running; kill or stop it first");
			}
			node.restart();
		}
		nodes.forEach((node) -> NodeLauncher.awaitAnswer(node.process(), node.link()));
		this.agreement.awaitAcquainted("a restart of " + nodes);
		this.agreement.awaitSettled("a restart of " + nodes, this::forgetWhoHasLeft);
	}

	void hang(RedisNode node) {
		this.members.requireRunning(node);
		node.hang();
	}

	void resume(RedisNode node) {
		this.members.requireRunning(node);
		node.resume();
		this.agreement.awaitAcquainted(node + " went on");
		this.agreement.awaitSettled(node + " went on", this::forgetWhoHasLeft);
	}

	void resumeAll() {
		this.members.all().forEach(RedisNode::resume);
		this.agreement.awaitSettled("all went on", this::forgetWhoHasLeft);
		this.agreement.awaitHealthy();
	}

	/**
	 * Nodes that were away while others left were not told to forget them.
	 * @param views what each node says
	 */
	private void forgetWhoHasLeft(Map<RedisNode, ClusterSnapshot> views) {
		// A replica may not forget its primary; it follows whoever took the slots first.
		views.forEach((node, view) -> view.rows()
			.stream()
			.filter((row) -> this.members.haveLost(row.id()) && !view.myself().isReplicaOf(row.id()))
			.forEach((row) -> node.execute("CLUSTER", "FORGET", row.id())));
	}

	void restartAll(Duration pause) {
		List<RedisNode> nodes = this.members.all();
		nodes.forEach(this::kill);
		Await.pause(pause);
		restart(nodes);
		this.agreement.awaitHealthy();
	}

}
