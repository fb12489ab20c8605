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

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.retry.RetryRegistry;
import io.lettuce.core.resource.SocketAddressResolver;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.data.redis.ClientResourcesBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Gives Lettuce the names of the embedded nodes and a tap on its sockets, by Boot's own
 * customizer, whichever connection factory is used.
 */
@Configuration(proxyBeanMethods = false)
public class WireConfiguration {

	@Bean
	Wire wire() {
		return new Wire();
	}

	/** Ours takes its breakers from it, so that drills can look at them. */
	@Bean
	CircuitBreakerRegistry circuitBreakers() {
		return CircuitBreakerRegistry.ofDefaults();
	}

	/** Ours takes its retry from it, so that drills can count repetitions. */
	@Bean
	RetryRegistry retries() {
		return RetryRegistry.ofDefaults();
	}

	@Bean
	ClientResourcesBuilderCustomizer sampleClientResources(Wire wire, ObjectProvider<EmbeddedCluster> embedded) {
		return (resources) -> {
			resources.nettyCustomizer(wire);
			embedded.ifAvailable(
					(cluster) -> resources.socketAddressResolver(SocketAddressResolver.create(cluster.names())));
		};
	}

}
