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

import io.steadfast.redis.connection.TopologyAwareConnectionFactory;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * Registers a connection factory for each named cluster that is not switched off, with
 * the name of the cluster as its qualifier. Injection without a qualifier gets the
 * factory that is there already, or that Boot will make; where there is none, that of the
 * first named cluster.
 */
final class NamedClustersRegistrar implements ImportBeanDefinitionRegistrar {

	private final Environment environment;

	private final ConfigurableListableBeanFactory beans;

	NamedClustersRegistrar(Environment environment, BeanFactory beans) {
		this.environment = environment;
		this.beans = (ConfigurableListableBeanFactory) beans;
	}

	@Override
	public void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
		boolean isAlone = OnRedisClusterCondition.nameOf(RedisConnectionFactory.class, this.beans) == null;
		boolean isNamed = MainServers.namedBy(this.environment, this.beans) != null;
		boolean isLeftToBoot = isAlone && isNamed
				&& !OnRedisClusterCondition.isExcluded(RedisAutoConfiguration.class, this.beans);
		boolean isFirst = isAlone && !isLeftToBoot;
		for (String name : ClusterProperties.enabledNames(this.environment)) {
			AbstractBeanDefinition factory = definition(name,
					(isFirst && !isNamed) ? "onlyConnectionFactory" : "connectionFactory");
			factory.setPrimary(isFirst);
			factory.setFallback(!isFirst);
			// Boot makes a factory where it sees none: it looks for default candidates.
			factory.setDefaultCandidate(!isLeftToBoot);
			registry.registerBeanDefinition(ClusterProperties.factoryName(name), factory);
			isFirst = false;
		}
	}

	private static AbstractBeanDefinition definition(String name, String factoryMethod) {
		AbstractBeanDefinition definition = BeanDefinitionBuilder
			.rootBeanDefinition(TopologyAwareConnectionFactory.class)
			.setFactoryMethodOnBean(factoryMethod, NamedClusters.class.getName())
			.addConstructorArgValue(name)
			.getBeanDefinition();
		definition.addQualifier(new AutowireCandidateQualifier(Qualifier.class, name));
		return definition;
	}

}
