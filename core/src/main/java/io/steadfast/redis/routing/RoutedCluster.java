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
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.resource.ClientResources;
import io.steadfast.redis.RoutingOptions;
import io.steadfast.redis.incident.Incidents;
import io.steadfast.redis.resilience.Backoff;
import io.steadfast.redis.resilience.ResiliencePolicies;
import io.steadfast.redis.resilience.RetryBudget;
import io.steadfast.redis.socket.EventLoopPacking;
import io.steadfast.redis.socket.NodeAddresses;
import io.steadfast.redis.status.ClusterListeners;
import io.steadfast.redis.status.ClusterStatus;
import io.steadfast.redis.status.CommandCounts;
import io.steadfast.redis.subscription.Subscriptions;
import io.steadfast.redis.topology.Endpoint;
import io.steadfast.redis.topology.MonitorTiming;
import io.steadfast.redis.topology.Node;
import io.steadfast.redis.topology.RefreshTrigger;
import io.steadfast.redis.topology.SlotTable;
import io.steadfast.redis.topology.TopologyMonitor;
import io.steadfast.redis.topology.TopologySnapshot;

/**
 * One cluster as one client sees it: the parts that share its connections, put together.
 * Owns one thread, the scheduler of pauses, deadlines and refreshes. Any thread may call
 * it.
 */
public final class RoutedCluster {

	private static final Duration FIRST_PAUSE = Duration.ofMillis(10);

	private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);

	private final ScheduledThreadPoolExecutor scheduler = ClusterThread.start();

	/** Completes and repeats commands for who waits on event loops and executors. */
	private final ThreadPoolExecutor beside = ClusterThread.beside();

	/** Completes and repeats commands, which may run the application's code. */
	private final Callbacks callbacks;

	/** Runs the listeners of the application, one call at a time, in order. */
	private final ThreadPoolExecutor listeners = ClusterThread.forListeners();

	private final StatusReport status;

	private final NodeClients nodeClients;

	private final NodeConnections connections;

	private final ExclusiveConnections exclusive;

	private final Deadlines deadlines;

	private final Repetitions repetitions;

	private final RetryBudget budget = new RetryBudget(System.nanoTime());

	private final TopologyMonitor monitor;

	private final IncidentWatch watch;

	private final Cluster cluster;

	private final CommandRouter router;

	private final Subscriptions subscriptions;

	private final News news;

	private final AtomicBoolean closing = new AtomicBoolean();

	private final CompletableFuture<Void> closed = new CompletableFuture<>();

	/**
	 * Put the parts together and ask the seeds for the topology, in the background.
	 * @param resources shared with Lettuce's own client
	 * @param seeds where the topology is first asked for; the first one's credentials and
	 * TLS hold for all nodes
	 * @param clientOptions the options of Lettuce's own client
	 * @param options the limits of the routing
	 * @param policies where the pauses between attempts and the nodes' breakers come from
	 * @param incidents where it is shown what happens to the cluster
	 * @param listeners told what is learned of it
	 * @param published called after every new topology, on the thread that found it
	 */
	public RoutedCluster(ClientResources resources, List<RedisURI> seeds, ClusterClientOptions clientOptions,
			RoutingOptions options, ResiliencePolicies policies, Incidents incidents, ClusterListeners listeners,
			Runnable published) {
		WaitingRooms rooms = new WaitingRooms(options.waiting().blockingPerNode());
		Timer timer = new Timer(this.scheduler);
		this.callbacks = new Callbacks(resources.eventExecutorGroup(), this.beside);
		Backoff pauses = new Backoff(FIRST_PAUSE, LONGEST_PAUSE, () -> ThreadLocalRandom.current().nextDouble());
		EventLoopPacking packing = EventLoopPacking.onThisMachine(options.connections().packEventLoops());
		this.nodeClients = new NodeClients(resources, seeds.get(0), clientOptions, options.patience(),
				options.connections(), packing);
		NodeBreakers breakers = new NodeBreakers(policies);
		this.connections = new NodeConnections(this.nodeClients, breakers, timer, pauses, options.waiting().total(),
				options.connections());
		this.exclusive = new ExclusiveConnections(this.connections, options.connections().blocking(),
				options.patience().toNanos(), this::expired);
		this.deadlines = new Deadlines(options.patience().toNanos(), System::nanoTime, this::expired, this::inTrouble);
		this.repetitions = new Repetitions(timer, this.callbacks, options.waiting().total(), this.deadlines);
		SlotTable slots = new SlotTable();
		this.monitor = new TopologyMonitor(options.topology(),
				seeds.stream().map((uri) -> new Endpoint(uri.getHost(), uri.getPort())).toList(),
				new ConnectedSource(this.connections, timer, this::topology), slots,
				new MakeBeforeBreak(this.connections), MonitorTiming.system(this.scheduler, new Random()));
		this.subscriptions = new Subscriptions(resources, seeds.get(0), clientOptions, options, this.monitor, slots,
				new ChannelRedirects(slots, this.monitor::current), this.connections::isOpen, this.scheduler);
		this.watch = IncidentWatch.begin(incidents, this.monitor, slots, timer, this.listeners);
		this.cluster = new Cluster(slots, this.monitor, this.watch.listener());
		this.news = new News(this.monitor, this.repetitions::isClosed);
		this.router = new CommandRouter(this.cluster, this.connections, this.exclusive, this.repetitions, rooms,
				clientOptions.getReadOnlyCommands(),
				new Retrying(policies.retry(), this.budget, pauses, options.ambiguousCommands()), System::nanoTime);
		this.connections.onLoss(this.watch::connectionEnded);
		this.connections.onOpen(this.watch.listener()::connectionOpened);
		Upkeep.begin(this.connections, rooms, slots, this.monitor);
		this.monitor.addListener((before, after, diff) -> published.run());
		Announcements.begin(listeners, this.monitor, breakers, this.listeners);
		AddressWatch addresses = new AddressWatch(this.connections, new NodeAddresses(resources),
				ForkJoinPool.commonPool());
		this.monitor.addRefreshListener((outcome) -> addresses.look(this.monitor.current().nodes()));
		ServiceWatch service = new ServiceWatch(slots, this.monitor, breakers, this.connections::isOpen,
				System::nanoTime);
		this.status = new StatusReport(this.monitor, this.connections, breakers, rooms, this.repetitions, service,
				addresses);
		Sweep.begin(timer, this.deadlines, this.exclusive, this.connections, this.budget, options.waiting().overdue());
		timer.every(ServiceWatch.TICK, service::tick);
		timer.every(LoopRelief.TICK, new LoopRelief(packing, this.connections)::tick);
		this.monitor.addListener((before, after, diff) -> Rehearsal.once(this.router, ForkJoinPool.commonPool()));
		this.monitor.request(RefreshTrigger.START);
	}

	private void expired(RoutedCommand<?, ?, ?> command) {
		this.callbacks.execute(command.route().access(), () -> this.router.aftermath().expired(command));
	}

	private void inTrouble(RoutedCommand<?, ?, ?> command) {
		this.callbacks.execute(command.route().access(), () -> this.router.aftermath().inTrouble(command));
	}

	/**
	 * The router of commands.
	 * @return the one router of this cluster
	 */
	public CommandRouter router() {
		return this.router;
	}

	/**
	 * The subscriptions of all pub/sub connections.
	 * @return what opens and counts them
	 */
	public Subscriptions subscriptions() {
		return this.subscriptions;
	}

	/**
	 * What commands and connections met.
	 * @return counters since the start
	 */
	public CommandCounts counts() {
		return this.watch.counts();
	}

	/**
	 * What is known at this moment.
	 * @return a value, put together without asking anybody
	 */
	public ClusterStatus status() {
		return this.status.now();
	}

	/**
	 * What replaces connections that work.
	 * @return replaces those of this cluster
	 */
	public Renewal renewal() {
		return new Renewal(this.nodeClients, this.connections, this.subscriptions);
	}

	/**
	 * The topology as it is known now.
	 * @return the last one published, empty before the first
	 */
	public TopologySnapshot topology() {
		return this.monitor.current();
	}

	/**
	 * Ask for news of the topology; what follows it does not run on the thread of this
	 * cluster.
	 * @param trigger why
	 * @return completes with the topology after the refresh, exceptionally if nobody
	 * answered
	 */
	public CompletionStage<TopologySnapshot> refresh(RefreshTrigger trigger) {
		return this.monitor.refresh(trigger).thenApplyAsync(Function.identity(), this.callbacks::execute);
	}

	/**
	 * The first topology.
	 * @return completes at once if there is one
	 */
	public CompletionStage<TopologySnapshot> awaitTopology() {
		TopologySnapshot current = topology();
		return (current.version() > 0) ? CompletableFuture.completedFuture(current) : refresh(RefreshTrigger.START);
	}

	/**
	 * The first topology; blocks the calling thread.
	 * @param limit how long to wait at most
	 * @return the topology, empty if no node answered in time
	 */
	public TopologySnapshot awaitTopology(Duration limit) {
		this.news.await(() -> topology().version() > 0, RefreshTrigger.START, limit);
		return topology();
	}

	/**
	 * The first topology in which a slot has an owner; blocks the calling thread.
	 * @param limit how long to wait at most
	 * @return whether there is one
	 */
	public boolean awaitSlots(Duration limit) {
		return this.news.await(() -> topology().coveredSlots() > 0, RefreshTrigger.START, limit);
	}

	/**
	 * An owner of a slot; blocks the calling thread.
	 * @param slot 0 to 16383
	 * @param limit how long to wait at most
	 * @return whether the slot has an owner
	 */
	public boolean awaitOwner(int slot, Duration limit) {
		return this.news.await(() -> !this.cluster.slots().ownerOf(slot).isNone(), RefreshTrigger.SLOT_WITHOUT_OWNER,
				limit);
	}

	/**
	 * A primary that can be reached, as far as is known.
	 * @return a node of the topology; empty if all are held to be down, or none is known
	 */
	public Optional<Node> anyPrimary() {
		Node node = this.cluster.anyPrimary(this.connections::isOpen);
		return Cluster.isNone(node) ? Optional.empty() : Optional.of(node);
	}

	/**
	 * Stop: no new commands, what waits fails by name, sockets and thread end.
	 * @return completes when the sockets are closed
	 */
	public CompletionStage<Void> closeAsync() {
		if (this.closing.compareAndSet(false, true)) {
			this.watch.end();
			this.subscriptions.close();
			this.repetitions.close();
			this.monitor.close();
			this.connections.close();
			this.exclusive.close();
			this.scheduler.execute(this::endWaiting);
		}
		return this.closed.minimalCompletionStage();
	}

	private void endWaiting() {
		this.deadlines.expireAll();
		this.scheduler.shutdown();
		this.listeners.shutdown();
		this.beside.shutdown();
		CompletableFuture.allOf(this.nodeClients.shutdownAsync(), this.subscriptions.shutdownAsync())
			.whenComplete((done, failure) -> this.closed.complete(null));
	}

}
