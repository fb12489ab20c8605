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

package io.steadfast.redis.autoconfigure.event;

import java.util.ArrayList;
import java.util.List;

import io.steadfast.redis.autoconfigure.ConditionalOnClusterFactory;
import io.steadfast.redis.autoconfigure.NamedClustersAutoConfiguration;
import io.steadfast.redis.connection.TopologyAwareConnectionFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * Auto-configuration of {@link RedisClusterEvent}s.
 */
@AutoConfiguration(after = { NamedClustersAutoConfiguration.class, RedisAutoConfiguration.class })
@ConditionalOnClusterFactory
public class ClusterEventAutoConfiguration {

	@Bean
	Publishers redisClusterEventPublishers(ApplicationContext context) {
		return new Publishers(context);
	}

	/**
	 * One publisher for each factory that is ours, which shows when all beans exist. None
	 * is made for it: of one with a scope there is the proxy, and not its target beside
	 * it.
	 */
	static final class Publishers implements SmartInitializingSingleton, DisposableBean {

		private final ApplicationContext context;

		/** Written before the context is ready, read when it closes. */
		private final List<ClusterEventPublisher> publishers = new ArrayList<>();

		Publishers(ApplicationContext context) {
			this.context = context;
		}

		@Override
		public void afterSingletonsInstantiated() {
			this.context.getBeansOfType(RedisConnectionFactory.class, false, true).forEach((name, factory) -> {
				if (factory instanceof TopologyAwareConnectionFactory ours) {
					ClusterEventPublisher publisher = new ClusterEventPublisher(name, this.context);
					ours.addClusterListener(publisher);
					ours.getIncidents().addListener(publisher);
					ours.addSubscriptionGapListener(publisher);
					this.publishers.add(publisher);
				}
			});
		}

		@Override
		public void destroy() {
			this.publishers.forEach(ClusterEventPublisher::close);
		}

	}

}
