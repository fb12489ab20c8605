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

import java.util.List;

import io.steadfast.redis.sample.drill.RunningDrill;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.health.HealthComponent;

/**
 * How things are at this moment.
 *
 * @param health as the actuator tells it, absent where our factory is not used
 * @param slots who owns which, empty where our factory is not used
 * @param nodes the nodes of the topology
 * @param incidents what is on
 * @param waiting commands that wait for a repetition
 * @param topologyAge how long ago the nodes said so, milliseconds
 * @param drill the drill that is being played
 * @param plain how the other contender is
 */
record View(@Nullable HealthComponent health, List<SlotRun> slots, List<NodeRow> nodes, List<IncidentRow> incidents,
		int waiting, long topologyAge, @Nullable RunningDrill drill, PlainBoot.State plain) {

	View {
		slots = List.copyOf(slots);
		nodes = List.copyOf(nodes);
		incidents = List.copyOf(incidents);
	}

}
