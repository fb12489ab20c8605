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
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.steadfast.redis.autoconfigure.SteadfastRedisProperties.Health;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * What is in effect for each cluster of the application, and what should be changed; told
 * once at the start and kept for whatever shows it. It is there where a factory of ours
 * may be. Any thread may ask: it asks nobody and does not block.
 */
public final class ConfigurationReport implements SmartInitializingSingleton {

	private static final Logger logger = LoggerFactory.getLogger(ConfigurationReport.class);

	private final Supplier<List<ConfiguredCluster>> clusters;

	@Autowired
	ConfigurationReport(ConnectionFactories factories) {
		this(factories::made);
	}

	private ConfigurationReport(Supplier<List<ConfiguredCluster>> clusters) {
		this.clusters = clusters;
	}

	/**
	 * The report of an application that defines its connection factories by itself.
	 * @return one without clusters
	 */
	public static ConfigurationReport none() {
		return new ConfigurationReport(List::of);
	}

	@Override
	public void afterSingletonsInstantiated() {
		for (ConfiguredCluster cluster : this.clusters.get()) {
			logger.info("{}: {}", cluster.name(), EffectiveOptions.line(cluster));
			check(cluster).forEach((finding) -> logger.warn("Redis configuration: {}", finding));
		}
	}

	/**
	 * The findings of all clusters at this moment: some depend on the topology, which may
	 * not be known at the start.
	 * @return those with something to change; empty if the configuration is fine
	 */
	public List<ConfigurationFinding> findings() {
		return this.clusters.get().stream().flatMap(ConfigurationReport::check).distinct().toList();
	}

	/**
	 * The findings of one cluster at this moment.
	 * @param connectionFactory the name of its connection factory's bean
	 * @return those with something to change; empty also if the factory is not ours
	 */
	public List<ConfigurationFinding> findings(String connectionFactory) {
		return cluster(connectionFactory).flatMap(ConfigurationReport::check).toList();
	}

	/**
	 * What is in effect for one cluster.
	 * @param connectionFactory the name of its connection factory's bean
	 * @return the options by the names of their properties, without secrets; empty if the
	 * factory is not ours
	 */
	public Map<String, EffectiveOption> options(String connectionFactory) {
		return cluster(connectionFactory).map(EffectiveOptions::of).findFirst().orElseGet(Map::of);
	}

	/**
	 * When a cluster counts as down.
	 * @param connectionFactory the name of its connection factory's bean
	 * @param otherwise what holds if the factory is none that properties have made
	 * @return what is set for the cluster, or for all
	 */
	public Health health(String connectionFactory, Health otherwise) {
		return cluster(connectionFactory).map((cluster) -> cluster.properties().routing().health())
			.findFirst()
			.orElse(otherwise);
	}

	private Stream<ConfiguredCluster> cluster(String connectionFactory) {
		return this.clusters.get().stream().filter((cluster) -> cluster.name().equals(connectionFactory));
	}

	private static Stream<ConfigurationFinding> check(ConfiguredCluster cluster) {
		return new ConfigurationCheck(cluster, Machine.thisOne()).findings().stream();
	}

}
