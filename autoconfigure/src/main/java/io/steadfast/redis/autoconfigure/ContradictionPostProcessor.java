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

import org.apache.commons.logging.Log;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.data.redis.RedisProperties.ClientType;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Warns of properties that contradict each other, so that a cluster is configured and not
 * used: the condition report says so too, but nobody reads it unasked.
 */
class ContradictionPostProcessor implements EnvironmentPostProcessor, Ordered {

	private static final String NODES = "spring.data.redis.cluster.nodes";

	private final Log logger;

	ContradictionPostProcessor(DeferredLogFactory logFactory) {
		this.logger = logFactory.getLog(ContradictionPostProcessor.class);
	}

	@Override
	public int getOrder() {
		return RenamedPropertiesPostProcessor.ORDER + 1;
	}

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		Binder properties = Binder.get(environment);
		boolean cluster = !properties.bind(NODES, Bindable.listOf(String.class)).orElse(List.of()).isEmpty();
		if (!cluster || !properties.bind("steadfast.redis.enabled", Boolean.class).orElse(true)) {
			return;
		}
		if (properties.bind("spring.data.redis.client-type", ClientType.class).orElse(null) == ClientType.JEDIS) {
			this.logger.warn("spring.data.redis.client-type is jedis, so the cluster of " + NODES
					+ " is used without Steadfast Redis. Set spring.data.redis.client-type to lettuce, or "
					+ "steadfast.redis.enabled to false.");
		}
		if (properties.bind("spring.data.redis.sentinel.master", String.class).isBound()) {
			this.logger.warn("spring.data.redis.sentinel.master and " + NODES
					+ " are both set, and Spring Boot prefers Sentinel. Remove the one that is not meant.");
		}
	}

}
