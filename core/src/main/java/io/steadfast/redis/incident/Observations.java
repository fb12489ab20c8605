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

package io.steadfast.redis.incident;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

import io.steadfast.redis.incident.Observation.What;

/**
 * The signs seen since somebody last looked, counted where they are the same. Added to by
 * any thread, without waiting; taken by the tracker.
 */
final class Observations {

	/** More pairs of nodes than any storm has; what is beyond is not attributed. */
	private static final int MAX_KINDS = 1024;

	/** Changed by the map's own atomic operations only, so that nothing is lost. */
	private final ConcurrentHashMap<What, Observation> seen = new ConcurrentHashMap<>();

	void add(What what, long now) {
		if (this.seen.size() < MAX_KINDS || this.seen.containsKey(what)) {
			this.seen.compute(what,
					(key, known) -> (known != null) ? known.again(now) : new Observation(key, 1, now, now));
		}
	}

	List<Observation> take() {
		List<Observation> taken = new ArrayList<>();
		for (What what : this.seen.keySet()) {
			Observation observation = this.seen.remove(what);
			if (observation != null) {
				taken.add(observation);
			}
		}
		return taken;
	}

}
