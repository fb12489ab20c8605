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

import java.util.concurrent.TimeUnit;

import io.github.resilience4j.retry.Retry.AsyncContext;
import io.steadfast.redis.resilience.Outcome;
import io.steadfast.redis.resilience.Outcome.Lost;
import io.steadfast.redis.resilience.Outcome.NotNow;
import io.steadfast.redis.resilience.Outcome.NotSent;
import io.steadfast.redis.resilience.Outcome.Redirected;
import io.steadfast.redis.resilience.Outcome.ScriptMissing;
import io.steadfast.redis.resilience.ScriptSources;
import io.steadfast.redis.routing.RedirectResolver.GoTo;
import io.steadfast.redis.routing.RedirectResolver.Resolution;
import io.steadfast.redis.routing.RedirectResolver.RouteAgain;
import io.steadfast.redis.topology.Endpoint;
import io.steadfast.redis.topology.RefreshTrigger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what follows from an attempt that did not succeed: another node, a pause and
 * another attempt, or a typed exception. Called once for each attempt, by whoever ended
 * it: an event loop, the scheduler, or the caller.
 */
final class Aftermath implements Outcome.Handler<RoutedCommand<?, ?, ?>> {

	private static final Logger logger = LoggerFactory.getLogger(Aftermath.class);

	/**
	 * Redirects that are followed at once; later ones pause, so that two nodes that name
	 * each other cost little.
	 */
	private static final int PROMPT_REDIRECTS = 5;

	private final CommandRouter router;

	private final Cluster cluster;

	private final RedirectResolver redirects;

	private final Repetitions repetitions;

	private final Failures failures;

	private final WaitingRooms rooms;

	private final Retrying retrying;

	private final ScriptSources scripts;

	Aftermath(CommandRouter router, Cluster cluster, RedirectResolver redirects, Repetitions repetitions,
			Failures failures, WaitingRooms rooms, Retrying retrying, ScriptSources scripts) {
		this.scripts = scripts;
		this.router = router;
		this.retrying = retrying;
		this.cluster = cluster;
		this.redirects = redirects;
		this.repetitions = repetitions;
		this.failures = failures;
		this.rooms = rooms;
	}

	/**
	 * Let an attempt that has ended have its consequences. What goes wrong on the way,
	 * such as a {@code ReadFrom} of the application that throws, must not leave the
	 * command without an end: nobody watches it between two attempts. An {@code Error}
	 * would harm others, too, as {@link RoutedCommand} says.
	 * @param command the attempt; the caller has ended it
	 * @param outcome what it came to
	 */
	void settle(RoutedCommand<?, ?, ?> command, Outcome outcome) {
		try {
			outcome.handle(this, command);
		}
		catch (RuntimeException | Error ex) {
			logger.error("{} could not be routed any further", command, ex);
			command.fail((outcome instanceof Lost) ? this.failures.ambiguous(command, new Lost(ex, true))
					: this.failures.unroutable(command, ex));
		}
	}

	/**
	 * Fail a command whose routing threw.
	 * @param command an attempt that has not been handed to a connection
	 * @param cause what was thrown
	 */
	void unroutable(RoutedCommand<?, ?, ?> command, Throwable cause) {
		if (command.end()) {
			command.fail(this.failures.unroutable(command, cause));
		}
	}

	@Override
	public void done(RoutedCommand<?, ?, ?> command) {
		throw new IllegalStateException("a command that is done completes by itself");
	}

	@Override
	public void redirected(RoutedCommand<?, ?, ?> command, Redirected redirected) {
		if (command.isCallerGone()) {
			return;
		}
		Resolution resolution = this.redirects.resolve(command, command.carrier(), redirected.reply());
		RoutedCommand<?, ?, ?> next = command
			.again(command.progress().redirected(redirected, Failures.nodeOf(command)));
		this.cluster.listener()
			.redirected(command, resolution.type(), resolution.target(command.carrier().endpoint()),
					next.progress().redirects());
		if (resolution instanceof GoTo goTo) {
			if (!goTo.asking()) {
				this.cluster.requestRefresh(goTo.migration() ? RefreshTrigger.SLOT_MOVED : RefreshTrigger.REDIRECT);
			}
			follow(next, goTo);
		}
		else if (resolution instanceof RouteAgain again) {
			logger.debug("Cannot use the redirect \"{}\": {}", redirected.reply(), again.why());
			this.cluster.requestRefresh(RefreshTrigger.UNKNOWN_NODE);
			later(next, () -> this.router.dispatch(next), this.retrying.pauseNanos(next.progress().redirects() - 1));
		}
	}

	private void follow(RoutedCommand<?, ?, ?> next, GoTo goTo) {
		int over = next.progress().redirects() - PROMPT_REDIRECTS;
		if (over > 0) {
			later(next, () -> this.router.follow(next, goTo), this.retrying.pauseNanos(over));
		}
		else {
			this.repetitions.watch(next);
			this.router.follow(next, goTo);
		}
	}

	/**
	 * Tell the node that answered the script, right before the command; if that does not
	 * help, or nobody knows the script, the application has to.
	 */
	@Override
	public void scriptMissing(RoutedCommand<?, ?, ?> command, ScriptMissing missing) {
		String source = (command.progress().script() == null) ? this.scripts.sourceFor(command) : null;
		if (source == null) {
			command.passOn();
			return;
		}
		NodeConnection connection = command.carrier();
		RoutedCommand<?, ?, ?> next = command
			.again(command.progress().withScript(missing, Failures.nodeOf(command), source));
		this.repetitions.watch(next);
		this.router.repeatAt(next, connection.endpoint(), connection.access(), command);
	}

	@Override
	public void notNow(RoutedCommand<?, ?, ?> command, NotNow notNow) {
		if (command.carrier().access() == Access.READ_ONLY) {
			this.router.setAside(command.carrier());
		}
		if (notNow.state().mayMove()) {
			this.cluster.requestRefresh(RefreshTrigger.REDIRECT);
		}
		repeatLater(command, notNow);
	}

	@Override
	public void notSent(RoutedCommand<?, ?, ?> command, NotSent notSent) {
		if (this.repetitions.isClosed()) {
			command.fail(this.failures.closed(command));
			return;
		}
		if (notSent.cause() instanceof Held held) {
			held(command, notSent, held);
			return;
		}
		if (notSent.cause() instanceof ConnectionLostException lost && lost.isUnreachable()) {
			this.cluster.requestRefresh(RefreshTrigger.CONNECT_FAILURE);
			if (command.slot() >= 0 && command.owner().isAt(nodeOf(command))) {
				this.cluster.slots().revert(command.slot(), command.owner());
			}
		}
		repeatLater(command, notSent);
	}

	@Override
	public void lost(RoutedCommand<?, ?, ?> command, Lost lost) {
		this.cluster.requestRefresh(RefreshTrigger.DISCONNECT);
		if (this.retrying.mayRepeat(command, lost)) {
			repeatLater(command, lost);
		}
		else {
			command.fail(this.failures.ambiguous(command, lost));
		}
	}

	private void repeatLater(RoutedCommand<?, ?, ?> command, Outcome outcome) {
		if (command.isCallerGone()) {
			return;
		}
		AsyncContext<?> retry = this.retrying.contextOf(command.progress());
		long pauseMillis = this.retrying.failed(retry, Failures.reason(outcome));
		RoutedCommand<?, ?, ?> next = command
			.again(command.progress().failed(outcome, Failures.nodeOf(command), retry));
		if (pauseMillis < 0) {
			expired(next);
			return;
		}
		Endpoint node = nodeOf(command);
		if (this.cluster.concernsOneNode(outcome, node) && !next.enterRoom(this.rooms.of(node))) {
			noPlace(next, node);
			return;
		}
		this.cluster.listener().repeated(command, Failures.retryReason(outcome));
		later(next, () -> this.router.dispatch(next), TimeUnit.MILLISECONDS.toNanos(pauseMillis));
	}

	/**
	 * Wait without having asked the node: nothing was repeated, so nothing counts as a
	 * retry.
	 */
	private void held(RoutedCommand<?, ?, ?> command, NotSent notSent, Held held) {
		if (command.isCallerGone()) {
			return;
		}
		Endpoint node = held.openBreaker();
		String name = (node != null) ? node.toString() : Failures.nodeOf(command);
		RoutedCommand<?, ?, ?> next = command.again(command.progress().waited(notSent, name));
		if (node != null && !this.cluster.mayTakeOver(node)) {
			expired(next);
		}
		else if (node != null && !next.enterRoom(this.rooms.of(node))) {
			noPlace(next, node);
		}
		else {
			later(next, () -> this.router.dispatch(next), this.retrying.pauseNanos(next.progress().pauses() - 1));
		}
	}

	private Endpoint nodeOf(RoutedCommand<?, ?, ?> command) {
		NodeConnection connection = command.connection();
		return (connection != null) ? connection.endpoint() : Cluster.NO_NODE.endpoint();
	}

	private void later(RoutedCommand<?, ?, ?> next, Runnable attempt, long pauseNanos) {
		if (this.repetitions.isOver(next)) {
			expired(next);
		}
		else if (!this.repetitions.schedule(next, attempt, pauseNanos)) {
			noRoom(next);
		}
	}

	/**
	 * Let a blocking caller whose connection is troubled wait in the room of the node, or
	 * release it.
	 * @param command an attempt that waits for its connection or for an overdue reply
	 */
	void inTrouble(RoutedCommand<?, ?, ?> command) {
		Endpoint node = nodeOf(command);
		if (!command.enterRoom(this.rooms.of(node))) {
			noPlace(command, node);
		}
	}

	/**
	 * Fail a command because as many blocking callers as allowed wait for its node.
	 */
	void noPlace(RoutedCommand<?, ?, ?> command, Endpoint node) {
		if (command.end()) {
			command.fail(this.failures.noPlace(command, node, this.rooms.placesPerNode()));
		}
	}

	/**
	 * Fail a command because as many as allowed wait already, or none may any more.
	 * @param command an attempt that has not been sent
	 */
	void noRoom(RoutedCommand<?, ?, ?> command) {
		if (command.end()) {
			command.fail(this.repetitions.isClosed() ? this.failures.closed(command)
					: this.failures.tooManyWaiting(command, this.repetitions.limit()));
		}
	}

	/**
	 * Fail a command because as many as allowed block.
	 */
	void noConnection(RoutedCommand<?, ?, ?> command, int limit) {
		if (command.end()) {
			command.fail(this.failures.tooManyBlocking(command, limit));
		}
	}

	/**
	 * Fail a command because its patience, or the life of the router, is over.
	 * @param command the attempt that is under way or waits
	 */
	void expired(RoutedCommand<?, ?, ?> command) {
		if (command.end()) {
			command.fail(this.repetitions.isClosed() ? this.failures.closed(command) : this.failures.expired(command));
		}
	}

}
