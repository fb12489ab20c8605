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

import io.steadfast.redis.connection.TopologyAwareConnectionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Checks the configuration once the factory exists, and says at the start what it works
 * with and what should be changed.
 */
@Configuration(proxyBeanMethods = false)
class ConfigurationCheckConfiguration {

	private static final Logger logger = LoggerFactory.getLogger(ConfigurationCheckConfiguration.class);

	@Bean
	ConfigurationFindings steadfastRedisConfigurationFindings(ObjectProvider<LettuceConnectionFactory> factories,
			SteadfastRedisProperties ours, Environment environment) {
		if (!(factories.getIfUnique() instanceof TopologyAwareConnectionFactory factory)) {
			return new ConfigurationFindings(List::of); // connection details of no
														// cluster
		}
		Binder binder = Binder.get(environment);
		ConfigurationFindings findings = new ConfigurationFindings(new ConfigurationCheck(factory, ours,
				(property) -> binder.bind(property, String.class).isBound(), Machine.thisOne())::findings);
		logger.info("Redis Cluster: {}", EffectiveOptions.of(factory, ours).text());
		findings.all().forEach((finding) -> logger.warn("Redis configuration: {}", finding));
		return findings;
	}

}
