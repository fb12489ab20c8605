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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ReadFrom;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SslVerifyMode;
import io.steadfast.redis.RoutingOptions;
import io.steadfast.redis.resilience.ResiliencePolicies;
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

	private static final String URL = "spring.data.redis.url";

	private static final String NODES = "spring.data.redis.cluster.nodes";

	private static final String SSL = "spring.data.redis.ssl.enabled";

	private static final String BUNDLE = "spring.data.redis.ssl.bundle";

	private static final String TIMEOUT = "spring.data.redis.timeout";

	private static final String BREAKER = "resilience4j.circuitbreaker.configs.redis-node.";

	/** Of Lettuce, where nobody sets one. */
	private static final Duration DEFAULT_TIMEOUT = RedisURI.DEFAULT_TIMEOUT_DURATION;

	/** In the place of credentials that nobody knows before they are needed. */
	private static final String ASKED = "asked of a RedisCredentialsProvider";

	private final Map<String, EffectiveOption> options = new LinkedHashMap<>();

	private final ClusterProperties properties;

	private final AccessSources access;

	private EffectiveOptions(ClusterProperties properties, AccessSources access) {
		this.properties = properties;
		this.access = access;
	}

	/**
	 * The options of a cluster; reads what is known already.
	 * @return by the names that the properties have for this cluster
	 */
	static Map<String, EffectiveOption> of(ConfiguredCluster cluster) {
		EffectiveOptions effective = new EffectiveOptions(cluster.properties(), cluster.access());
		LettuceClientConfiguration client = cluster.factory().getClientConfiguration();
		effective.servers(Objects.requireNonNull(cluster.factory().getClusterConfiguration()));
		effective.tls(client);
		effective.client(client);
		effective.routing(cluster.factory().getRoutingOptions(), client.getCommandTimeout());
		effective.surroundings();
		effective.resilience(cluster.policies());
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

	private void servers(RedisClusterConfiguration cluster) {
		put(NODES, cluster.getClusterNodes().stream().map(String::valueOf).collect(Collectors.joining(",")),
				from(this.access.nodes(), NODES));
		boolean asked = this.access.credentials() == AccessSource.CUSTOMIZER;
		String password = cluster.getPassword().isPresent() ? "set" : "not set";
		credential("spring.data.redis.username", asked ? ASKED : this.access.user());
		credential("spring.data.redis.password", asked ? ASKED : password);
	}

	/** A URL takes the place of both, also where it has none. */
	private void credential(String property, String value) {
		put(property, value, from(this.access.credentials(), this.properties.isSet(URL) ? URL : property));
	}

	private void tls(LettuceClientConfiguration client) {
		RedisProperties.Ssl configured = this.properties.connection().getSsl();
		boolean byBundle = configured.isEnabled() && !this.properties.isSet(SSL);
		boolean byUrl = !configured.isEnabled() && client.isUseSsl();
		put(SSL, String.valueOf(client.isUseSsl()), from(this.access.tls(), byBundle ? BUNDLE : byUrl ? URL : SSL));
		if (client.isUseSsl() && !this.access.trust().isProperties()) {
			put(BUNDLE, "one of its own", this.access.trust().toString());
		}
		else if (configured.isEnabled() && configured.getBundle() != null) {
			add(BUNDLE, configured.getBundle());
		}
	}

	private void client(LettuceClientConfiguration client) {
		RedisProperties configured = this.properties.connection();
		RedisProperties.Lettuce lettuce = configured.getLettuce();
		ClientOptions options = client.getClientOptions().orElseGet(ClientOptions::create);
		compare(TIMEOUT, text(client.getCommandTimeout()), textOr(configured.getTimeout(), text(DEFAULT_TIMEOUT)));
		compare("spring.data.redis.connect-timeout", text(options.getSocketOptions().getConnectTimeout()),
				textOr(configured.getConnectTimeout(), "10s"));
		client.getClientName()
			.ifPresent((name) -> compare("spring.data.redis.client-name", name,
					Objects.requireNonNullElse(configured.getClientName(), "")));
		ReadFrom readFrom = client.getReadFrom().orElse(ReadFrom.UPSTREAM);
		compare("spring.data.redis.lettuce.read-from", ReadFromName.of(readFrom, lettuce.getReadFrom()),
				Objects.requireNonNullElse(lettuce.getReadFrom(), ReadFromName.UPSTREAM));
		add("spring.data.redis.lettuce.pool.enabled", client instanceof LettucePoolingClientConfiguration);
		if (client instanceof LettucePoolingClientConfiguration pooled) {
			PoolSettings.inEffect(pooled, lettuce.getPool())
				.forEach((key, value) -> compare("spring.data.redis.lettuce.pool." + key, value.get(0), value.get(1)));
		}
		Duration shutdown = lettuce.getShutdownTimeout();
		compare("spring.data.redis.lettuce.shutdown-timeout", text(client.getShutdownTimeout()),
				textOr(shutdown.isZero() ? null : shutdown, "100ms"));
		if (client.isUseSsl()) {
			put("LettuceClientConfiguration.verifyMode", name(client.getVerifyMode()),
					customized(client.getVerifyMode() != SslVerifyMode.FULL));
			put("LettuceClientConfiguration.startTls", String.valueOf(client.isStartTls()),
					customized(client.isStartTls()));
		}
	}

	private void routing(RoutingOptions options, Duration timeout) {
		SteadfastRedisProperties ours = this.properties.routing();
		Duration configured = Objects.requireNonNullElse(this.properties.connection().getTimeout(), DEFAULT_TIMEOUT);
		put(SteadfastRedisProperties.PATIENCE, text(options.patience()),
				options.patience().equals(ours.patience()) ? this.properties.originOf(SteadfastRedisProperties.PATIENCE)
						: "limited by " + (timeout.equals(configured) ? TIMEOUT : AccessSource.CUSTOMIZER));
		add("steadfast.redis.ambiguous-commands", name(options.ambiguousCommands()));
		add("steadfast.redis.startup", name(ours.startup()));
		add("steadfast.redis.waiting.blocking-per-node", options.waiting().blockingPerNode());
		add("steadfast.redis.waiting.total", options.waiting().total());
		add("steadfast.redis.overdue", text(options.waiting().overdue()));
		add("steadfast.redis.stall-timeout", text(options.connections().stallTimeout()));
		add("steadfast.redis.drain-timeout", text(options.connections().drainTimeout()));
		add("steadfast.redis.connections-per-node", options.connections().perNode());
		add("steadfast.redis.blocking-connections", options.connections().blocking());
		add("steadfast.redis.flush-consolidation", options.connections().flushConsolidation());
		add("steadfast.redis.pack-event-loops", options.connections().packEventLoops());
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

	/** What is about all that we do for the application. */
	private void surroundings() {
		SteadfastRedisProperties ours = this.properties.routing();
		add(SteadfastRedisProperties.ENABLED, ours.enabled());
		add("steadfast.redis.health.grace-period", text(ours.health().gracePeriod()));
		add("steadfast.redis.health.probe", ours.health().probe());
		add("steadfast.redis.cache.fail-open", ours.cache().failOpen());
	}

	/** The pauses of the retry are left out: a function has them, with jitter. */
	private void resilience(ResiliencePolicies policies) {
		put("resilience4j.retry.instances.redis-cluster.max-attempts", attempts(policies),
				ofRegistry(attempts(policies).equals(attempts(ResiliencePolicies.standalone())), "RetryRegistry",
						"resilience4j.retry.instances.redis-cluster.max-attempts",
						"resilience4j.retry.configs.redis-cluster.max-attempts"));
		Map<String, String> usual = breaker(ResiliencePolicies.standalone().breakerConfig());
		breaker(policies.breakerConfig()).forEach((key, value) -> put(BREAKER + key, value,
				ofRegistry(value.equals(usual.get(key)), "CircuitBreakerRegistry", BREAKER + key)));
	}

	private static String attempts(ResiliencePolicies policies) {
		return String.valueOf(policies.retry().getRetryConfig().getMaxAttempts());
	}

	private static Map<String, String> breaker(CircuitBreakerConfig config) {
		Map<String, String> settings = new LinkedHashMap<>();
		settings.put("sliding-window-type", config.getSlidingWindowType().name());
		settings.put("sliding-window-size", String.valueOf(config.getSlidingWindowSize()));
		settings.put("minimum-number-of-calls", String.valueOf(config.getMinimumNumberOfCalls()));
		settings.put("failure-rate-threshold", String.valueOf(config.getFailureRateThreshold()));
		settings.put("wait-duration-in-open-state",
				text(Duration.ofMillis(config.getWaitIntervalFunctionInOpenState().apply(1))));
		settings.put("permitted-number-of-calls-in-half-open-state",
				String.valueOf(config.getPermittedNumberOfCallsInHalfOpenState()));
		return settings;
	}

	/** An application may also set these in a registry of its own. */
	private String ofRegistry(boolean isUsual, String registry, String... properties) {
		return Arrays.stream(properties)
			.map(this.properties::originOf)
			.filter((origin) -> !origin.equals("default")
					&& !origin.contains(DefaultPropertiesPostProcessor.PROPERTY_SOURCE))
			.findFirst()
			.orElse(isUsual ? "default" : "the " + registry + " bean");
	}

	private void add(String property, Object value) {
		put(property, String.valueOf(value), this.properties.originOf(property));
	}

	/** A value that a customizer may have replaced. */
	private void compare(String property, String inEffect, String configured) {
		put(property, inEffect,
				inEffect.equals(configured) ? this.properties.originOf(property) : AccessSource.CUSTOMIZER.toString());
	}

	/** For what has no property. */
	private static String customized(boolean isOther) {
		return isOther ? AccessSource.CUSTOMIZER.toString() : "default";
	}

	private String from(AccessSource source, String property) {
		return source.isProperties() ? this.properties.originOf(property) : source.toString();
	}

	private void put(String property, String value, String origin) {
		this.options.put(this.properties.inOwnWords(property),
				new EffectiveOption(value, this.properties.inOwnWords(origin)));
	}

	private static String name(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	private static String textOr(@Nullable Duration duration, String otherwise) {
		return (duration != null) ? text(duration) : otherwise;
	}

	private static String text(Duration duration) {
		return DurationText.of(duration);
	}

}
