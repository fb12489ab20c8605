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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.retry.RetryRegistry;
import io.steadfast.redis.sample.traffic.OperationMix;
import io.steadfast.redis.sample.traffic.Traffic;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/**
 * All drills, in the order in which they are played together: the one after which no seed
 * exists is the last of the planned ones.
 */
@Component
public class Drills {

	private final List<Drill> all;

	Drills(LettuceConnectionFactory factory, OperationMix operations, Traffic traffic, DrillProperties properties,
			StringRedisTemplate template, CircuitBreakerRegistry breakers, RetryRegistry retries) {
		this.all = List.of(new PlannedFailover(), new ScaleOut(), new ScaleIn(), new SlowMigration(),
				new EmptyReplica(factory), new ReplaceInPlace(), new ReplaceAll(), new ForcedFailover(), new Kill(),
				Hang.untilPromotion(), new RefreshedFailover(factory),
				new ApplicationErrors(template, breakers, retries), new ClusterDown(),
				new TrafficElsewhere(operations, breakers), new DeadShard(), new FreezeAll(properties.outage()),
				new RestartAll(), Hang.forHalfAMinute(), new Chaos(traffic, properties));
	}

	/**
	 * What there is.
	 * @return all cards, in the order in which they are played together
	 */
	public List<DrillCard> cards() {
		return this.all.stream().map(Drill::card).toList();
	}

	private List<Drill> planned() {
		return this.all.stream().filter((drill) -> drill.card().planned()).toList();
	}

	private List<Drill> faults() {
		return this.all.stream().filter((drill) -> !drill.card().planned()).toList();
	}

	/**
	 * The drill of a name.
	 * @param name as on its card
	 * @return the drill
	 * @throws UnknownDrillException if there is none; names those that there are
	 */
	Drill named(String name) {
		return this.all.stream()
			.filter((drill) -> drill.card().name().equals(name))
			.findFirst()
			.orElseThrow(() -> new UnknownDrillException(name, cards()));
	}

	/**
	 * The drills of a list of names.
	 * @param names separated by commas; {@code all} stands for the planned ones,
	 * {@code faults} for the others
	 * @return the drills in that order, one or more
	 * @throws UnknownDrillException if one of them is none, or there is none
	 */
	List<Drill> listed(String names) {
		List<Drill> drills = new ArrayList<>();
		Arrays.stream(names.split(",")).map(String::strip).forEach((name) -> drills.addAll(group(name)));
		if (drills.isEmpty()) {
			throw new UnknownDrillException(names, cards());
		}
		return drills;
	}

	private List<Drill> group(String name) {
		return switch (name) {
			case "all" -> planned();
			case "faults" -> faults();
			default -> List.of(named(name));
		};
	}

	/** There is no drill of that name. */
	static final class UnknownDrillException extends NotPlayedException {

		private static final long serialVersionUID = 1L;

		UnknownDrillException(String name, List<DrillCard> cards) {
			super("There is no drill \"" + name + "\"; there are "
					+ String.join(", ", cards.stream().map(DrillCard::name).toList()));
		}

	}

}
