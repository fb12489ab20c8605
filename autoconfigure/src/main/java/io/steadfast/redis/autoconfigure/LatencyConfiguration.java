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

import io.lettuce.core.metrics.CommandLatencyCollectorOptions;

import org.springframework.boot.autoconfigure.data.redis.ClientResourcesBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Keeps Lettuce from collecting latencies that nobody reads. It does so by itself as soon
 * as LatencyUtils is on the class path, where Micrometer brings it, and keeps about a
 * megabyte for each node. Boot's recorder for Micrometer, and whatever an application
 * configures, come later and win.
 */
@Configuration(proxyBeanMethods = false)
class LatencyConfiguration {

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	@SuppressWarnings("deprecation") // a recorder would hide the options of an
										// application
	ClientResourcesBuilderCustomizer withoutLatencyCollector() {
		return (resources) -> resources.commandLatencyCollectorOptions(CommandLatencyCollectorOptions.disabled());
	}

}
