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

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Something that happened, as a person reads it.
 *
 * @param number counts the entries, from 1
 * @param at when it was told
 * @param kind what it is about
 * @param tone how bad it is
 * @param text one sentence
 * @param story the number of the drill's report, if it tells of its end
 */
record TimelineEntry(long number, Instant at, Kind kind, Tone tone, String text, @Nullable Integer story) {

	/** What an entry is about. */
	enum Kind {

		/** A drill. */
		DRILL,

		/** An incident of a shard. */
		INCIDENT,

		/** Nodes and slots. */
		TOPOLOGY,

		/** A circuit breaker. */
		BREAKER,

		/** What health tells. */
		HEALTH,

		/** The traffic beside ours. */
		COMPARE

	}

	/** How bad it is. */
	enum Tone {

		/** Nothing to worry about. */
		CALM,

		/** Worth a look. */
		WATCH,

		/** Callers were told of it. */
		BAD

	}

}
