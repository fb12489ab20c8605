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

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.data.redis.connection.RedisClusterConfiguration;

/**
 * Who has said how one cluster is reached: an advice to set a property is of no use where
 * a bean takes its place.
 *
 * @param nodes who has named the nodes
 * @param credentials who has user and password
 * @param tls who has said whether TLS is used
 * @param trust who has the certificates and protocols of TLS
 * @param user the user whom the nodes see
 * @param usesTls whether TLS is used
 */
record AccessSources(AccessSource nodes, AccessSource credentials, AccessSource tls, AccessSource trust, String user,
		boolean usesTls) {

	private static final String ATTRIBUTE = AccessSources.class.getName();

	/** Those of a cluster that is not known any better; its properties say the rest. */
	static final AccessSources PROPERTIES = new AccessSources(AccessSource.PROPERTIES, AccessSource.PROPERTIES,
			AccessSource.PROPERTIES, AccessSource.PROPERTIES, "default", false);

	static AccessSources of(ConfiguredServers servers, RedisClusterConfiguration cluster, ConfiguredClient client) {
		boolean asked = client.configuration().getRedisCredentialsProviderFactory().isPresent();
		@Nullable String user = cluster.getUsername();
		return new AccessSources(servers.source(), asked ? AccessSource.CUSTOMIZER : servers.source(), client.tls(),
				client.trust(), asked ? "<user>" : (user != null && !user.isBlank()) ? user : "default",
				client.configuration().isUseSsl());
	}

	/**
	 * Those that were remembered of a factory, also when its context has failed to start.
	 */
	static AccessSources remembered(ConfigurableListableBeanFactory beans, String factoryName) {
		return (beans.containsBeanDefinition(factoryName)
				&& beans.getBeanDefinition(factoryName).getAttribute(ATTRIBUTE) instanceof AccessSources sources)
						? sources : PROPERTIES;
	}

	/**
	 * Remember them with the definition of a factory, which outlives it.
	 */
	void remember(ConfigurableListableBeanFactory beans, String factoryName) {
		if (beans.containsBeanDefinition(factoryName)) {
			beans.getBeanDefinition(factoryName).setAttribute(ATTRIBUTE, this);
		}
	}

}
