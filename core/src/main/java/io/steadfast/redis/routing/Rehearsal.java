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
package io.steadfast.redis.routing;

import java.net.ConnectException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.Retry.AsyncContext;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.steadfast.redis.incident.IncidentTracker;
import io.steadfast.redis.incident.Incidents;
import io.steadfast.redis.resilience.NodeBreaker;
import io.steadfast.redis.resilience.Outcome;
import io.steadfast.redis.resilience.Outcome.Lost;
import io.steadfast.redis.resilience.Outcome.NotSent;
import io.steadfast.redis.resilience.ReplyClassifier;
import io.steadfast.redis.topology.Endpoint;
import io.steadfast.redis.topology.SlotTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lives through each kind of failure once, before there is one. What only a fault needs
 * would otherwise be loaded at the first fault, on an event loop that all connections
 * share: the shards that are well would wait for it. It has a breaker, a retry and
 * incidents of its own, so that nobody sees or counts anything of it, and asks no node.
 */
final class Rehearsal {

	private static final Logger logger = LoggerFactory.getLogger(Rehearsal.class);

	/** Classes are loaded once in a JVM, however many clusters there are. */
	private static final AtomicBoolean begun = new AtomicBoolean();

	private static final Endpoint STAGE = new Endpoint("rehearsal", 1);

	private static final List<String> REPLIES = List.of("MOVED 0 rehearsal:1", "ASK 0 rehearsal:1", "TRYAGAIN",
			"CLUSTERDOWN", "LOADING", "MASTERDOWN", "READONLY", "NOSCRIPT", "WRONGTYPE");

	private final Route route;

	private final SlotTable slots = new SlotTable();

	private final Retry retry = Retry.ofDefaults(STAGE.host());

	private final Failures failures = new Failures(System::nanoTime, this.slots);

	private final RoutingRecord record = new RoutingRecord(
			new IncidentTracker(new Incidents(), System::nanoTime, Clock.systemUTC(), Runnable::run, () -> {
			}), this.slots);

	Rehearsal(CommandRouter router) {
		this.route = Route.bySlot(router, true);
	}

	/**
	 * Play, unless this JVM has.
	 * @param router whose commands may fail one day
	 * @param executor where to play
	 */
	static void once(CommandRouter router, Executor executor) {
		if (begun.compareAndSet(false, true)) {
			executor.execute(() -> new Rehearsal(router).begin());
		}
	}

	private void begin() {
		long start = System.nanoTime();
		try {
			play();
			logger.debug("The classes of faults are loaded, after {} ms",
					TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
		}
		catch (RuntimeException | LinkageError ex) {
			logger.warn("The classes of faults are not loaded before the first fault", ex);
		}
	}

	/**
	 * Everything that may become of a command, and of the connection to a node.
	 */
	void play() {
		RuntimeException lost = ConnectionLostException.byNode("the rehearsal ends it");
		RuntimeException unreachable = ConnectionLostException.unreachable(STAGE.toString(), new ConnectException());
		Stream
			.concat(REPLIES.stream().map(ReplyClassifier::classify),
					Stream.of(new NotSent(unreachable), new NotSent(afterOpening(unreachable)),
							new NotSent(Held.byBudget()), new Lost(lost, false)))
			.forEach(this::fail);
		for (ConnectionEnd end : ConnectionEnd.values()) {
			this.record.connectionEnded(STAGE, end);
		}
	}

	/** A breaker opens, lets nobody through, and closes again. */
	private static Held afterOpening(RuntimeException cause) {
		CircuitBreaker breaker = CircuitBreaker.ofDefaults(STAGE.host());
		NodeBreaker node = new NodeBreaker(breaker);
		for (int i = 0; i < breaker.getCircuitBreakerConfig().getMinimumNumberOfCalls(); i++) {
			node.connectionFailed(0, cause);
		}
		node.acquire();
		Held held = Held.byBreaker(node, STAGE);
		breaker.transitionToHalfOpenState();
		for (int i = 0; i < breaker.getCircuitBreakerConfig().getPermittedNumberOfCallsInHalfOpenState(); i++) {
			node.acquire().succeeded();
		}
		return held;
	}

	private void fail(Outcome outcome) {
		RoutedCommand<?, ?, ?> command = command();
		AsyncContext<?> context = this.retry.asyncContext();
		context.onError(Failures.reason(outcome));
		this.record.repeated(command, Failures.retryReason(outcome));
		RoutedCommand<?, ?, ?> next = command.again(command.progress().failed(outcome, STAGE.toString(), context));
		next.enterRoom(new WaitingRoom(1));
		Stream
			.of(this.failures.expired(next), this.failures.noPlace(next, STAGE, 1),
					this.failures.releasedAfterSending(next), this.failures.tooManyWaiting(next, 1),
					this.failures.ambiguous(next, new Lost(Failures.reason(outcome), true)))
			.forEach((failure) -> this.record.failed(next, failure));
		next.end();
	}

	private RoutedCommand<?, ?, ?> command() {
		CommandArgs<String, String> arguments = new CommandArgs<>(StringCodec.UTF8).addKey(STAGE.host()).addValue("");
		return new RoutedCommand<>(new Command<>(CommandType.SET, new StatusOutput<>(StringCodec.UTF8), arguments),
				this.route, 0, System.nanoTime());
	}

}
