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
import io.steadfast.redis.RoutingOptions;
import io.steadfast.redis.incident.Incidents;
import io.steadfast.redis.resilience.ResiliencePolicies;
import io.steadfast.redis.routing.RoutedCluster;
import org.jspecify.annotations.Nullable;

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

	private final RedisClusterConfiguration cluster;

	private final RoutingOptions options;

	private final ResiliencePolicies policies;

	private final Incidents incidents = new Incidents();

	/** Written before the context starts, read by {@link #start()}. */
	private @Nullable AsyncTaskExecutor nodeExecutor;

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

	@Override
	protected AbstractRedisClient createClient() {
		List<RedisURI> seeds = this.cluster.getClusterNodes().stream().map(this::seed).toList();
		ClientResources resources = getClientConfiguration().getClientResources().orElse(null);
		return new RoutingClusterClient(resources, seeds, clusterClientOptions(), this.options, this.policies,
				this.incidents);
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

	@Override
	public void start() {
		super.start();
		if (this.clusterExecutor == null && isRunning()) {
			this.clusterExecutor = CompleteCommandExecutor.over((RoutingClusterClient) getRequiredNativeClient(),
					this.nodeExecutor);
		}
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
