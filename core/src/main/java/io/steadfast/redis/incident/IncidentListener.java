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

/**
 * Is told of incidents. Called on a thread of the factory's own, one call at a time; what
 * it throws is logged.
 */
@FunctionalInterface
public interface IncidentListener {

	/**
	 * An incident is over, or the factory stops.
	 * @param incident its final numbers
	 */
	void incidentEnded(Incident incident);

	/**
	 * An incident was noticed. Its kind may turn out to be another.
	 * @param incident what is known so far
	 */
	default void incidentBegan(Incident incident) {
	}

}
