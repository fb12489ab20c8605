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

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ReadFrom;
import io.steadfast.redis.RoutingOptions;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.data.redis.RedisProperties;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettucePoolingClientConfiguration;

/**
 * What the properties, the connection details and the customizers have come to, with
 * where each option comes from and without a secret.
 */
final class EffectiveOptions {

	private static final String CUSTOMIZER = "a customizer of the Lettuce client";

	private static final String DETAILS = "the RedisConnectionDetails or RedisClusterConfiguration bean";

	private final Map<String, EffectiveOption> options = new LinkedHashMap<>();

	private final ClusterProperties properties;

	private EffectiveOptions(ClusterProperties properties) {
		this.properties = properties;
	}

	/**
	 * The options of a cluster; reads what is known already.
	 * @return by the names that the properties have for this cluster
	 */
	static Map<String, EffectiveOption> of(ConfiguredCluster cluster) {
		EffectiveOptions effective = new EffectiveOptions(cluster.properties());
		LettuceClientConfiguration client = cluster.factory().getClientConfiguration();
		effective.servers(Objects.requireNonNull(cluster.factory().getClusterConfiguration()), client);
		effective.client(client);
		effective.routing(cluster.factory().getRoutingOptions());
		return effective.options;
	}

	/**
	 * The same as one line of the log.
	 */
	static String line(ConfiguredCluster cluster) {
		return of(cluster).entrySet()
			.stream()
			.map((option) -> option.getKey() + "=" + option.getValue().value())
			.collect(Collectors.joining(", "));
	}

	private void servers(RedisClusterConfiguration cluster, LettuceClientConfiguration client) {
		String url = "spring.data.redis.url";
		boolean fromUrl = this.properties.isSet(url);
		add("spring.data.redis.cluster.nodes",
				cluster.getClusterNodes().stream().map(String::valueOf).collect(Collectors.joining(",")), DETAILS);
		String user = Objects.requireNonNullElse(cluster.getUsername(), "default");
		String password = cluster.getPassword().isPresent() ? "set" : "not set";
		String ssl = String.valueOf(client.isUseSsl());
		if (fromUrl) {
			String origin = this.properties.originOf(url);
			put("spring.data.redis.username", user, origin);
			put("spring.data.redis.password", password, origin);
			put("spring.data.redis.ssl.enabled", ssl, origin);
		}
		else {
			add("spring.data.redis.username", user, user.equals("default") ? "default" : DETAILS);
			add("spring.data.redis.password", password, cluster.getPassword().isPresent() ? DETAILS : "default");
			addSsl(ssl);
		}
	}

	private void addSsl(String ssl) {
		RedisProperties.Ssl configured = this.properties.connection().getSsl();
		String property = this.properties.isSet("spring.data.redis.ssl.bundle") ? "spring.data.redis.ssl.bundle"
				: "spring.data.redis.ssl.enabled";
		put("spring.data.redis.ssl.enabled", ssl,
				ssl.equals(String.valueOf(configured.isEnabled())) ? this.properties.originOf(property) : CUSTOMIZER);
		if (configured.getBundle() != null) {
			add("spring.data.redis.ssl.bundle", configured.getBundle(), CUSTOMIZER);
		}
	}

	private void client(LettuceClientConfiguration client) {
		RedisProperties configured = this.properties.connection();
		ClientOptions options = client.getClientOptions().orElseGet(ClientOptions::create);
		time("spring.data.redis.timeout", client.getCommandTimeout(), configured.getTimeout());
		time("spring.data.redis.connect-timeout", options.getSocketOptions().getConnectTimeout(),
				configured.getConnectTimeout());
		client.getClientName().ifPresent((name) -> add("spring.data.redis.client-name", name, CUSTOMIZER));
		boolean replicas = client.getReadFrom().filter((from) -> !ReadFrom.UPSTREAM.equals(from)).isPresent();
		String readFrom = configured.getLettuce().getReadFrom();
		add("spring.data.redis.lettuce.read-from",
				(readFrom != null) ? readFrom : (replicas ? "replicas too" : "upstream"),
				replicas ? CUSTOMIZER : "default");
		add("spring.data.redis.lettuce.pool.enabled",
				String.valueOf(client instanceof LettucePoolingClientConfiguration), "default");
		time("spring.data.redis.lettuce.shutdown-timeout", client.getShutdownTimeout(),
				configured.getLettuce().getShutdownTimeout());
	}

	private void routing(RoutingOptions options) {
		SteadfastRedisProperties ours = this.properties.routing();
		put(SteadfastRedisProperties.PATIENCE, text(options.patience()), options.patience().equals(ours.patience())
				? this.properties.originOf(SteadfastRedisProperties.PATIENCE) : "limited by spring.data.redis.timeout");
		add("steadfast.redis.ambiguous-commands", name(options.ambiguousCommands()));
		add("steadfast.redis.startup", name(ours.startup()));
		add("steadfast.redis.waiting.blocking-per-node", options.waiting().blockingPerNode());
		add("steadfast.redis.waiting.total", options.waiting().total());
		add("steadfast.redis.overdue", text(options.waiting().overdue()));
		add("steadfast.redis.stall-timeout", text(options.connections().stallTimeout()));
		add("steadfast.redis.drain-timeout", text(options.connections().drainTimeout()));
		add("steadfast.redis.connections-per-node", options.connections().perNode());
		add("steadfast.redis.flush-consolidation", options.connections().flushConsolidation());
		Duration period = options.topology().refreshPeriod();
		put(SteadfastRedisProperties.REFRESH_PERIOD, text(period),
				this.properties
					.originOf(period.equals(ours.topology().refreshPeriod()) ? SteadfastRedisProperties.REFRESH_PERIOD
							: "spring.data.redis.lettuce.cluster.refresh.period"));
		add("steadfast.redis.topology.min-refresh-interval", text(options.topology().minRefreshInterval()));
		add("steadfast.redis.topology.sources", options.topology().sources());
		if (ours.dnsMaxTtl() != null) {
			add(SteadfastRedisProperties.DNS_MAX_TTL, text(ours.dnsMaxTtl()));
		}
	}

	/** A time that a customizer may have changed. */
	private void time(String property, Duration inEffect, @Nullable Duration configured) {
		put(property, text(inEffect),
				(configured == null || configured.equals(inEffect)) ? this.properties.originOf(property) : CUSTOMIZER);
	}

	private void add(String property, Object value) {
		put(property, String.valueOf(value), this.properties.originOf(property));
	}

	/** A value whose source is another one if the property is not set. */
	private void add(String property, String value, String otherwise) {
		put(property, value, this.properties.isSet(property) ? this.properties.originOf(property) : otherwise);
	}

	private void put(String property, String value, String origin) {
		this.options.put(this.properties.inOwnWords(property),
				new EffectiveOption(value, this.properties.inOwnWords(origin)));
	}

	private static String name(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	private static String text(Duration duration) {
		return DurationText.of(duration);
	}

}
