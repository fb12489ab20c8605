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

import java.util.List;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.ClusterClientOptions;

import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisNode;
import org.springframework.data.redis.connection.RedisPassword;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.util.Assert;

/**
 * What Spring's configurations of a cluster and of Lettuce mean to a Lettuce client.
 */
final class LettuceInput {

	private final RedisClusterConfiguration cluster;

	private final LettuceClientConfiguration client;

	LettuceInput(RedisClusterConfiguration cluster, LettuceClientConfiguration client) {
		this.cluster = cluster;
		this.client = client;
	}

	/**
	 * The nodes to begin with.
	 * @return each with the credentials, TLS and timeout of all
	 * @throws IllegalStateException if one has no host or no port
	 */
	List<RedisURI> seeds() {
		return this.cluster.getClusterNodes().stream().map(this::seed).toList();
	}

	private RedisURI seed(RedisNode node) {
		RedisURI.Builder seed = RedisURI.Builder.redis(hostOf(node), portOf(node))
			.withSsl(this.client.isUseSsl())
			.withVerifyPeer(this.client.getVerifyMode())
			.withStartTls(this.client.isStartTls())
			.withTimeout(this.client.getCommandTimeout());
		this.client.getClientName().ifPresent(seed::withClientName);
		applyCredentials(seed);
		this.client.getRedisCredentialsProviderFactory()
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

	/**
	 * The options of the application.
	 * @return those that were given, with the cluster's number of redirects where it has
	 * one
	 */
	ClusterClientOptions clientOptions() {
		ClientOptions given = this.client.getClientOptions().orElseGet(ClusterClientOptions::create);
		ClusterClientOptions.Builder options = copyOf(given);
		Integer maxRedirects = this.cluster.getMaxRedirects();
		return ((maxRedirects != null) ? options.maxRedirects(maxRedirects) : options).build();
	}

	/**
	 * A copy of options for a cluster: Lettuce's own leaves three of them out.
	 * @param options any options
	 * @return a builder that has all of them
	 */
	static ClusterClientOptions.Builder copyOf(ClientOptions options) {
		ClusterClientOptions.Builder copy = ClusterClientOptions.builder(options);
		copy.replayFilter(options.getReplayFilter())
			.jsonParser(options.getJsonParser())
			.useHashIndexQueue(options.isUseHashIndexedQueue());
		return copy;
	}

}
