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

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Replaces nodes by new processes, as a cloud does for a patch or another node type. Used
 * by one operation at a time.
 */
final class Replacement {

	private final Members members;

	private final NodeLauncher launcher;

	private final Formation formation;

	private final Failovers failovers;

	private final @Nullable SwitchableResolver resolver;

	/** Nodes that were replaced in place and still run, added to by operations. */
	private final List<RedisNode> replaced = new CopyOnWriteArrayList<>();

	Replacement(Members members, NodeLauncher launcher, Formation formation, Failovers failovers,
			@Nullable SwitchableResolver resolver) {
		this.members = members;
		this.launcher = launcher;
		this.formation = formation;
		this.failovers = failovers;
		this.resolver = resolver;
	}

	/**
	 * Replace a node by one on a new address, and stop it.
	 * @param old a node that answers
	 * @return the new node
	 */
	RedisNode onNewAddress(RedisNode old) {
		this.members.requireAnswering(old);
		RedisNode replacement = takeOver(old, this.launcher.furtherAddress(), (promoted) -> {
		});
		leave(old, replacement);
		Farewell.await(List.of(old));
		old.end();
		return replacement;
	}

	/**
	 * Replace a node by one with the same announced name and port on another address, and
	 * let the old process run.
	 * @param old a node that answers
	 * @return the new node
	 */
	RedisNode inPlace(RedisNode old) {
		this.members.requireAnswering(old);
		if (this.resolver == null) {
			throw new IllegalStateException("Nodes can be replaced in place only if they announce host names:"
					+ " RedisCluster.builder().hostNames(resolver)");
		}
		SwitchableResolver names = this.resolver;
		RedisNode replacement = takeOver(old, this.launcher.addressBeside(old.address()),
				(promoted) -> names.map(old.announcedHost(), promoted.host()));
		this.replaced.add(old);
		leave(old, replacement);
		return replacement;
	}

	List<RedisNode> replaced() {
		return this.replaced;
	}

	void stopReplaced() {
		this.replaced.forEach(RedisNode::end);
		this.replaced.clear();
	}

	/**
	 * Put a new node in the place of an old one.
	 * @param old the node to be replaced
	 * @param address where the new one listens
	 * @param inCharge called as soon as the new one does what the old one did, which the
	 * other nodes learn later: until then clients are led to a node that sends them back
	 * @return the new node
	 */
	private RedisNode takeOver(RedisNode old, NodeAddress address, Consumer<RedisNode> inCharge) {
		RedisNode primary = this.members.primaryBehind(old);
		this.members.requireAnswering(primary);
		RedisNode replacement = this.launcher.launch(address);
		this.formation.joinAsReplica(replacement, primary);
		if (primary != old) {
			inCharge.accept(replacement);
			return replacement;
		}
		this.failovers.promote(replacement);
		inCharge.accept(replacement);
		this.failovers.awaitAgreementOn(replacement);
		return replacement;
	}

	private void leave(RedisNode old, RedisNode replacement) {
		this.members.replace(old, replacement);
		this.formation.forget(List.of(old));
	}

}
