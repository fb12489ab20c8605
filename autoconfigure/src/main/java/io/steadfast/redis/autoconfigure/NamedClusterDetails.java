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

package io.steadfast.redis.autoconfigure;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.data.redis.RedisConnectionDetails;
import org.springframework.boot.autoconfigure.data.redis.RedisProperties;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.data.redis.connection.RedisNode;
import org.springframework.util.StringUtils;

/**
 * Where a named cluster is and who may go there, as Boot reads the same properties of the
 * cluster that needs no name.
 *
 * @param properties how the cluster is reached; names its nodes
 * @param bundles the TLS material of the application, asked for where a bundle is named
 */
record NamedClusterDetails(RedisProperties properties,
		ObjectProvider<SslBundles> bundles) implements RedisConnectionDetails {

	@Override
	public @Nullable String getUsername() {
		String url = this.properties.getUrl();
		return (url != null) ? UrlCredentials.of(url).username() : this.properties.getUsername();
	}

	@Override
	public @Nullable String getPassword() {
		String url = this.properties.getUrl();
		return (url != null) ? UrlCredentials.of(url).password() : this.properties.getPassword();
	}

	@Override
	public Cluster getCluster() {
		List<Node> nodes = this.properties.getCluster()
			.getNodes()
			.stream()
			.map(RedisNode::fromString)
			.map((node) -> new Node(String.valueOf(node.getHost()), Objects.requireNonNullElse(node.getPort(), 6379)))
			.toList();
		SslBundle bundle = sslBundle();
		return new Cluster() {

			@Override
			public List<Node> getNodes() {
				return nodes;
			}

			@Override
			public @Nullable SslBundle getSslBundle() {
				return bundle;
			}

		};
	}

	private @Nullable SslBundle sslBundle() {
		RedisProperties.Ssl ssl = this.properties.getSsl();
		if (!ssl.isEnabled()) {
			return null;
		}
		return StringUtils.hasLength(ssl.getBundle()) ? this.bundles.getObject().getBundle(ssl.getBundle())
				: SslBundle.systemDefault();
	}

}
