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

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.data.redis.RedisProperties;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.origin.Origin;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.util.StringUtils;

/**
 * What the application has set for one cluster: for the one of {@code spring.data.redis},
 * or for one that has a name of its own below {@code steadfast.redis.clusters}. Whoever
 * asks uses the names of the former; how a command is treated ({@code steadfast.redis})
 * is for a named cluster what it is for all, unless it is set below its name.
 */
final class ClusterProperties {

	private static final String CONNECTION = "spring.data.redis";

	private static final String ROUTING = "steadfast.redis";

	private static final String CLUSTERS = "steadfast.redis.clusters";

	/** A key below {@value #ROUTING}, without the full stop of a sentence. */
	private static final Pattern ROUTING_PROPERTY = Pattern
		.compile("steadfast\\.redis\\.(?!clusters)([a-z-]+(?:\\.[a-z-]+)*)");

	private static final String MAIN_FACTORY = "redisConnectionFactory";

	private final String factoryName;

	/** Where the properties of the connection really are. */
	private final String prefix;

	private final List<ConfigurationPropertySource> sources;

	private final Supplier<RedisProperties> connection;

	private final Supplier<SteadfastRedisProperties> routing;

	private ClusterProperties(String factoryName, String prefix, List<ConfigurationPropertySource> sources,
			Supplier<RedisProperties> connection, Supplier<SteadfastRedisProperties> routing) {
		this.factoryName = factoryName;
		this.prefix = prefix;
		this.sources = sources;
		this.connection = connection;
		this.routing = routing;
	}

	/**
	 * The properties of the cluster that needs no name, where their beans are not known.
	 */
	static ClusterProperties main(Environment environment) {
		return new ClusterProperties(MAIN_FACTORY, CONNECTION, sources(environment),
				() -> connection(Binder.get(environment)), () -> routing(Binder.get(environment)));
	}

	/**
	 * The properties of the cluster that needs no name.
	 */
	static ClusterProperties main(Environment environment, RedisProperties connection,
			SteadfastRedisProperties routing) {
		return new ClusterProperties(MAIN_FACTORY, CONNECTION, sources(environment), () -> connection, () -> routing);
	}

	/**
	 * The properties of a named cluster.
	 * @param environment the application's
	 * @param name one of {@link #names(Environment)}
	 */
	static ClusterProperties named(Environment environment, String name) {
		List<ConfigurationPropertySource> sources = namedSources(environment, name);
		Binder binder = binder(environment, sources);
		return new ClusterProperties(factoryName(name), prefix(name).toString(), sources, () -> connection(binder),
				() -> routing(binder));
	}

	private static ConfigurationPropertyName prefix(String name) {
		return ConfigurationPropertyName.of(CLUSTERS).append(name);
	}

	private static Binder binder(Environment environment, List<ConfigurationPropertySource> sources) {
		return new Binder(sources, new PropertySourcesPlaceholdersResolver(environment));
	}

	private static List<ConfigurationPropertySource> namedSources(Environment environment, String name) {
		ConfigurationPropertyName own = prefix(name);
		ConfigurationPropertyName connection = ConfigurationPropertyName.of(CONNECTION);
		List<ConfigurationPropertySource> sources = new ArrayList<>();
		List<ConfigurationPropertySource> shared = new ArrayList<>();
		sources(environment).forEach((source) -> {
			sources.add(new RelocatedProperties(source, connection, own));
			sources.add(new RelocatedProperties(source, ConfigurationPropertyName.of(ROUTING), own));
			shared.add(source.filter((property) -> !connection.isAncestorOf(property)));
		});
		sources.addAll(shared);
		return sources;
	}

	private static List<ConfigurationPropertySource> sources(Environment environment) {
		List<ConfigurationPropertySource> sources = new ArrayList<>();
		ConfigurationPropertySources.get(environment).forEach(sources::add);
		return sources;
	}

	private static RedisProperties connection(Binder binder) {
		return binder.bindOrCreate(CONNECTION, RedisProperties.class);
	}

	private static SteadfastRedisProperties routing(Binder binder) {
		return binder.bindOrCreate(ROUTING, SteadfastRedisProperties.class);
	}

	/**
	 * The named clusters. One that is written in several ways, as without its dashes in
	 * the name of a variable, is one cluster.
	 * @return in the order of the weakest property source that names them, so that
	 * overriding a property changes nothing about it; within a file in its order
	 * @throws UnusablePropertyException if one has other characters than a name has
	 */
	static List<String> names(Environment environment) {
		List<ConfigurationPropertySource> weakestFirst = sources(environment);
		Collections.reverse(weakestFirst);
		Map<ConfigurationPropertyName, String> names = new LinkedHashMap<>();
		new Binder(weakestFirst).bind(CLUSTERS, Bindable.mapOf(String.class, Object.class))
			.orElse(Map.of())
			.keySet()
			.forEach((name) -> {
				UnusablePropertyException.unlessName(CLUSTERS, name);
				names.merge(ConfigurationPropertyName.of(name), name,
						(known, other) -> known.contains("-") ? known : other);
			});
		return List.copyOf(names.values());
	}

	/**
	 * The named clusters that are wanted: {@code steadfast.redis.enabled} may be set for
	 * each, as for all.
	 */
	static List<String> enabledNames(Environment environment) {
		return names(environment).stream()
			.filter((name) -> binder(environment, namedSources(environment, name))
				.bind(SteadfastRedisProperties.ENABLED, Boolean.class)
				.orElse(true))
			.toList();
	}

	/**
	 * The properties of the cluster that a connection factory is for.
	 * @param environment the application's
	 * @param factoryName the name of the factory's bean
	 */
	static ClusterProperties ofFactory(Environment environment, String factoryName) {
		return names(environment).stream()
			.filter((name) -> factoryName(name).equals(factoryName))
			.findFirst()
			.map((name) -> named(environment, name))
			.orElseGet(() -> main(environment));
	}

	/**
	 * The name of the connection factory's bean of a named cluster.
	 */
	static String factoryName(String name) {
		StringBuilder camelCase = new StringBuilder();
		for (String word : name.split("-", -1)) {
			camelCase.append(camelCase.isEmpty() ? word : StringUtils.capitalize(word));
		}
		return camelCase + "RedisConnectionFactory";
	}

	/**
	 * The name of the connection factory's bean.
	 */
	String factoryName() {
		return this.factoryName;
	}

	/**
	 * How the cluster is reached.
	 */
	RedisProperties connection() {
		return this.connection.get();
	}

	/**
	 * How commands are treated.
	 * @throws UnusablePropertyException if a value cannot be used
	 */
	SteadfastRedisProperties routing() {
		try {
			return this.routing.get();
		}
		catch (BindException ex) {
			if (NestedExceptionUtils.getMostSpecificCause(ex) instanceof UnusablePropertyException unusable) {
				throw unusable.of(this);
			}
			throw ex;
		}
	}

	boolean isSet(String property) {
		return find(property) != null;
	}

	/**
	 * Where the value of a property comes from.
	 * @param property its name for a cluster that needs none
	 * @return a file and line, a variable, or the name of another source;
	 * {@code "default"} if it is not set
	 */
	String originOf(String property) {
		ConfigurationProperty found = find(property);
		if (found == null) {
			return "default";
		}
		Origin origin = found.getOrigin();
		if (origin != null) {
			return origin.toString();
		}
		Object source = (found.getSource() != null) ? found.getSource().getUnderlyingSource() : null;
		return (source instanceof PropertySource<?> known) ? known.getName() : "set by the application";
	}

	private @Nullable ConfigurationProperty find(String property) {
		ConfigurationPropertyName name = ConfigurationPropertyName.of(property);
		return Stream.of(name, name.append("[0]"))
			.flatMap((each) -> this.sources.stream().map((source) -> source.getConfigurationProperty(each)))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	/**
	 * A text about the properties of a cluster that needs no name, for this one.
	 * @param text names properties of {@code spring.data.redis} and
	 * {@code steadfast.redis}
	 * @return names them as they are, or would have to be, set
	 */
	String inOwnWords(String text) {
		String own = text.replace(CONNECTION + ".", this.prefix + ".");
		return ROUTING_PROPERTY.matcher(own)
			.replaceAll((match) -> isSetBelowName(match.group(1)) ? this.prefix + "." + match.group(1) : match.group());
	}

	/**
	 * Whether a property is set for this cluster and not for all.
	 */
	boolean isSetForOne(String property) {
		return isSetBelowName(property.substring(ROUTING.length() + 1));
	}

	private boolean isSetBelowName(String key) {
		return isNamed() && this.sources.stream()
			.filter(RelocatedProperties.class::isInstance)
			.anyMatch((source) -> source
				.getConfigurationProperty(ConfigurationPropertyName.of(ROUTING).append(key)) != null);
	}

	private boolean isNamed() {
		return !this.prefix.equals(CONNECTION);
	}

}
