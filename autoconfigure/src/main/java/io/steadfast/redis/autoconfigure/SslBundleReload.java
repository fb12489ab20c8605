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

import io.lettuce.core.ClientOptions;
import io.lettuce.core.SslOptions;
import io.steadfast.redis.connection.TopologyAwareConnectionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.data.redis.RedisProperties;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/**
 * Hands an SSL bundle to the connection factory again whenever its files have changed.
 * Boot does that for servers alone.
 */
final class SslBundleReload {

	private static final Logger logger = LoggerFactory.getLogger(SslBundleReload.class);

	private final ObjectProvider<SslBundles> bundles;

	SslBundleReload(ObjectProvider<SslBundles> bundles) {
		this.bundles = bundles;
	}

	/**
	 * Begin, if the factory has the bundle by {@code spring.data.redis.ssl.bundle}.
	 * Connection details of the application's own may have another one, whose name nobody
	 * knows.
	 * @param factory the factory, not started yet
	 * @param properties how its cluster is reached
	 * @param used the bundle that its servers are connected to with
	 */
	void follow(TopologyAwareConnectionFactory factory, RedisProperties properties, SslBundle used) {
		String name = properties.getSsl().getBundle();
		SslBundles known = this.bundles.getIfAvailable();
		if (name != null && known != null && isKnownAs(known, name, used)) {
			known.addBundleUpdateHandler(name, (changed) -> {
				logger.info("The SSL bundle '{}' has changed; trying it at the nodes of the Redis Cluster", name);
				factory.useSslOptions(LettuceClientSettings.sslOptions(current(factory).mutate(), changed));
			});
		}
	}

	/**
	 * Details of the application's own may have one although there is none of this name.
	 */
	private static boolean isKnownAs(SslBundles known, String name, SslBundle used) {
		return known.getBundleNames().contains(name) && known.getBundle(name) == used;
	}

	/** What customizers have set besides the bundle stays. */
	private static SslOptions current(TopologyAwareConnectionFactory factory) {
		return factory.getClientConfiguration()
			.getClientOptions()
			.map(ClientOptions::getSslOptions)
			.orElseGet(SslOptions::create);
	}

}
