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
import java.util.ArrayList;
import java.util.List;

/**
 * Collects what a result falls short of. Used by one thread.
 */
final class Expectations {

	/** The product's default, which the sample keeps. */
	static final Duration PATIENCE = Duration.ofSeconds(5);

	static final Duration OVER_PATIENCE = Duration.ofMillis(100);

	/** After a promotion. */
	static final Duration AT_ONCE = Duration.ofMillis(300);

	private static final double OTHERS_KEEP_PERCENT = 95;

	/**
	 * One call in a thousand may be late: on a machine with two cores and other work,
	 * single calls took up to 157 ms in seconds in which nothing happened. The table
	 * shows them.
	 */
	private static final int NOISE = 1_000;

	private final DrillResult result;

	private final List<String> shortfalls = new ArrayList<>();

	private Expectations(DrillResult result) {
		this.result = result;
		expect(result.trouble().isEmpty(), "could not be played: " + result.trouble());
		expect(result.operations() > 0, "no operation ended");
	}

	static Expectations of(DrillResult result) {
		return new Expectations(result);
	}

	Expectations nothingSurfaced() {
		return expect(this.result.surfaced() == 0, this.result.surfaced() + " errors surfaced");
	}

	Expectations recovered() {
		return expect(this.result.recovered(), "calls were still disturbed at the end");
	}

	Expectations incrementsAddUp() {
		return expect(this.result.increments().holds(), "increments: " + this.result.increments());
	}

	/**
	 * Increments that Redis acknowledged and did not replicate are lost by its design:
	 * each has to be proved to be one of them.
	 * @return this
	 */
	Expectations incrementsAddUpButForReplication() {
		expect(this.result.increments().doubled() == 0, "increments: " + this.result.increments());
		return expect(this.result.unexplained().isEmpty(),
				this.result.unexplained().size() + " increments lost that replication does not explain, among them "
						+ this.result.unexplained().stream().findFirst());
	}

	/**
	 * The rule for a shard whose primary is lost.
	 * @param limit within which it is served when that is possible again
	 * @return this
	 */
	Expectations onlyTheBrokenShardPaidFor(Duration limit) {
		return recovered().incrementsAddUpButForReplication()
			.withinPatience()
			.othersKeptTheirOperations()
			.servedWithin(limit);
	}

	/**
	 * The rule for the shards that nothing happened to.
	 * @return this
	 */
	Expectations othersKeptTheirOperations() {
		Impact impact = this.result.impact();
		expect(impact.seen(), "nothing happened");
		expect(impact.othersSurfaced() == 0, impact.othersSurfaced() + " errors on the other shards");
		expect(impact.keptPercent() >= OTHERS_KEEP_PERCENT,
				"the other shards kept %.1f %% of their operations".formatted(impact.keptPercent()));
		return expect(impact.othersLate() <= impact.others() / NOISE,
				impact.othersLate() + " calls to the other shards took more than 100 ms, up to "
						+ impact.latestOther().toMillis() + " ms, without being refused by Redis");
	}

	Expectations withinPatience() {
		Duration limit = PATIENCE.plus(OVER_PATIENCE);
		return expect(this.result.longestHeld().compareTo(limit) <= 0, "a call held its caller for "
				+ this.result.longestHeld().toMillis() + " ms, more than " + limit.toMillis());
	}

	/**
	 * The shard that is broken does not hold its callers.
	 * @param limit for 99 % of those calls that began when patience with the first ones
	 * had ended
	 * @return this
	 */
	Expectations brokenCallsEndWithin(Duration limit) {
		expect(this.result.impact().brokenSurfaced() > 0, "no call to the broken slots failed");
		return expect(this.result.impact().brokenHeld().compareTo(limit) <= 0,
				"calls to the broken slots held their callers for " + this.result.impact().brokenHeld().toMillis()
						+ " ms (99 %), more than " + limit.toMillis());
	}

	Expectations failuresNameTheNode() {
		List<String> nameless = this.result.failures()
			.keySet()
			.stream()
			.filter((text) -> !text.contains("redis-#"))
			.toList();
		return expect(nameless.isEmpty(), "failures that name no node: " + nameless);
	}

	/**
	 * Add what the drill itself has seen.
	 * @param seen a sentence for each thing that should not have been
	 * @return this
	 */
	Expectations and(List<String> seen) {
		this.shortfalls.addAll(seen);
		return this;
	}

	Expectations servedWithin(Duration limit) {
		return expect(this.result.impact().servedAfter().compareTo(limit) <= 0,
				"served " + this.result.impact().servedAfter().toMillis() + " ms after it was possible, more than "
						+ limit.toMillis());
	}

	Expectations noCallLongerThan(Duration limit) {
		return expect(this.result.longest().compareTo(limit) <= 0,
				"a call took " + this.result.longest().toMillis() + " ms, more than " + limit.toMillis());
	}

	Expectations noCommandRedirectedMoreThan(long limit) {
		return expect(this.result.mostRedirects() <= limit,
				"a command met " + this.result.mostRedirects() + " redirects, more than " + limit);
	}

	Expectations noMoreLastingConnectionsThan(long limit) {
		return expect(this.result.lasting() <= limit,
				this.result.lasting() + " connections were made to last, more than " + limit);
	}

	Expectations noRedirectsAfterwards() {
		return expect(this.result.redirectsAfter() == 0,
				this.result.redirectsAfter() + " redirects a second after it was over");
	}

	Expectations noMoreSocketsThanBefore() {
		return expect(this.result.socketsAfter() <= this.result.socketsBefore(),
				this.result.socketsAfter() + " sockets after it, " + this.result.socketsBefore() + " before");
	}

	/**
	 * As many sockets as the topology needs.
	 * @param limit a number of nodes
	 * @return this
	 */
	Expectations noMoreSocketsThan(int limit) {
		return expect(this.result.socketsAfter() <= limit,
				this.result.socketsAfter() + " sockets after it, and " + limit + " nodes");
	}

	Expectations tryAgainAndAskWereMet() {
		return expect(this.result.wire().tryAgain() > 0 && this.result.wire().ask() > 0,
				"no TRYAGAIN or no ASK was met: " + this.result.wire());
	}

	private Expectations expect(boolean holds, String shortfall) {
		if (!holds) {
			this.shortfalls.add(shortfall);
		}
		return this;
	}

	List<String> shortfalls() {
		return List.copyOf(this.shortfalls);
	}

}
