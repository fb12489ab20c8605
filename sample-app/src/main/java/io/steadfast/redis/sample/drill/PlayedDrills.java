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

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The last drills that were played, while the application may run for weeks. Safe for any
 * thread.
 */
final class PlayedDrills {

	static final int MOST = 20;

	/** Guarded by this, as is what follows. */
	private final Deque<DrillReport> reports = new ArrayDeque<>();

	private int count;

	/**
	 * Remember a drill.
	 * @param report how it went
	 * @return its number, from 1
	 */
	synchronized int add(DrillReport report) {
		this.reports.addLast(report);
		if (this.reports.size() > MOST) {
			this.reports.removeFirst();
		}
		return ++this.count;
	}

	/**
	 * Those that are remembered.
	 * @return oldest first, at most {@value #MOST}
	 */
	synchronized List<DrillReport> last() {
		return List.copyOf(this.reports);
	}

}
