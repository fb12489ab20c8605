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

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.resource.ClientResources;
import io.steadfast.redis.ClusterUnavailableException;
import io.steadfast.redis.RoutingOptions;
import io.steadfast.redis.StartupMode;
import io.steadfast.redis.SubscriptionGapListener;
import io.steadfast.redis.incident.Incidents;
import io.steadfast.redis.resilience.ResiliencePolicies;
import io.steadfast.redis.routing.RoutedCluster;
import io.steadfast.redis.subscription.GapListeners;
import io.steadfast.redis.topology.TopologySnapshot;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.data.redis.connection.ClusterCommandExecutor;
import org.springframework.data.redis.connection.ClusterTopologyProvider;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisNode;
import org.springframework.data.redis.connection.RedisPassword;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClusterConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionProvider;
import org.springframework.util.Assert;

/**
 * A {@link LettuceConnectionFactory} that routes every command by its own topology, slot
 * table and redirects. Everything that Spring builds on the latter keeps working.
 * <p>
 * Starting it does not wait for the network: the topology is asked for in the background,
 * and commands that come before the first answer wait for it within their patience.
 */
public class TopologyAwareConnectionFactory extends LettuceConnectionFactory {

	private static final Logger logger = LoggerFactory.getLogger(TopologyAwareConnectionFactory.class);

	private final RedisClusterConfiguration cluster;

	private final RoutingOptions options;

	private final ResiliencePolicies policies;

	/** Outlives the clients of this factory, which start and stop. */
	private final GapListeners gaps = new GapListeners();

	private final Incidents incidents = new Incidents();

	/** Written before the context starts, read by {@link #start()}. */
	private @Nullable AsyncTaskExecutor nodeExecutor;

	/** Written before the context starts, read by {@link #start()}. */
	private StartupMode startupMode = StartupMode.LAZY;

	/** Written by start and stop, which Spring calls one after the other. */
	private volatile @Nullable ClusterCommandExecutor clusterExecutor;

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

	@Override
	public void setExecutor(AsyncTaskExecutor executor) {
		super.setExecutor(executor);
		this.nodeExecutor = executor;
	}

	/**
	 * Be told when messages may have been missed by a listener, because its node was lost
	 * or it had to move to another one.
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
		List<RedisURI> seeds = this.cluster.getClusterNodes().stream().map(this::seed).toList();
		ClientResources resources = getClientConfiguration().getClientResources().orElse(null);
		RoutingClusterClient client = new RoutingClusterClient(resources, seeds, clusterClientOptions(), this.options,
				this.policies, this.incidents);
		client.cluster().subscriptions().addGapListener(this.gaps);
		return client;
	}

	private RedisURI seed(RedisNode node) {
		LettuceClientConfiguration client = getClientConfiguration();
		RedisURI.Builder seed = RedisURI.Builder.redis(hostOf(node), portOf(node))
			.withSsl(client.isUseSsl())
			.withVerifyPeer(client.getVerifyMode())
			.withStartTls(client.isStartTls())
			.withTimeout(client.getCommandTimeout());
		client.getClientName().ifPresent(seed::withClientName);
		applyCredentials(seed);
		client.getRedisCredentialsProviderFactory()
			.map((factory) -> factory.createCredentialsProvider(this.cluster))
			.ifPresent(seed::withAuthentication);
		return seed.build();
	}

	private static String hostOf(RedisNode node) {
		String host = node.getHost();
		Assert.state(host != null, () -> "The seed " + node + " has no host; write it as host:port");
		return host;
	}

	private static int portOf(RedisNode node) {
		Integer port = node.getPort();
		Assert.state(port != null, () -> "The seed " + node + " has no port; write it as host:port");
		return port;
	}

	private void applyCredentials(RedisURI.Builder seed) {
		String username = this.cluster.getUsername();
		RedisPassword password = this.cluster.getPassword();
		if (username != null && !username.isBlank()) {
			seed.withAuthentication(username, password.toOptional().orElse(new char[0]));
		}
		else {
			password.toOptional().ifPresent(seed::withPassword);
		}
	}

	private ClusterClientOptions clusterClientOptions() {
		ClientOptions given = getClientConfiguration().getClientOptions().orElseGet(ClusterClientOptions::create);
		ClusterClientOptions options = (given instanceof ClusterClientOptions clusterOptions) ? clusterOptions
				: ClusterClientOptions.builder(given).build();
		Integer maxRedirects = this.cluster.getMaxRedirects();
		return (maxRedirects != null) ? options.mutate().maxRedirects(maxRedirects).build() : options;
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
			awaitCluster();
		}
	}

	private void awaitCluster() {
		if (this.startupMode == StartupMode.LAZY) {
			return;
		}
		TopologySnapshot topology = routedCluster().awaitTopology(this.options.patience());
		if (topology.version() > 0) {
			return;
		}
		String problem = "No node of the cluster told the topology within " + this.options.patience().toMillis()
				+ " ms: " + routedCluster().lastRefresh().detail();
		if (this.startupMode == StartupMode.EAGER) {
			logger.warn("{}. The application starts without it, and goes on asking", problem);
			return;
		}
		stop();
		throw new ClusterUnavailableException(problem
				+ ". Look at the seed nodes, or let the application start without the cluster by start-up mode LAZY");
	}

	@Override
	public void stop() {
		ClusterCommandExecutor executor = this.clusterExecutor;
		this.clusterExecutor = null;
		if (executor != null) {
			CompleteCommandExecutor.close(executor);
		}
		super.stop();
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

	/**
	 * The cluster as this factory sees it, for what shows or watches it.
	 * @return the topology, the connections and the router
	 * @throws IllegalStateException if the factory is not started
	 */
	RoutedCluster routedCluster() {
		return ((RoutingClusterClient) getRequiredNativeClient()).cluster();
	}

}
