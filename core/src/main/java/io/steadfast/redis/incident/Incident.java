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

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What happened to one shard, and what it cost. An immutable value.
 *
 * @param number counts the incidents of a factory, from 1; the same for all that is said
 * of one
 * @param kind what it is, as far as is known by now
 * @param shard the number of the shard, from 1: by its first slot in the first topology,
 * then kept as long as the shard lives
 * @param startedAt when its first sign was seen
 * @param duration from its first sign to its last
 * @param redirects number of MOVED and ASK that commands met
 * @param retries number of repetitions after a pause
 * @param ambiguous number of commands that ended in an exception and may have run
 * @param surfaced number of commands that ended in one of our exceptions, those included
 * @param slotsMoved number of slots that changed hands
 * @param transfers which slots those are; of more than 32 pairs of nodes the first ones
 * @param over whether the numbers are final
 */
public record Incident(long number, IncidentKind kind, int shard, Instant startedAt, Duration duration, long redirects,
		long retries, long ambiguous, long surfaced, int slotsMoved, List<SlotTransfer> transfers, boolean over) {

	private static final int TRANSFERS_NAMED = 4;

	public Incident {
		transfers = List.copyOf(transfers);
	}

	/**
	 * One line for a person, of bounded length.
	 * @return for example {@code shard 3 failed over in 2.1 s: 812 redirects, 37 retries,
	 * 0 surfaced, slots 0-5460 moved from 10.0.0.1:6379 to 10.0.0.4:6379}
	 */
	public String summary() {
		String took = String.format(Locale.ROOT, "%.1f s", this.duration.toMillis() / 1000.0);
		String unclear = (this.ambiguous > 0) ? " (" + this.ambiguous + " ambiguous)" : "";
		return "shard " + this.shard + " " + this.kind.phrase() + " " + took + ": " + this.redirects + " redirects, "
				+ this.retries + " retries, " + this.surfaced + " surfaced" + unclear + moved();
	}

	private String moved() {
		if (this.transfers.isEmpty()) {
			return "";
		}
		boolean abridged = this.transfers.size() > TRANSFERS_NAMED;
		return this.transfers.stream()
			.limit(TRANSFERS_NAMED)
			.map(SlotTransfer::toString)
			.collect(Collectors.joining(", ", ", ", abridged ? " (" + this.slotsMoved + " slots in all)" : ""));
	}

}
