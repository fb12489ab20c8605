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

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import org.springframework.stereotype.Component;

/**
 * The points of the last half hour in which somebody watched. Safe for any thread.
 */
@Component
class History {

	static final int MOST = 1800;

	/** Guarded by this. */
	private final Deque<Point> points = new ArrayDeque<>();

	/** As above. */
	private long forgottenUntil;

	synchronized void add(Point point) {
		this.points.addLast(point);
		if (this.points.size() > MOST) {
			this.forgottenUntil = this.points.removeFirst().at();
		}
	}

	/**
	 * The time of the last point that was forgotten.
	 * @return milliseconds since the epoch, 0 if none was
	 */
	synchronized long forgottenUntil() {
		return this.forgottenUntil;
	}

	/**
	 * The points since a time.
	 * @param millis since the epoch
	 * @return oldest first
	 */
	synchronized List<Point> since(long millis) {
		return this.points.stream().filter((point) -> point.at() >= millis).toList();
	}

}
