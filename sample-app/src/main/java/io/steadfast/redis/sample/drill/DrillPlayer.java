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
import java.util.function.Consumer;

import io.steadfast.redis.connection.TopologyAwareConnectionFactory;
import io.steadfast.redis.sample.cluster.Wire;
import io.steadfast.redis.sample.cluster.WireCounts;
import io.steadfast.redis.sample.traffic.IncrementAccount;
import io.steadfast.redis.sample.traffic.IncrementBalance;
import io.steadfast.redis.sample.traffic.LostIncrement;
import io.steadfast.redis.sample.traffic.Observation;
import io.steadfast.redis.sample.traffic.OperationMix;
import io.steadfast.redis.sample.traffic.Recording;
import io.steadfast.redis.sample.traffic.Traffic;
import io.steadfast.redis.status.CommandCounts;
import io.steadfast.redis.test.RedisCluster;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.stereotype.Component;

/**
 * Plays a drill and watches the traffic meanwhile. Used by one thread at a time.
 */
@Component
class DrillPlayer {

	private static final Logger logger = LoggerFactory.getLogger(DrillPlayer.class);

	private static final Duration SOCKETS_LIMIT = Duration.ofSeconds(7);

	private static final int SECONDS_TO_SETTLE = 3;

	private static final Duration ONE_SECOND = Duration.ofSeconds(1);

	private final Traffic traffic;

	private final OperationMix operations;

	private final Wire wire;

	private final LettuceConnectionFactory factory;

	private final DrillProperties timing;

	DrillPlayer(Traffic traffic, OperationMix operations, Wire wire, LettuceConnectionFactory factory,
			DrillProperties timing) {
		this.traffic = traffic;
		this.operations = operations;
		this.wire = wire;
		this.factory = factory;
		this.timing = timing;
	}

	/**
	 * Play one drill.
	 * @param drill the drill
	 * @param cluster its cluster
	 * @param progress is told how far it is
	 * @return what was seen
	 */
	DrillResult play(Drill drill, RedisCluster cluster, Consumer<DrillPhase> progress) {
		logger.info("Drill {} ({}): {}", drill.card().name(), drill.card().id(), drill.card().fault());
		awaitCalm();
		progress.accept(DrillPhase.PREPARING);
		int socketsBefore = this.wire.counts().open();
		String trouble = attempt(() -> drill.prepare(cluster));
		IncrementAccount account = this.operations.openAccount();
		WireCounts wireBefore = this.wire.counts();
		long lastingBefore = counts().connectionsOpened();
		Instant observedFrom = Instant.now();
		try (Observation observation = this.traffic.observe();
				Recording recording = this.traffic.record();
				ClusterWatch watch = new ClusterWatch(cluster)) {
			Incident incident = new Incident(account.keys(), recording);
			progress.accept(DrillPhase.PLAYING);
			long begin = System.nanoTime();
			trouble += attempt(() -> drill.play(cluster, incident));
			Duration took = Duration.ofNanos(System.nanoTime() - begin);
			progress.accept(DrillPhase.RECOVERING);
			boolean recovered = Poll.until(this.timing.recoveryLimit(),
					() -> observation.calmFor().compareTo(this.timing.calm()) >= 0);
			observation.close();
			Instant observedUntil = Instant.now();
			recording.close();
			watch.close();
			WireCounts wireAfter = this.wire.counts();
			long lasting = counts().connectionsOpened() - lastingBefore;
			long redirectsAfter = redirectsInTheEnd();
			progress.accept(DrillPhase.RESTORING);
			this.operations.openAccount();
			trouble += attempt(() -> drill.restore(cluster));
			IncrementBalance balance = account.balance((key) -> read(cluster, key));
			List<LostIncrement> unexplained = incident.unexplained(account.takenBack((key) -> read(cluster, key)));
			Poll.until(SOCKETS_LIMIT, () -> this.wire.counts().open() <= socketsBefore);
			DrillResult result = new DrillResult(drill.card(), observedFrom, observedUntil, took,
					observation.operations(), observation.surfaced(), observation.failures(), observation.longest(),
					observation.longestHeld(), observation.longestOutage(), recovered, wireAfter.since(wireBefore),
					lasting, counts().mostRedirectsOfOneCommand(), redirectsAfter, socketsBefore,
					this.wire.counts().open(), balance, unexplained, incident.impact(recording.calls(), watch),
					trouble);
			logger.info("Drill {} is over: {} errors surfaced, longest call {} ms", drill.card().name(),
					result.surfaced(), result.longest().toMillis());
			return result;
		}
	}

	/**
	 * What our connection factory counts of itself.
	 * @return zeros for another one
	 */
	private CommandCounts counts() {
		return (this.factory instanceof TopologyAwareConnectionFactory ours) ? ours.getCounts() : CommandCounts.none();
	}

	/**
	 * How many redirects a second remain. A slot that moved last may not be asked for
	 * within the first second, and only its first redirect can be the reason of a
	 * refresh; after that one there are none.
	 * @return redirects in the last of a few seconds, 0 as soon as one had none
	 */
	private long redirectsInTheEnd() {
		long redirects = 0;
		for (int second = 0; second < SECONDS_TO_SETTLE; second++) {
			WireCounts before = this.wire.counts();
			Poll.pause(ONE_SECOND);
			redirects = this.wire.counts().since(before).redirects();
			if (redirects == 0) {
				return 0;
			}
		}
		return redirects;
	}

	/**
	 * Wait until traffic is steady, so that what an earlier drill, a restart or a cold
	 * JVM did to it is not held against this one.
	 */
	private void awaitCalm() {
		try (Observation observation = this.traffic.observe()) {
			Poll.until(this.timing.recoveryLimit(), () -> observation.calmFor().compareTo(this.timing.before()) >= 0);
		}
	}

	private static String attempt(Runnable step) {
		try {
			step.run();
			return "";
		}
		catch (RuntimeException ex) {
			logger.warn("A step of the drill failed", ex);
			return String.valueOf(ex.getMessage());
		}
	}

	private static long read(RedisCluster cluster, String counter) {
		String value = cluster.primaryFor(counter).execute("GET", counter);
		return value.equals("(nil)") ? 0 : Long.parseLong(value);
	}

	/**
	 * Start the connection factory afresh, as an operator would whose application does
	 * not recover.
	 */
	void restartConnections() {
		logger.warn("Calls are still disturbed: restarting the connection factory");
		this.factory.stop();
		this.factory.start();
	}

}
