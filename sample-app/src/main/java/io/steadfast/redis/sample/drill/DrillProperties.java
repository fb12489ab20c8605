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

package io.steadfast.redis.sample.drill;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long the sample watches around a drill.
 *
 * @param before undisturbed traffic before a drill begins
 * @param calm undisturbed traffic after which a drill is over
 * @param recoveryLimit how long after the fault traffic may stay disturbed
 * @param outage how long every node is out of reach
 * @param chaos how long things happen in random order
 * @param seed decides the order, 0 for any
 * @param onThisCluster whether drills that take commands alone may be played on a cluster
 * that is not the embedded one; they move its slots and change its primaries
 */
@ConfigurationProperties("sample.drill")
public record DrillProperties(@DefaultValue("2s") Duration before, @DefaultValue("3s") Duration calm,
		@DefaultValue("15s") Duration recoveryLimit, @DefaultValue("60s") Duration outage,
		@DefaultValue("10m") Duration chaos, @DefaultValue("0") long seed,
		@DefaultValue("false") boolean onThisCluster) {
}
