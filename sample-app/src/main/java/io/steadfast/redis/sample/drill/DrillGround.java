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

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import io.steadfast.redis.test.RedisCluster;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Where drills are played, one at a time. Safe for any thread.
 */
@Component
public class DrillGround {

	private final DrillPlayer player;

	private final Playground playground;

	private final Drills drills;

	private final ApplicationEventPublisher events;

	/** The drill that is being played; set and cleared by whoever plays. */
	private final AtomicReference<@Nullable RunningDrill> running = new AtomicReference<>();

	private final PlayedDrills played = new PlayedDrills();

	DrillGround(DrillPlayer player, Playground playground, Drills drills, ApplicationEventPublisher events) {
		this.events = events;
		this.player = player;
		this.playground = playground;
		this.drills = drills;
	}

	/**
	 * The drill that is being played.
	 * @return how far it is, if there is one
	 */
	public Optional<RunningDrill> running() {
		return Optional.ofNullable(this.running.get());
	}

	/**
	 * The drills that may be played here.
	 * @return their names
	 */
	public List<String> playable() {
		return this.drills.cards().stream().filter(this.playground::isFor).map(DrillCard::name).toList();
	}

	/**
	 * The last drills that were played.
	 * @return oldest first, at most {@value PlayedDrills#MOST}
	 */
	List<DrillReport> reports() {
		return this.played.last();
	}

	/**
	 * Play a drill in the background.
	 * @param drill the drill
	 * @throws RefusedException if this is not the time or the place for it
	 */
	void start(Drill drill) {
		RedisCluster cluster = occupy(drill);
		Thread thread = new Thread(() -> playAndLeave(drill, cluster), "drill-" + drill.card().name());
		thread.setDaemon(true);
		thread.start();
	}

	/**
	 * Play drills one after another.
	 * @param drills the drills
	 * @return their reports in that order
	 * @throws RefusedException if this is not the time or the place for it
	 */
	List<DrillReport> playAll(List<Drill> drills) {
		List<DrillReport> played = new ArrayList<>();
		for (Drill drill : drills) {
			if (!played.isEmpty() && !played.get(played.size() - 1).result().recovered()) {
				this.player.restartConnections();
			}
			played.add(playAndLeave(drill, occupy(drill)));
		}
		return played;
	}

	private RedisCluster occupy(Drill drill) {
		RunningDrill begun = new RunningDrill(drill.card(), DrillPhase.AWAITING_CALM, Instant.now());
		RunningDrill other = this.running.compareAndExchange(null, begun);
		if (other != null) {
			throw new RefusedException("The drill " + other.drill().name() + " is being played");
		}
		try {
			return this.playground.claim(drill.card(), this.drills.cards());
		}
		catch (RuntimeException ex) {
			this.running.set(null);
			throw ex;
		}
	}

	private DrillReport playAndLeave(Drill drill, RedisCluster cluster) {
		this.events.publishEvent(new DrillEvent.Began(drill.card()));
		try {
			DrillResult result = this.player.play(drill, cluster, this::enter);
			DrillReport report = new DrillReport(result, drill.shortfalls(result));
			this.events.publishEvent(new DrillEvent.Ended(this.played.add(report), report));
			return report;
		}
		catch (RuntimeException ex) {
			this.events.publishEvent(new DrillEvent.Aborted(drill.card(), String.valueOf(ex.getMessage())));
			throw ex;
		}
		finally {
			this.running.set(null);
		}
	}

	private void enter(DrillPhase phase) {
		this.running.updateAndGet((drill) -> (drill != null) ? drill.in(phase) : null);
	}

	/** Not now, or not here. */
	static final class RefusedException extends NotPlayedException {

		private static final long serialVersionUID = 1L;

		RefusedException(String message) {
			super(message);
		}

	}

}
