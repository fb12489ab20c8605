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

import java.util.Locale;

import io.steadfast.redis.incident.Incident;

/**
 * An incident that is on. What changes all the time is told apart from what is worth to
 * be read aloud.
 *
 * @param shard the number of its shard, as the incident has it
 * @param kind what it is
 * @param summary one line with its numbers so far
 */
record IncidentRow(int shard, String kind, String summary) {

	static IncidentRow of(Incident incident) {
		return new IncidentRow(incident.shard(), incident.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
				incident.summary());
	}

}
