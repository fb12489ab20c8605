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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import io.lettuce.core.CommandListenerWriter;
import io.lettuce.core.RedisChannelWriter;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SslOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.models.partitions.Partitions;
import io.lettuce.core.cluster.pubsub.StatefulRedisClusterPubSubConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.resource.ClientResources;
import io.steadfast.redis.RoutingOptions;
import io.steadfast.redis.incident.Incidents;
import io.steadfast.redis.resilience.ResiliencePolicies;
import io.steadfast.redis.routing.Route;
import io.steadfast.redis.routing.RoutedCluster;
import io.steadfast.redis.socket.EventLoopThread;
import io.steadfast.redis.status.ClusterListeners;
import io.steadfast.redis.topology.RefreshTrigger;
import io.steadfast.redis.topology.TopologySnapshot;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.ClusterStateFailureException;

/**
 * A Lettuce cluster client whose topology and connections are ours: Lettuce's own parts
 * (node selection) live on what our monitor publishes.
 */
final class RoutingClusterClient extends RedisClusterClient {

	private final RoutedCluster cluster;

	private final Duration patience;

	private final SpringTopology springTopology = new SpringTopology(this);

	private final PerSnapshot<Partitions> partitions = new PerSnapshot<>(LettuceView::of);

	/** Held while the current topology is read and handed over: the newest comes last. */
	private final ReentrantLock handOver = new ReentrantLock();

	/**
	 * Whether Lettuce's own connections are in use, which look at a topology of theirs:
	 * to make that of a thousand nodes is a third of a refresh. Set by whoever opens one,
	 * before the current topology is read, so that one of the two hands over what is
	 * published meanwhile.
	 */
	private volatile boolean plainLettuceUsed;

	/**
	 * Create a client.
	 * @param resources the resources of the application, {@code null} for resources of
	 * its own
	 * @param seeds where the topology is first asked for
	 * @param clientOptions the options of the application
	 * @param options the limits of the routing
	 * @param policies retry and breakers
	 * @param incidents where it is shown what happens to the cluster
	 * @param listeners told what is learned of it
	 */
	RoutingClusterClient(@Nullable ClientResources resources, List<RedisURI> seeds, ClusterClientOptions clientOptions,
			RoutingOptions options, ResiliencePolicies policies, Incidents incidents, ClusterListeners listeners) {
		super(resources, seeds);
		setOptions(clientOptions);
		setPartitions(new Partitions());
		this.patience = options.patience();
		this.cluster = new RoutedCluster(getResources(), seeds, clientOptions, options, policies, incidents, listeners,
				this::publish);
	}

	SpringTopology springTopology() {
		return this.springTopology;
	}

	RoutedCluster cluster() {
		return this.cluster;
	}

	/**
	 * Use other TLS material, see {@link TopologyAwareConnectionFactory#useSslOptions}.
	 * @param tls the material
	 */
	void use(SslOptions tls) {
		setOptions(LettuceInput.copyOf(getOptions()).sslOptions(tls).build());
		this.cluster.renewal().use(tls);
	}

	@Override
	public <K, V> StatefulRedisClusterConnection<K, V> connect(RedisCodec<K, V> codec) {
		return open(codec);
	}

	@Override
	public <K, V> CompletableFuture<StatefulRedisClusterConnection<K, V>> connectAsync(RedisCodec<K, V> codec) {
		return CompletableFuture.completedFuture(open(codec));
	}

	private <K, V> RoutingClusterConnection<K, V> open(RedisCodec<K, V> codec) {
		Route route = Route.bySlot(this.cluster.router(), callersBlock(codec));
		Duration timeout = getFirstUri().getTimeout();
		NodeFacades<K, V> facades = new NodeFacades<>(this.cluster.router(), callersBlock(codec), codec, timeout,
				getOptions().getJsonParser(), getOptions(), getResources());
		RoutingClusterConnection<K, V> connection = new RoutingClusterConnection<>(writer(route), route, codec, timeout,
				getOptions().getJsonParser(), facades, this.partitions::of, this::firstTopology,
				() -> plainLettuce(codec));
		connection.setOptions(getOptions());
		connection.registerCloseables(this.closeableResources, connection);
		return connection;
	}

	/**
	 * Spring's imperative API uses this codec, on top of Lettuce's asynchronous one, and
	 * waits; its reactive API uses another.
	 */
	private static boolean callersBlock(RedisCodec<?, ?> codec) {
		return codec instanceof ByteArrayCodec;
	}

	@Override
	public <K, V> StatefulRedisClusterPubSubConnection<K, V> connectPubSub(RedisCodec<K, V> codec) {
		return openPubSub(codec);
	}

	@Override
	public <K, V> CompletableFuture<StatefulRedisClusterPubSubConnection<K, V>> connectPubSubAsync(
			RedisCodec<K, V> codec) {
		return CompletableFuture.completedFuture(openPubSub(codec));
	}

	private <K, V> RoutedPubSubConnection<K, V> openPubSub(RedisCodec<K, V> codec) {
		PubSubListeners<K, V> listeners = new PubSubListeners<>(getOptions(), getResources(), codec,
				(node) -> knownPartitions().getPartition(node.host(), node.port()));
		RoutedPubSubConnection<K, V> connection = new RoutedPubSubConnection<>(listeners,
				writer(Route.bySlot(this.cluster.router(), callersBlock(codec))),
				this.cluster.subscriptions().open(listeners), codec, getFirstUri().getTimeout(), this::getPartitions,
				() -> plainLettucePubSub(codec));
		connection.setOptions(getOptions());
		connection.registerCloseables(this.closeableResources, connection);
		return connection;
	}

	private <K, V> CompletableFuture<StatefulRedisClusterPubSubConnection<K, V>> plainLettucePubSub(
			RedisCodec<K, V> codec) {
		return awaitHandedOver().thenCompose((done) -> super.connectPubSubAsync(codec));
	}

	private RedisChannelWriter writer(Route route) {
		RedisChannelWriter writer = new RoutingChannelWriter(this.cluster.router(), route, getResources());
		return CommandListenerWriter.isSupported(getCommandListeners())
				? new CommandListenerWriter(writer, getCommandListeners()) : writer;
	}

	private <K, V> CompletableFuture<StatefulRedisClusterConnection<K, V>> plainLettuce(RedisCodec<K, V> codec) {
		return awaitHandedOver().thenCompose((done) -> super.connectAsync(codec));
	}

	/**
	 * The topology in Lettuce's terms; Spring Data's reactive API asks for it. Waits for
	 * the first answer of a seed within the patience, but not on an event loop.
	 * @return the nodes, never none
	 * @throws ClusterStateFailureException if no node has answered
	 */
	@Override
	public Partitions getPartitions() {
		return this.partitions.of(SpringTopology.requireNodes(firstTopology()));
	}

	private Partitions knownPartitions() {
		return this.partitions.of(this.cluster.topology());
	}

	@Override
	public CompletionStage<Void> refreshPartitionsAsync() {
		return this.cluster.refresh(RefreshTrigger.USER).thenAccept((snapshot) -> {
		});
	}

	@Override
	protected CompletableFuture<Partitions> loadPartitionsAsync() {
		return this.cluster.awaitTopology().thenApply(this.partitions::of).toCompletableFuture();
	}

	/**
	 * The topology for a call that goes to several nodes: one that came before the first
	 * answer of a seed would go to none. An event loop cannot wait.
	 */
	private TopologySnapshot firstTopology() {
		return EventLoopThread.isCurrent() ? this.cluster.topology() : awaitTopology();
	}

	private CompletableFuture<Void> awaitHandedOver() {
		return this.cluster.awaitTopology().thenRun(() -> {
			this.plainLettuceUsed = true;
			handOver();
		}).toCompletableFuture();
	}

	/**
	 * Called after each topology has become the current one.
	 */
	private void publish() {
		if (this.plainLettuceUsed) {
			handOver();
		}
	}

	private void handOver() {
		this.handOver.lock();
		try {
			setPartitions(knownPartitions());
		}
		finally {
			this.handOver.unlock();
		}
		updatePartitionsInConnections();
	}

	/**
	 * The topology, waiting for the first answer of a seed.
	 * @return a snapshot, empty if nobody has answered within the patience
	 */
	TopologySnapshot awaitTopology() {
		return this.cluster.awaitTopology(this.patience);
	}

	/**
	 * The end of the patience of a call that begins now.
	 * @return a reading of {@link System#nanoTime()}
	 */
	long deadline() {
		return System.nanoTime() + this.patience.toNanos();
	}

	/**
	 * Whether a slot has an owner, waiting for one.
	 * @param slot 0 to 16383
	 * @param deadline how long to wait at most, from {@link #deadline()}
	 * @return whether somebody serves it
	 */
	boolean awaitOwner(int slot, long deadline) {
		return this.cluster.awaitOwner(slot, Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
	}

	@Override
	public CompletableFuture<Void> shutdownAsync(long quietPeriod, long timeout, TimeUnit timeUnit) {
		return this.cluster.closeAsync()
			.thenCompose((ignored) -> super.shutdownAsync(quietPeriod, timeout, timeUnit))
			.toCompletableFuture();
	}

}
