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

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches when the application names clusters, and says why where it does not.
 */
class OnNamedClustersCondition extends SpringBootCondition {

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		Environment environment = context.getEnvironment();
		List<String> names = ClusterProperties.names(environment);
		if (names.isEmpty()) {
			return ConditionOutcome.noMatch("there are no properties below steadfast.redis.clusters");
		}
		List<String> enabled = ClusterProperties.enabledNames(environment);
		return enabled.isEmpty()
				? ConditionOutcome.noMatch("steadfast.redis.enabled is false for each of the clusters " + names)
				: ConditionOutcome.match(ConditionMessage.of("steadfast.redis.clusters names " + enabled));
	}

}
