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

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.steadfast.redis.connection.TopologyAwareConnectionFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.SimpleAutowireCandidateResolver;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * Binds the meters of each topology-aware connection factory of the application.
 * <p>
 * Which of the factories are ours is known only when they exist: a bean method may
 * promise any factory and return one of ours. Factories that are not default candidates
 * count, as those of a second cluster often are.
 * <p>
 * The meters leave their registry with the context: it may live longer, and would show a
 * cluster that nobody looks at and keep the context from being collected.
 */
final class ConnectionFactoryMetrics implements MeterBinder, DisposableBean {

	/** The tag that tells clusters apart: the name of the factory's bean. */
	private static final String CLIENT = "client";

	private static final String PREFIX = "steadfast.redis.";

	private final ConfigurableListableBeanFactory beans;

	/** What was bound, with what removes it; bound and removed by any thread. */
	private final Queue<Runnable> removals = new ConcurrentLinkedQueue<>();

	ConnectionFactoryMetrics(ConfigurableListableBeanFactory beans) {
		this.beans = beans;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		SimpleAutowireCandidateResolver.resolveAutowireCandidates(this.beans, RedisConnectionFactory.class, false, true)
			.forEach((name, factory) -> {
				if (factory instanceof TopologyAwareConnectionFactory ours) {
					Tags client = Tags.of(CLIENT, name);
					EventTimers timers = bind(ours, client, registry);
					this.removals.add(() -> {
						timers.leave(ours);
						remove(client, registry);
					});
				}
			});
	}

	private static EventTimers bind(TopologyAwareConnectionFactory factory, Tags tags, MeterRegistry registry) {
		Readings readings = new Readings(factory, System::nanoTime);
		new CommandMeters(factory, readings, tags).bindTo(registry);
		new ClusterMeters(factory, readings, tags).bindTo(registry);
		EventTimers timers = new EventTimers(registry, tags);
		timers.listenTo(factory);
		return timers;
	}

	private static void remove(Tags client, MeterRegistry registry) {
		List<Tag> tags = client.stream().toList();
		registry.getMeters()
			.stream()
			.filter((meter) -> meter.getId().getName().startsWith(PREFIX) && meter.getId().getTags().containsAll(tags))
			.forEach(registry::remove);
	}

	@Override
	public void destroy() {
		this.removals.forEach(Runnable::run);
		this.removals.clear();
	}

}
