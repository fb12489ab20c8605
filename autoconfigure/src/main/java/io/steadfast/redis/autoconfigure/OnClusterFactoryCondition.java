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

import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;

/**
 * Looks for factories of ours, and for what stands for one whose kind is not known yet.
 */
class OnClusterFactoryCondition extends AnyNestedCondition {

	OnClusterFactoryCondition() {
		super(ConfigurationPhase.REGISTER_BEAN);
	}

	/**
	 * From properties.
	 */
	@ConditionalOnBean(ConfigurationReport.class)
	static class Configured {

	}

	/**
	 * From properties or of the application's own.
	 */
	@ConditionalOnBean(TopologyAwareConnectionFactory.class)
	static class Defined {

	}

}
