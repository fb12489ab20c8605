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

package io.steadfast.redis.sample.cluster;

import java.util.HashMap;
import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Starts a cluster before the context reads where Redis is, unless
 * {@code spring.data.redis.cluster.nodes} says it or beans are only chosen, ahead of
 * time; and lets {@code --contender=plain} be Boot's own connection factory instead of
 * ours.
 */
public class EmbeddedClusterInitializer implements ApplicationContextInitializer<GenericApplicationContext> {

	private static final Logger logger = LoggerFactory.getLogger(EmbeddedClusterInitializer.class);

	private static final String NODES = "spring.data.redis.cluster.nodes";

	@Override
	public void initialize(GenericApplicationContext context) {
		ConfigurableEnvironment environment = context.getEnvironment();
		Map<String, Object> properties = new HashMap<>();
		if (Contender.of(environment) == Contender.PLAIN) {
			properties.put("steadfast.redis.enabled", "false");
		}
		boolean named = environment.getProperty(NODES) != null || environment.getProperty(NODES + "[0]") != null;
		if (named) {
			logger.warn("The traffic of this application writes to the cluster of {}: to keys that begin with"
					+ " steadfast.sample: and expire within an hour", NODES);
		}
		else if (!Boolean.getBoolean(AbstractAotProcessor.AOT_PROCESSING)) {
			EmbeddedCluster cluster = EmbeddedCluster.start();
			logger.info("Started an embedded cluster: {}", cluster.nodes().nodes());
			register(cluster, context.getDefaultListableBeanFactory());
			properties.put(NODES, String.join(",", cluster.nodes().seeds()));
		}
		environment.getPropertySources().addFirst(new MapPropertySource("sample", properties));
	}

	/** The first bean to be registered is the last one to be closed. */
	private static void register(EmbeddedCluster cluster, DefaultListableBeanFactory beans) {
		beans.registerSingleton("embeddedCluster", cluster);
		beans.registerDisposableBean("embeddedCluster", cluster::close);
	}

}
