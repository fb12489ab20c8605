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

package io.steadfast.redis.sample.page;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.health.HealthComponent;
import org.springframework.boot.actuate.health.HealthEndpoint;
import org.springframework.stereotype.Component;

/**
 * What the actuator says of Redis; the timeline is told of it too. Used by one sampler at
 * a time.
 */
@Component
class HealthWatch {

	private final HealthEndpoint endpoint;

	private final Timeline timeline;

	HealthWatch(HealthEndpoint endpoint, Timeline timeline) {
		this.endpoint = endpoint;
		this.timeline = timeline;
	}

	/**
	 * Look at it.
	 * @return {@code null} where the application has no such health, as with
	 * {@code management.health.redis.enabled=false}
	 */
	@Nullable HealthComponent look() {
		HealthComponent now = this.endpoint.healthForPath("redis");
		if (now == null) {
			return null;
		}
		this.timeline.health(now.getStatus().getCode());
		return now;
	}

}
