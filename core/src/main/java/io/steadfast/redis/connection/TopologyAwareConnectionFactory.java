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

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.SslOptions;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.codec.RedisCodec;
import io.steadfast.redis.ClusterUnavailableException;
import io.steadfast.redis.RoutingOptions;
import io.steadfast.redis.StartupMode;
import io.steadfast.redis.SubscriptionGapListener;
import io.steadfast.redis.incident.Incidents;
import io.steadfast.redis.resilience.ResiliencePolicies;
import io.steadfast.redis.routing.RoutedCluster;
import io.steadfast.redis.status.ClusterListener;
import io.steadfast.redis.status.ClusterListeners;
import io.steadfast.redis.status.ClusterStatus;
import io.steadfast.redis.status.CommandCounts;
import io.steadfast.redis.subscription.GapListeners;
import io.steadfast.redis.topology.Endpoint;
import io.steadfast.redis.topology.RefreshTrigger;
import io.steadfast.redis.topology.TopologySnapshot;
import org.jspecify.annotations.Nullable;

import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.data.redis.connection.ClusterCommandExecutor;
import org.springframework.data.redis.connection.ClusterTopologyProvider;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClusterConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionProvider;

/**
 * A {@link LettuceConnectionFactory} that routes every command by its own topology, slot
 * table and redirects. Everything that Spring builds on the latter keeps working.
 * <p>
 * Starting it does not wait for the network: the topology is asked for in the background,
 * and commands that come before the first answer wait for it within their patience.
 */
public class TopologyAwareConnectionFactory extends LettuceConnectionFactory {

	private final RedisClusterConfiguration cluster;

	private final RoutingOptions options;

	private final ResiliencePolicies policies;

	/** Outlives the clients of this factory, which start and stop. */
	private final GapListeners gaps = new GapListeners();

	private final Incidents incidents = new Incidents();

	private final ClusterListeners listeners = new ClusterListeners();

	/** Takes the place of what is configured; written before the client is read. */
	private volatile @Nullable SslOptions sslOptions;

	/** Written before the context starts, read by {@link #start()}. */
	private @Nullable AsyncTaskExecutor nodeExecutor;

	/** As {@link #nodeExecutor}. */
	private StartupMode startupMode = StartupMode.LAZY;

	/** Written by start and stop, which Spring calls one after the other. */
	private volatile @Nullable ClusterCommandExecutor clusterExecutor;

	private final StartedClient started = new StartedClient();

	private final SharedConnections shared = new SharedConnections(this);

	/**
	 * Create a factory for one cluster.
	 * @param cluster the seed nodes and the credentials
	 * @param client the Lettuce configuration: timeouts, TLS, client resources, client
	 * options, read-from
	 * @param options the limits within which commands are routed
	 */
	public TopologyAwareConnectionFactory(RedisClusterConfiguration cluster, LettuceClientConfiguration client,
			RoutingOptions options) {
		this(cluster, client, options, ResiliencePolicies.standalone());
	}

	/**
	 * Create a factory for one cluster.
	 * @param cluster the seed nodes and the credentials
	 * @param client the Lettuce configuration
	 * @param options the limits within which commands are routed
	 * @param policies the registries of the retry and of the nodes' breakers
	 */
	public TopologyAwareConnectionFactory(RedisClusterConfiguration cluster, LettuceClientConfiguration client,
			RoutingOptions options, ResiliencePolicies policies) {
		super(cluster, client);
		this.cluster = cluster;
		this.options = options;
		this.policies = policies;
	}

	/**
	 * The limits within which this factory routes commands.
	 * @return the options given at construction
	 */
	public RoutingOptions getRoutingOptions() {
		return this.options;
	}

	/**
	 * Say what {@link #start()} waits for; call it before.
	 * @param startupMode {@link StartupMode#LAZY} unless it is called
	 */
	public void setStartupMode(StartupMode startupMode) {
		this.startupMode = startupMode;
	}

	/**
	 * What happens to the cluster, and what happened last. Reading it asks nobody;
	 * listeners may be added before the factory starts, and stay when it restarts.
	 * @return the same object for the life of this factory
	 */
	public Incidents getIncidents() {
		return this.incidents;
	}

	/**
	 * What this factory knows of its cluster, for health and whatever shows it. Any
	 * thread may ask at any time: it asks nobody, and does not block.
	 * @return the status at this moment, {@link ClusterStatus#stopped()} while the
	 * factory is not started
	 */
	public ClusterStatus getStatus() {
		return this.started.status();
	}

	/**
	 * What the commands of this factory met, for metrics.
	 * @return counts since this factory was made, also while it is not started
	 */
	public CommandCounts getCounts() {
		return this.started.counts();
	}

	/**
	 * Be told of topologies, refreshes and breakers, also after a restart of this
	 * factory.
	 * @param listener called until it is removed
	 */
	public void addClusterListener(ClusterListener listener) {
		this.listeners.add(listener);
	}

	/**
	 * Let a listener be told no more.
	 * @param listener one that was added
	 */
	public void removeClusterListener(ClusterListener listener) {
		this.listeners.remove(listener);
	}

	/**
	 * Ask the nodes for the topology; for operators, since it is asked for by itself
	 * whenever there is reason to.
	 * @return completes with the topology after the refresh, exceptionally if nobody
	 * answered
	 * @throws IllegalStateException if the factory is not started
	 */
	public CompletionStage<TopologySnapshot> refreshTopology() {
		return routedCluster().refresh(RefreshTrigger.USER);
	}

	/**
	 * Replace the connections to a node, as an operator may wish after a change behind
	 * its address. What is in flight may finish within the drain timeout.
	 * @param node where the node is reached; nothing happens if nothing is connected
	 * there
	 * @throws IllegalStateException if the factory is not started
	 */
	public void reconnect(Endpoint node) {
		routedCluster().renewal().reconnect(node);
	}

	/**
	 * Use other TLS material: for new connections from now on, and for those that are
	 * open as soon as their node has accepted it. One that Lettuce itself opened (for
	 * node selection) keeps the old one until it ends. Any thread may call it, it does
	 * not block; what comes of it is logged.
	 * @param tls the material; it stays when this factory restarts
	 */
	public void useSslOptions(SslOptions tls) {
		this.sslOptions = tls;
		this.started.client().ifPresent((current) -> current.use(tls));
	}

	@Override
	public void setExecutor(AsyncTaskExecutor executor) {
		super.setExecutor(executor);
		this.nodeExecutor = executor;
	}

	/**
	 * Be told when messages may have been missed, because a node was lost or left.
	 * @param listener called once for each gap that is over, on a thread of the client
	 * resources' event executors
	 */
	public void addSubscriptionGapListener(SubscriptionGapListener listener) {
		this.gaps.add(listener);
	}

	/**
	 * How many times messages may have been missed, over all pub/sub connections.
	 * @return the number of gaps that are over, since this factory was made
	 */
	public long getSubscriptionGapCount() {
		return this.gaps.count();
	}

	@Override
	protected AbstractRedisClient createClient() {
		LettuceInput input = new LettuceInput(this.cluster, getClientConfiguration());
		RoutingClusterClient client = new RoutingClusterClient(
				getClientConfiguration().getClientResources().orElse(null), input.seeds(), input.clientOptions(),
				this.options, this.policies, this.incidents, this.listeners);
		client.cluster().subscriptions().addGapListener(this.gaps);
		this.started.begin(client);
		Optional.ofNullable(this.sslOptions).ifPresent(client::use);
		return client;
	}

	@Override
	protected LettuceConnectionProvider doCreateConnectionProvider(AbstractRedisClient client, RedisCodec<?, ?> codec) {
		return new RoutedConnectionProvider((RoutingClusterClient) client, codec, getClientConfiguration());
	}

	/**
	 * Start the factory.
	 * @throws ClusterUnavailableException if the cluster is not reached within the
	 * patience of a command, and the start-up mode is {@link StartupMode#FAIL_FAST}; the
	 * factory is stopped then
	 */
	@Override
	public void start() {
		super.start();
		if (this.clusterExecutor == null && isRunning()) {
			this.clusterExecutor = CompleteCommandExecutor.over((RoutingClusterClient) getRequiredNativeClient(),
					this.nodeExecutor);
			new AwaitedStart(this.startupMode, this.options.patience()).await(routedCluster(), this::stop);
		}
	}

	@Override
	public void stop() {
		ClusterCommandExecutor executor = this.clusterExecutor;
		this.clusterExecutor = null;
		this.started.end();
		if (executor != null) {
			CompleteCommandExecutor.close(executor);
		}
		super.stop();
	}

	@Override
	protected @Nullable StatefulRedisClusterConnection<byte[], byte[]> getSharedClusterConnection() {
		return this.shared.blocking(super::getSharedClusterConnection);
	}

	@Override
	protected @Nullable StatefulConnection<ByteBuffer, ByteBuffer> getSharedReactiveConnection() {
		return this.shared.reactive(super::getSharedReactiveConnection);
	}

	@Override
	public void resetConnection() {
		this.shared.forgetAfter(super::resetConnection);
	}

	@Override
	public void validateConnection() {
		this.shared.forgetAfter(super::validateConnection);
	}

	@Override
	protected LettuceClusterConnection doCreateLettuceClusterConnection(
			@Nullable StatefulRedisClusterConnection<byte[], byte[]> sharedConnection,
			LettuceConnectionProvider connectionProvider, ClusterTopologyProvider topologyProvider,
			ClusterCommandExecutor clusterCommandExecutor, Duration commandTimeout) {
		ClusterCommandExecutor ours = this.clusterExecutor;
		ClusterTopologyProvider topology = ((RoutingClusterClient) getRequiredNativeClient()).springTopology();
		return super.doCreateLettuceClusterConnection(sharedConnection, connectionProvider, topology,
				(ours != null) ? ours : clusterCommandExecutor, commandTimeout);
	}

	/** The cluster as this factory sees it; only while it is started. */
	RoutedCluster routedCluster() {
		return ((RoutingClusterClient) getRequiredNativeClient()).cluster();
	}

}
