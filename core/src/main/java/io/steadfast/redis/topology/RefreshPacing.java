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

import io.steadfast.redis.RoutingOptions.TopologyOptions;

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

	private static final Duration FIRST_FOLLOW_UP = Duration.ofMillis(100);

	private static final Duration LAST_FOLLOW_UP = Duration.ofSeconds(1);

	/**
	 * About a minute; a shard that is broken for longer is left to signals and period.
	 */
	private static final int MAX_FOLLOW_UPS = 60;

	private final Duration minimum;

	private final Duration maximum;

	private final Duration period;

	/** Written under the monitor's lock, as are the others. */
	private Duration interval;

	private Duration followUp = FIRST_FOLLOW_UP;

	private int followUps;

	private long lastStart;

	RefreshPacing(TopologyOptions options, long now) {
		this.minimum = options.minRefreshInterval();
		this.period = options.refreshPeriod();
		Duration grown = this.minimum.multipliedBy(MAX_GROWTH);
		this.maximum = (grown.compareTo(this.period) > 0 && this.minimum.compareTo(this.period) < 0) ? this.period
				: grown;
		this.interval = this.minimum;
		this.lastStart = now - this.maximum.toNanos();
	}

	Duration untilNextStart(long now) {
		long remaining = this.lastStart + this.interval.toNanos() - now;
		return Duration.ofNanos(Math.max(0, remaining));
	}

	/**
	 * A refresh begins. After a quiet time the first signals are worth prompt answers
	 * again.
	 */
	void started(long now) {
		if (now - this.lastStart > 2 * this.maximum.toNanos()) {
			this.interval = this.minimum;
		}
		this.lastStart = now;
	}

	void ended(boolean changed, boolean incomplete) {
		Duration limit = incomplete ? smaller(this.minimum.multipliedBy(MAX_GROWTH_WHILE_INCOMPLETE), this.maximum)
				: this.maximum;
		this.interval = changed ? this.minimum : smaller(this.interval.multipliedBy(2), limit);
		if (changed) {
			complete();
		}
	}

	/**
	 * Nothing is missing, or there was news: follow-ups begin anew.
	 */
	void complete() {
		this.followUp = FIRST_FOLLOW_UP;
		this.followUps = 0;
	}

	boolean mayFollowUp() {
		return this.followUps < MAX_FOLLOW_UPS;
	}

	/**
	 * The time until the next follow-up; doubles with each.
	 */
	Duration nextFollowUp() {
		Duration delay = this.followUp;
		this.followUps++;
		this.followUp = smaller(delay.multipliedBy(2), LAST_FOLLOW_UP);
		return smaller(delay, this.period);
	}

	Duration period() {
		return this.period;
	}

	private static Duration smaller(Duration one, Duration other) {
		return (one.compareTo(other) < 0) ? one : other;
	}

}
