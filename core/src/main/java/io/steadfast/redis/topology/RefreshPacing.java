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

package io.steadfast.redis.topology;

import java.time.Duration;
import java.util.List;

import io.steadfast.redis.RoutingOptions.TopologyOptions;
import io.steadfast.redis.topology.RefreshOutcome.Status;

/**
 * How soon the next refresh may begin and when one is due by itself (I7). Guarded by the
 * monitor's lock.
 */
final class RefreshPacing {

	/**
	 * With the default interval of 100 ms a signal waits one second at most.
	 */
	private static final int MAX_GROWTH = 10;

	/**
	 * While a primary is down or a slot has no owner, news is worth more than rest.
	 */
	private static final int MAX_GROWTH_WHILE_INCOMPLETE = 2;

	/**
	 * With the default interval ten seconds: while a cluster is resharded, what a client
	 * learns by asking it has mostly learned by redirects.
	 */
	private static final int MAX_GROWTH_WHILE_MIGRATING = 100;

	private static final Duration FIRST_FOLLOW_UP = Duration.ofMillis(100);

	private static final Duration LAST_FOLLOW_UP = Duration.ofSeconds(1);

	/**
	 * About a minute; a shard that is broken for longer is left to signals and period.
	 */
	private static final int MAX_FOLLOW_UPS = 60;

	/**
	 * After a signal, or a change, one look may come too early, even if it finds
	 * everything in order: a node that died counts as well until cluster-node-timeout has
	 * passed, and its replica is elected after that. These looks come about 1, 3 and 10
	 * seconds later.
	 */
	private static final List<Duration> SETTLING = List.of(Duration.ofSeconds(1), Duration.ofSeconds(2),
			Duration.ofSeconds(7));

	private final Duration minimum;

	private final Duration maximum;

	/** The longest pause before a refresh that is not urgent. */
	private final Duration mostPatient;

	private final Duration period;

	/** Written under the monitor's lock, as are the others. */
	private Duration interval;

	/** The interval before a refresh that is not urgent. */
	private Duration patientInterval;

	private Duration followUp = FIRST_FOLLOW_UP;

	private int followUps;

	/** How many looks of {@link #SETTLING} were made since the last signal or change. */
	private int settled = SETTLING.size();

	private long lastStart;

	private long lastPatientStart;

	RefreshPacing(TopologyOptions options, long now) {
		this.minimum = options.minRefreshInterval();
		this.period = options.refreshPeriod();
		Duration grown = this.minimum.multipliedBy(MAX_GROWTH);
		this.maximum = (grown.compareTo(this.period) > 0 && this.minimum.compareTo(this.period) < 0) ? this.period
				: grown;
		this.interval = this.minimum;
		this.mostPatient = larger(this.maximum,
				smaller(this.minimum.multipliedBy(MAX_GROWTH_WHILE_MIGRATING), this.period));
		this.patientInterval = this.minimum;
		this.lastStart = now - this.maximum.toNanos();
		this.lastPatientStart = this.lastStart;
	}

	Duration untilNextStart(RefreshTrigger trigger, long now) {
		Duration pause = trigger.isUrgent() ? this.interval : larger(this.interval, this.patientInterval);
		return Duration.ofNanos(Math.max(0, this.lastStart + pause.toNanos() - now));
	}

	/**
	 * A refresh begins. After a quiet time the first signals are worth prompt answers
	 * again.
	 */
	void started(RefreshTrigger trigger, long now) {
		if (now - this.lastStart > 2 * this.maximum.toNanos()) {
			this.interval = this.minimum;
		}
		this.lastStart = now;
		if (!trigger.isUrgent()) {
			boolean quiet = now - this.lastPatientStart > 2 * this.mostPatient.toNanos();
			this.patientInterval = quiet ? this.minimum
					: smaller(this.patientInterval.multipliedBy(2), this.mostPatient);
			this.lastPatientStart = now;
		}
	}

	/**
	 * A refresh has ended.
	 * @param trigger why it ran
	 * @param status what came of it
	 * @param migration whether all that changed is that slots migrated, which is no news:
	 * the commands that met them have told of it already
	 * @param incomplete whether the topology as known now leaves something open
	 * @return the refresh that is due by itself if no signal comes before
	 */
	NextRefresh ended(RefreshTrigger trigger, Status status, boolean migration, boolean incomplete) {
		boolean failed = status == Status.FAILED;
		boolean changed = status == Status.CHANGED && !migration;
		Duration limit = (incomplete && !failed)
				? smaller(this.minimum.multipliedBy(MAX_GROWTH_WHILE_INCOMPLETE), this.maximum) : this.maximum;
		this.interval = changed ? this.minimum : smaller(this.interval.multipliedBy(2), limit);
		if (changed || !(failed || incomplete)) {
			this.followUp = FIRST_FOLLOW_UP;
			this.followUps = 0;
		}
		boolean tooEarly = trigger == RefreshTrigger.SLOT_MOVED && status == Status.UNCHANGED;
		if (tooEarly || (changed && trigger != RefreshTrigger.START)) {
			unsettled();
		}
		boolean newsExpected = failed || (incomplete && trigger != RefreshTrigger.PERIOD);
		return next(newsExpected && this.followUps < MAX_FOLLOW_UPS);
	}

	private NextRefresh next(boolean newsExpected) {
		if (newsExpected) {
			Duration delay = this.followUp;
			this.followUps++;
			this.followUp = smaller(delay.multipliedBy(2), LAST_FOLLOW_UP);
			return new NextRefresh(RefreshTrigger.FOLLOW_UP, smaller(delay, this.period));
		}
		if (this.settled < SETTLING.size()) {
			return new NextRefresh(RefreshTrigger.FOLLOW_UP, smaller(SETTLING.get(this.settled++), this.period));
		}
		return new NextRefresh(RefreshTrigger.PERIOD, this.period);
	}

	/**
	 * Something happened that the nodes may not have agreed upon yet: look again until it
	 * was quiet for a while.
	 */
	void unsettled() {
		this.settled = 0;
	}

	private static Duration larger(Duration one, Duration other) {
		return smaller(one, other).equals(one) ? other : one;
	}

	private static Duration smaller(Duration one, Duration other) {
		return (one.compareTo(other) < 0) ? one : other;
	}

	/**
	 * A refresh that is due by itself.
	 *
	 * @param trigger why it will run
	 * @param delay the time until then, without jitter
	 */
	record NextRefresh(RefreshTrigger trigger, Duration delay) {
	}

}
