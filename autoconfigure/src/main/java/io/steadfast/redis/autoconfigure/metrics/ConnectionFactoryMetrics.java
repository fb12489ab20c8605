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

package io.steadfast.redis.autoconfigure.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.steadfast.redis.connection.TopologyAwareConnectionFactory;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.SimpleAutowireCandidateResolver;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * Binds the meters of each topology-aware connection factory of the application.
 * <p>
 * Which of the factories are ours is known only when they exist: a bean method may
 * promise any factory and return one of ours. Factories that are not default candidates
 * count, as those of a second cluster often are.
 */
final class ConnectionFactoryMetrics implements MeterBinder {

	/** The tag that tells clusters apart: the name of the factory's bean. */
	private static final String CLIENT = "client";

	private final ConfigurableListableBeanFactory beans;

	ConnectionFactoryMetrics(ConfigurableListableBeanFactory beans) {
		this.beans = beans;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		SimpleAutowireCandidateResolver.resolveAutowireCandidates(this.beans, RedisConnectionFactory.class)
			.forEach((name, factory) -> {
				if (factory instanceof TopologyAwareConnectionFactory ours) {
					bind(ours, Tags.of(CLIENT, name), registry);
				}
			});
	}

	private static void bind(TopologyAwareConnectionFactory factory, Tags tags, MeterRegistry registry) {
		Readings readings = new Readings(factory, System::nanoTime);
		new CommandMeters(factory, readings, tags).bindTo(registry);
		new ClusterMeters(factory, readings, tags).bindTo(registry);
		new EventTimers(registry, tags).listenTo(factory);
	}

}
