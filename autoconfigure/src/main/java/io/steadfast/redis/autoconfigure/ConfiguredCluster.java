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
import io.steadfast.redis.resilience.ResiliencePolicies;

/**
 * A cluster that the application has configured.
 *
 * @param properties what is set for it
 * @param access who has said how it is reached
 * @param policies its retry and breakers
 * @param factory what was made of that
 * @param withoutFactory the named clusters that there is no connection factory for
 */
record ConfiguredCluster(ClusterProperties properties, AccessSources access, ResiliencePolicies policies,
		TopologyAwareConnectionFactory factory, List<String> withoutFactory) {

	String name() {
		return this.properties.factoryName();
	}

}
