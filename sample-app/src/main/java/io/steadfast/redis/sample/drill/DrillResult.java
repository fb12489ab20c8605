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
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.steadfast.redis.sample.cluster.WireCounts;
import io.steadfast.redis.sample.traffic.IncrementBalance;
import io.steadfast.redis.sample.traffic.LostIncrement;

/**
 * What was seen while a drill was played.
 *
 * @param drill the drill
 * @param observedFrom when it began to be observed, after its preparation
 * @param observedUntil when calls were calm again, or had not been for too long
 * @param took how long the cluster needed
 * @param operations operations that ended
 * @param surfaced exceptions that reached a caller
 * @param failures how many of which kind
 * @param longest the longest call
 * @param longestHeld the longest time for which a call held its caller
 * @param outage the longest time in which calls failed or were slow
 * @param recovered whether calls were undisturbed at the end
 * @param wire sockets opened and redirects met
 * @param lasting connections made that were to last, as our connection factory says
 * @param mostRedirects the largest number of redirects that one command met since the
 * start of the application, as our connection factory says; 0 with another
 * @param redirectsAfter redirects in one of the seconds after it was over
 * @param socketsBefore sockets open before it was prepared
 * @param socketsAfter sockets open after the cluster had its first shape again
 * @param increments the account of increments
 * @param unexplained increments that were acknowledged and lost, and that the fault does
 * not explain
 * @param impact what a fault did to its own slots and to the others
 * @param trouble why the drill could not be played, or an empty string
 */
public record DrillResult(DrillCard drill, Instant observedFrom, Instant observedUntil, Duration took, long operations,
		long surfaced, Map<String, Long> failures, Duration longest, Duration longestHeld, Duration outage,
		boolean recovered, WireCounts wire, long lasting, long mostRedirects, long redirectsAfter, int socketsBefore,
		int socketsAfter, IncrementBalance increments, List<LostIncrement> unexplained, Impact impact, String trouble) {

	public DrillResult {
		failures = Map.copyOf(failures);
		unexplained = List.copyOf(unexplained);
	}

}
