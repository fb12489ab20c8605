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

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;

/**
 * Remembers the names of the commands that Lettuce's tracing observed.
 */
final class ObservedCommands implements ObservationHandler<Observation.Context> {

	private final Set<String> names = new ConcurrentSkipListSet<>();

	@Override
	public void onStop(Observation.Context context) {
		this.names.add(String.valueOf(context.getContextualName()));
	}

	@Override
	public boolean supportsContext(Observation.Context context) {
		return true;
	}

	Set<String> take() {
		Set<String> taken = new TreeSet<>(this.names);
		this.names.clear();
		return taken;
	}

}
