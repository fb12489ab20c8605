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

package io.steadfast.redis.subscription;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SslOptions;
import io.lettuce.core.resource.ClientResources;
import io.steadfast.redis.RoutingOptions;
import io.steadfast.redis.SubscriptionGap;
import io.steadfast.redis.SubscriptionGapListener;
import io.steadfast.redis.resilience.Backoff;
import io.steadfast.redis.topology.Endpoint;
import io.steadfast.redis.topology.RefreshTrigger;
import io.steadfast.redis.topology.SlotTable;
import io.steadfast.redis.topology.TopologyMonitor;
import io.steadfast.redis.topology.TopologySnapshot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All subscribers of one client, and what they share: the mailbox, the sockets' client,
 * the topology, the count of gaps. Any thread may call the public methods; none blocks.
 */
public final class Subscriptions {

	private static final Logger logger = LoggerFactory.getLogger(Subscriptions.class);

	private static final Duration SWEEP_PERIOD = Duration.ofMillis(50);

	private static final Duration FIRST_PAUSE = Duration.ofMillis(20);

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

	private final Mailbox mailbox;

	private final Executor callbacks;

	private final SubscriptionClient client;

	private final RoutingOptions options;

	private final TopologyMonitor monitor;

	private final SlotTable slots;

	private final SlotPatch redirects;

	private final Predicate<Endpoint> isConnected;

	private final Backoff pauses = new Backoff(FIRST_PAUSE, LONGEST_PAUSE,
			() -> ThreadLocalRandom.current().nextDouble());

	private final GapListeners gaps = new GapListeners();

	/** Added to by any thread, before it looks whether this is closed. */
	private final Set<Subscriber> subscribers = ConcurrentHashMap.newKeySet();

	/** The mailbox's alone. */
	private ServingNodes serving = new ServingNodes(TopologySnapshot.empty());

	/** Whether there is a sweep to come; the mailbox's alone. */
	private boolean sweeping;

	/** Written before the subscribers are closed. */
	private volatile boolean closed;

	/**
	 * Put the parts together.
	 * @param resources the resources of the application
	 * @param template credentials, TLS, client name and protocol of all nodes
	 * @param clientOptions the options of the cluster client
	 * @param options patience and stall time
	 * @param monitor knows the topology and tells of changes, on the scheduler
	 * @param slots who owns which slot
	 * @param redirects shown each refusal of a sharded channel, to patch the slots
	 * @param isConnected whether commands have a connection to a node
	 * @param scheduler has one thread, on which nothing blocks; dropping what comes after
	 * its end
	 */
	public Subscriptions(ClientResources resources, RedisURI template, ClientOptions clientOptions,
			RoutingOptions options, TopologyMonitor monitor, SlotTable slots, SlotPatch redirects,
			Predicate<Endpoint> isConnected, ScheduledExecutorService scheduler) {
		this.mailbox = new Mailbox(scheduler);
		this.callbacks = resources.eventExecutorGroup();
		this.client = new SubscriptionClient(resources, template, clientOptions, options);
		this.options = options;
		this.monitor = monitor;
		this.slots = slots;
		this.redirects = redirects;
		this.isConnected = isConnected;
		monitor.addListener((before, after, diff) -> this.mailbox.post(() -> topologyChanged(after)));
	}

	private void topologyChanged(TopologySnapshot after) {
		this.serving = new ServingNodes(after);
		this.subscribers.forEach(Subscriber::topologyChanged);
	}

	/**
	 * Posted after a subscriber was added, so that one that comes when the last sweep has
	 * found nobody is seen.
	 */
	private void sweepFromNowOn() {
		if (!this.sweeping) {
			this.sweeping = true;
			this.mailbox.postLater(SWEEP_PERIOD, this::sweep);
		}
	}

	private void sweep() {
		this.sweeping = false;
		long now = System.nanoTime();
		try {
			this.subscribers.forEach((subscriber) -> subscriber.sweep(now));
		}
		finally {
			if (!this.subscribers.isEmpty()) {
				sweepFromNowOn();
			}
		}
	}

	/**
	 * A new subscriber without subscriptions; it opens no socket before the first.
	 * @param sink where its messages go
	 * @return the subscriber, to be closed by the caller
	 */
	public Subscriber open(MessageSink sink) {
		Subscriber subscriber = new Subscriber(this, sink);
		this.subscribers.add(subscriber);
		if (this.closed) {
			subscriber.close();
		}
		this.mailbox.post(this::sweepFromNowOn);
		return subscriber;
	}

	/**
	 * Be told of gaps.
	 * @param listener called once for each gap that is over
	 */
	public void addGapListener(SubscriptionGapListener listener) {
		this.gaps.add(listener);
	}

	/**
	 * How many gaps there were and are over.
	 * @return the number since the client was made
	 */
	public long gapCount() {
		return this.gaps.count();
	}

	/**
	 * How many subscriptions the application has.
	 * @return the number of channels and patterns, over all pub/sub connections
	 */
	public int count() {
		return this.subscribers.stream().mapToInt(Subscriber::total).sum();
	}

	/**
	 * How many of them are not confirmed, or about to move.
	 * @return the number of channels and patterns
	 */
	public int interruptedCount() {
		return this.subscribers.stream().mapToInt(Subscriber::interrupted).sum();
	}

	/**
	 * Use other TLS material for new connections.
	 * @param tls the material
	 */
	public void use(SslOptions tls) {
		this.client.use(tls);
	}

	/**
	 * Put new connections in the place of those to a node, which are kept until the new
	 * ones have taken over.
	 * @param endpoint the endpoint of the node
	 */
	public void renew(Endpoint endpoint) {
		this.mailbox.post(() -> this.subscribers.forEach((subscriber) -> subscriber.renew(endpoint)));
	}

	/**
	 * Close all subscribers; what comes later is refused.
	 */
	public void close() {
		this.closed = true;
		this.mailbox.post(() -> this.subscribers.forEach(Subscriber::close));
	}

	/**
	 * Close the sockets, also those whose handshake is on.
	 * @return completes when they are
	 */
	public CompletableFuture<Void> shutdownAsync() {
		return this.client.shutdownAsync(0, 2, TimeUnit.SECONDS);
	}

	/** Run what is the application's, on no thread of ours. */
	void call(Runnable action) {
		try {
			this.callbacks.execute(action);
		}
		catch (RejectedExecutionException ex) {
			// the application has closed its resources before us
			action.run();
		}
	}

	CompletionStage<SubscriptionSocket<String, byte[]>> connect(Endpoint endpoint) {
		try {
			return this.client.connect(endpoint);
		}
		catch (RuntimeException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	void remove(Subscriber subscriber) {
		this.subscribers.remove(subscriber);
	}

	void refresh(RefreshTrigger trigger) {
		this.monitor.request(trigger);
	}

	Mailbox mailbox() {
		return this.mailbox;
	}

	void gapIsOver(SubscriptionGap gap) {
		logger.info("{} subscriptions left {} ({}) and are confirmed by {}; messages of {} ms may be missing",
				gap.subscriptions(), gap.from(), gap.reason(), gap.to(), gap.duration().toMillis());
		call(() -> this.gaps.messagesMayBeMissing(gap));
	}

	Backoff pauses() {
		return this.pauses;
	}

	SlotTable slots() {
		return this.slots;
	}

	SlotPatch redirects() {
		return this.redirects;
	}

	Predicate<Endpoint> isConnected() {
		return this.isConnected;
	}

	ServingNodes serving() {
		return this.serving;
	}

	Duration patience() {
		return this.options.patience();
	}

	Duration stallTimeout() {
		return this.options.connections().stallTimeout();
	}

}
