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
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.lettuce.core.cluster.SlotHash;

/**
 * A real Redis Cluster of redis-server processes on loopback that can be failed over,
 * broken, grown, shrunk and replaced. Every operation returns when all nodes agree that
 * it is done, and throws an {@link IllegalStateException} that says what was in the way
 * otherwise. Questions may be asked by any thread, operations by one at a time.
 */
public final class RedisCluster implements AutoCloseable {

	private final NodeLauncher launcher;

	private final Members members;

	private final Agreement agreement;

	private final Failovers failovers;

	private final Faults faults;

	private final Resharding resharding;

	private final Scaling scaling;

	private final Replacement replacement;

	private final Formation formation;

	private RedisCluster(NodeLauncher launcher, ClusterSettings settings) {
		this.launcher = launcher;
		this.members = new Members(settings.nodeTimeout());
		this.agreement = new Agreement(this.members);
		this.failovers = new Failovers(this.members, this.agreement);
		this.faults = new Faults(this.members, this.agreement);
		this.resharding = new Resharding(this.members, this.agreement, settings.password());
		this.formation = new Formation(this.members, this.agreement);
		this.scaling = new Scaling(this.members, this.agreement, launcher, this.formation, this.resharding);
		this.replacement = new Replacement(this.members, launcher, this.formation, this.failovers, settings.resolver());
	}

	static RedisCluster start(ClusterSettings settings, RedisProcesses processes) {
		int nodes = settings.shards() * (1 + settings.replicas());
		return open(settings, processes, (cluster) -> {
			List<NodeAddress> addresses = Stream.generate(cluster.launcher::firstAddress).limit(nodes).toList();
			cluster.formation.form(cluster.launcher.launch(addresses), settings.shards());
		});
	}

	/**
	 * Use a cluster that runs already, for what commands can do to it.
	 * @param settings password and TLS of all nodes
	 * @param seed {@code host:port} of any node
	 * @return the cluster; closing it closes our connections alone
	 */
	static RedisCluster find(ClusterSettings settings, String seed) {
		return open(settings, new FoundProcesses(), (cluster) -> {
			NodeAddress address = NodeAddress.of(seed);
			Loopback.requireListener(address);
			RedisNode first = cluster.launcher.launch(address);
			List<NodeAddress> addresses = first.snapshot()
				.rows()
				.stream()
				.filter((row) -> row.isReady() && !row.isSuspected())
				// A node that met no other does not know its own address.
				.map((row) -> row.address().startsWith(":") ? first.address() : NodeAddress.of(row.address()))
				.toList();
			first.link().close();
			cluster.launcher.launch(addresses).forEach(cluster.members::add);
		});
	}

	private static RedisCluster open(ClusterSettings settings, RedisProcesses processes, Consumer<RedisCluster> fill) {
		NodeLauncher launcher = new NodeLauncher(settings, processes);
		try {
			RedisCluster cluster = new RedisCluster(launcher, settings);
			fill.accept(cluster);
			return cluster;
		}
		catch (RuntimeException ex) {
			launcher.close();
			throw ex;
		}
	}

	/** The wishes for a cluster, three shards with one replica each unless changed. */
	public static RedisClusterBuilder builder() {
		return new RedisClusterBuilder();
	}

	/** All nodes that belong to the cluster, dead ones included. */
	public List<RedisNode> nodes() {
		return this.members.all();
	}

	/** The nodes that answer and call themselves primaries, with or without slots. */
	public List<RedisNode> primaries() {
		return this.members.primaries();
	}

	/** The nodes that answer and call themselves replicas. */
	public List<RedisNode> replicas() {
		return this.members.where((row) -> !row.isPrimary());
	}

	/** The nodes that answer and follow the given primary. */
	public List<RedisNode> replicasOf(RedisNode primary) {
		return this.members.replicasOf(primary);
	}

	/** The owner of a slot (0 to 16383) by the highest config epoch, dead or alive. */
	public RedisNode primaryOf(int slot) {
		return this.members.primaryOf(slot);
	}

	/** The owner of a key's slot. */
	public RedisNode primaryFor(String key) {
		return primaryOf(SlotHash.getSlot(key));
	}

	/** Every node as {@code host:port}, for {@code spring.data.redis.cluster.nodes}. */
	public List<String> seeds() {
		return this.members.all().stream().map(RedisNode::endpoint).toList();
	}

	/** Let a replica take over from its live primary, without loss. */
	public void failover(RedisNode replica) {
		this.failovers.order(replica);
	}

	/**
	 * Let a replica take over by the primaries' votes, without asking its own primary.
	 */
	public void forceFailover(RedisNode replica) {
		this.failovers.order(replica, "FORCE");
	}

	/** Let a replica take over without asking anybody. */
	public void takeOver(RedisNode replica) {
		this.failovers.order(replica, "TAKEOVER");
	}

	/** Wait until a replica has made itself the primary of a slot; returns it. */
	public RedisNode awaitPromotion(int slot, RedisNode former) {
		return this.failovers.awaitPromotion(slot, former);
	}

	/** End a node at once (SIGKILL); returns when its process is gone. */
	public void kill(RedisNode node) {
		this.faults.kill(node);
	}

	/** End a node gracefully (SHUTDOWN NOSAVE); returns when its process is gone. */
	public void stop(RedisNode node) {
		this.faults.stop(node);
	}

	/** Start an ended node on its old port, with its old id and without its data. */
	public void restart(RedisNode node) {
		this.faults.restart(List.of(node));
	}

	/** Suspend a node (SIGSTOP): it keeps its sockets and answers nothing. */
	public void hang(RedisNode node) {
		this.faults.hang(node);
	}

	/** Let a suspended node go on (SIGCONT). */
	public void resume(RedisNode node) {
		this.faults.resume(node);
	}

	/** Let all suspended nodes go on at once. */
	public void resumeAll() {
		this.faults.resumeAll();
	}

	/** Kill every node, wait, and start them all on their old ports. */
	public void restartAll(Duration pause) {
		this.faults.restartAll(pause);
	}

	/** Add a shard without slots; returns its primary. */
	public RedisNode addShard(int replicas) {
		return this.scaling.addShard(replicas);
	}

	/** Add a replica to a primary; returns it, in sync. */
	public RedisNode addReplica(RedisNode primary) {
		return this.scaling.addReplica(primary);
	}

	/**
	 * Give a primary's slots to the others; once no client is redirected by it any more,
	 * for three seconds at most, forget it and its replicas and stop them.
	 */
	public void removeShard(RedisNode primary) {
		primary.process().requireOurs("removed");
		this.scaling.removeShard(primary);
	}

	/** Forget a replica and stop it. */
	public void removeReplica(RedisNode replica) {
		replica.process().requireOurs("removed");
		this.scaling.removeReplica(replica);
	}

	/** Move slots, with their keys, until all primaries own the same number. */
	public void rebalance() {
		this.resharding.rebalance();
	}

	/** Move slots, with their keys, from their primary to another. */
	public void migrateSlots(RedisNode source, RedisNode target, IntStream slots) {
		this.resharding.move(source, target, slots);
	}

	/** Move one slot, with its keys. */
	public void migrateSlot(int slot, RedisNode target) {
		beginMigration(slot, target).finish();
	}

	/** Open one slot for migration and leave the rest to the caller. */
	public SlotMigration beginMigration(int slot, RedisNode target) {
		return this.resharding.begin(slot, target);
	}

	/** Replace a node by one on a new address and stop it; returns the new one. */
	public RedisNode replaceNode(RedisNode node) {
		return this.replacement.onNewAddress(node);
	}

	/** Replace every node, one after another, by one on a new address. */
	public void replaceAllNodes() {
		nodes().forEach(this.members::requireAnswering);
		nodes().forEach(this::replaceNode);
	}

	/**
	 * Replace a node by one with the same announced name and port on another loopback
	 * address, then switch the resolver. The old process runs on as a node that all
	 * others have forgotten and that redirects to its very own name.
	 * @param node a node of a cluster that announces host names
	 * @return the new node
	 */
	public RedisNode replaceInPlace(RedisNode node) {
		return this.replacement.inPlace(node);
	}

	/** The nodes that were replaced in place and still run. */
	public List<RedisNode> replaced() {
		return List.copyOf(this.replacement.replaced());
	}

	/** Stop the nodes that were replaced in place. */
	public void stopReplaced() {
		this.replacement.stopReplaced();
	}

	/** Wait until every node that answers serves, agrees on all slots and is in sync. */
	public void awaitHealthy() {
		this.agreement.awaitHealthy();
	}

	/** Wait for any condition; the text completes "Waited for". */
	public void await(String condition, Duration limit, BooleanSupplier holds) {
		Await.until(condition, limit, () -> holds.getAsBoolean() ? "" : "it does not hold");
	}

	/** End all processes and delete their directories. */
	@Override
	public void close() {
		this.members.close();
		this.launcher.close();
	}

}
