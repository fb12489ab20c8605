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

package io.steadfast.redis.status;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the routing of commands met since the factory was made. Commands that succeed at
 * once are counted nowhere.
 *
 * @param redirects number of redirects of each type, all types present
 * @param retries number of repetitions after a pause for each reason, all reasons
 * present; those that follow a redirect are none
 * @param ambiguous number of commands that failed and may have run, reads excepted
 * @param surfaced number of commands that ended in one of our exceptions, the ambiguous
 * ones included; errors of the application and the stop of the factory do not count
 * @param stallCloses number of connections closed because their node owed a reply for too
 * long
 * @param connectFailures number of connections that could not be made
 * @param connectionsOpened number of lasting connections to nodes that were made; the
 * short ones of questions for the topology and of commands that block are not among them
 * @param disconnects number of connections that ended without our wish; stalled ones are
 * not among them
 * @param mostRedirectsOfOneCommand the largest number of redirects that a single command
 * met
 */
public record CommandCounts(Map<RedirectType, Long> redirects, Map<RetryReason, Long> retries, long ambiguous,
		long surfaced, long stallCloses, long connectFailures, long connectionsOpened, long disconnects,
		long mostRedirectsOfOneCommand) {

	public CommandCounts {
		// in their order, which Map.copyOf changes at each start
		redirects = Collections.unmodifiableMap(new TreeMap<>(redirects));
		retries = Collections.unmodifiableMap(new TreeMap<>(retries));
	}

	/**
	 * The counts of a factory that was not started yet.
	 * @return zero everywhere
	 */
	public static CommandCounts none() {
		return new CommandCounts(zeros(RedirectType.values()), zeros(RetryReason.values()), 0, 0, 0, 0, 0, 0, 0);
	}

	/**
	 * These and others.
	 * @param later what was met afterwards
	 * @return the sums, and the larger maximum
	 */
	public CommandCounts plus(CommandCounts later) {
		return new CommandCounts(sums(this.redirects, later.redirects), sums(this.retries, later.retries),
				this.ambiguous + later.ambiguous, this.surfaced + later.surfaced, this.stallCloses + later.stallCloses,
				this.connectFailures + later.connectFailures, this.connectionsOpened + later.connectionsOpened,
				this.disconnects + later.disconnects,
				Math.max(this.mostRedirectsOfOneCommand, later.mostRedirectsOfOneCommand));
	}

	private static <E> Map<E, Long> sums(Map<E, Long> counts, Map<E, Long> others) {
		Map<E, Long> sums = new HashMap<>(counts);
		others.forEach((key, count) -> sums.merge(key, count, Long::sum));
		return sums;
	}

	private static <E> Map<E, Long> zeros(E[] constants) {
		return Arrays.stream(constants).collect(Collectors.toMap(Function.identity(), (constant) -> 0L));
	}

}
