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

package io.steadfast.redis.behaviours;

import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.tracing.MicrometerTracing;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.data.redis.ClientResourcesBuilderCustomizer;
import org.springframework.boot.autoconfigure.data.redis.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Customizers that an application may define, each switched on by a property.
 */
@Configuration(proxyBeanMethods = false)
class LettuceOptions {

	@Bean
	@ConditionalOnProperty("behaviours.resp2")
	LettuceClientOptionsBuilderCustomizer olderProtocol() {
		return (options) -> options.protocolVersion(ProtocolVersion.RESP2);
	}

	@Bean
	ObservedCommands observedCommands() {
		return new ObservedCommands();
	}

	@Bean
	@ConditionalOnProperty("behaviours.traced")
	ClientResourcesBuilderCustomizer tracing(ObservedCommands observed) {
		ObservationRegistry registry = ObservationRegistry.create();
		registry.observationConfig().observationHandler(observed);
		return (resources) -> resources.tracing(new MicrometerTracing(registry, "redis"));
	}

}
