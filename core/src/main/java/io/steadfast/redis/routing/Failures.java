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

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

import io.steadfast.redis.AmbiguousOutcomeException;
import io.steadfast.redis.CommandHistory;
import io.steadfast.redis.NodeUnavailableException;
import io.steadfast.redis.PatienceExhaustedException;
import io.steadfast.redis.RedirectsExhaustedException;
import io.steadfast.redis.RoutingClosedException;
import io.steadfast.redis.SlotNotServedException;
import io.steadfast.redis.TooManyWaitingException;
import io.steadfast.redis.UnroutableCommandException;
import io.steadfast.redis.resilience.CommandTable;
import io.steadfast.redis.resilience.Outcome;
import io.steadfast.redis.resilience.Outcome.ClusterState;
import io.steadfast.redis.resilience.Outcome.Lost;
import io.steadfast.redis.resilience.Outcome.NotNow;
import io.steadfast.redis.resilience.Outcome.NotSent;
import io.steadfast.redis.resilience.Outcome.Redirected;
import io.steadfast.redis.status.RetryReason;
import io.steadfast.redis.topology.Endpoint;
import io.steadfast.redis.topology.RefreshOutcome;
import io.steadfast.redis.topology.SlotOwner;
import io.steadfast.redis.topology.SlotTable;
import org.jspecify.annotations.Nullable;

/**
 * The typed exceptions that end a command, each with its history: the last failure is the
 * cause, earlier ones are suppressed.
 */
final class Failures {

	private final LongSupplier clock;

	private final SlotTable slots;

	Failures(LongSupplier clock, SlotTable slots) {
		this.clock = clock;
		this.slots = slots;
	}

	RuntimeException expired(RoutedCommand<?, ?, ?> command) {
		boolean earlierMayHaveRun = command.progress().replyLost() && CommandTable.changesData(command);
		if (command.wasSent() && !earlierMayHaveRun) {
			// a timeout to Spring, as with Lettuce, and to the catch blocks that there
			// are
			String whatIsKnown = CommandTable.changesData(command) ? "it was sent and may have run"
					: "the reply did not come in time";
			return withEarlier(command, new PatienceExhaustedException(history(command),
					whatIsKnown + "; look at the node's latency and at the network", null));
		}
		return didNotRun(command, expiredAfter(command, command.progress().last()));
	}

	private RuntimeException expiredAfter(RoutedCommand<?, ?, ?> command, Outcome last) {
		if (last instanceof Redirected redirected) {
			return new RedirectsExhaustedException(history(command),
					"the last one was \"" + redirected.reply() + "\"; compare CLUSTER NODES of the nodes that it names",
					null);
		}
		if (last instanceof NotNow notNow) {
			return expiredAfter(command, notNow);
		}
		if (last instanceof NotSent notSent && notSent.cause() instanceof NoOwner noOwner) {
			return new SlotNotServedException(history(command), noOwner.advice(), null);
		}
		if (last instanceof NotSent notSent && notSent.cause() instanceof Held held) {
			return new NodeUnavailableException(history(command),
					"it did not run, because " + held.getMessage() + "; look at whether the node runs", held);
		}
		if (last instanceof NotSent notSent) {
			return new NodeUnavailableException(history(command),
					"it did not run; look at whether the node runs and accepts connections", notSent.cause());
		}
		if (last instanceof Lost lost) {
			return new NodeUnavailableException(history(command),
					"the connection was lost and the repetition could not be sent", lost.cause());
		}
		return new NodeUnavailableException(history(command),
				"it was not sent, because its connection did not open in time", null);
	}

	private RuntimeException expiredAfter(RoutedCommand<?, ?, ?> command, NotNow notNow) {
		if (notNow.state() == ClusterState.CLUSTERDOWN) {
			return new SlotNotServedException(history(command), "the cluster answered \"" + notNow.reply()
					+ "\"; look at CLUSTER INFO for slots that are not covered", null);
		}
		return new PatienceExhaustedException(history(command),
				"the last answer was \"" + notNow.reply() + "\"; it did not run", null);
	}

	RuntimeException ambiguous(RoutedCommand<?, ?, ?> command, Lost lost) {
		if (!CommandTable.changesData(command)) {
			return withEarlier(command, new NodeUnavailableException(history(command),
					"its reply was cut off; nothing was changed, so it may be called again", lost.cause()));
		}
		return withEarlier(command,
				new AmbiguousOutcomeException(history(command),
						"it may have run; read what it should have changed before you repeat it, or make it idempotent",
						lost.cause()));
	}

	RuntimeException unroutable(RoutedCommand<?, ?, ?> command, Throwable cause) {
		return didNotRun(command, new UnroutableCommandException(history(command),
				"choosing its node failed; look at the cause, and at the ReadFrom and the customizers of the application",
				cause));
	}

	RuntimeException tooManyWaiting(RoutedCommand<?, ?, ?> command, int limit) {
		return didNotRun(command, new TooManyWaitingException(history(command),
				limit + " commands wait for a retry; raise steadfast.redis.waiting.total to let more wait", null));
	}

	RuntimeException tooManyBlocking(RoutedCommand<?, ?, ?> command, int limit) {
		return didNotRun(command,
				new TooManyWaitingException(history(command), "steadfast.redis.blocking-connections allows " + limit
						+ " at once that block, each on a connection of its own; raise it, or let fewer callers block",
						null));
	}

	RuntimeException noPlace(RoutedCommand<?, ?, ?> command, Endpoint node, int places) {
		if (mayHaveRun(command)) {
			return releasedAfterSending(command);
		}
		return didNotRun(command, new TooManyWaitingException(history(command), places + " callers wait for " + node
				+ " already; look at that node, or raise steadfast.redis.waiting.blocking-per-node to let more wait",
				null));
	}

	RuntimeException releasedAfterSending(RoutedCommand<?, ?, ?> command) {
		return withEarlier(command, new AmbiguousOutcomeException(history(command),
				"the node owes the reply, and as many callers as allowed wait for it; the command may have run", null));
	}

	private static boolean mayHaveRun(RoutedCommand<?, ?, ?> command) {
		return command.wasSent() && CommandTable.changesData(command);
	}

	RuntimeException closed(RoutedCommand<?, ?, ?> command) {
		if (mayHaveRun(command)) {
			return new AmbiguousOutcomeException(history(command),
					"the application was stopping before the reply came; it may have run", null);
		}
		return didNotRun(command, new RoutingClosedException(history(command),
				"it came after, or while, the application was stopping", null));
	}

	/**
	 * The last attempt did not run; but if the command changes something, and the reply
	 * of an earlier attempt was lost, nobody can say that of the command.
	 */
	private RuntimeException didNotRun(RoutedCommand<?, ?, ?> command, RuntimeException failure) {
		boolean mayHaveRun = command.progress().replyLost() && CommandTable.changesData(command);
		return withEarlier(command, mayHaveRun ? new AmbiguousOutcomeException(history(command),
				"an earlier attempt may have run, and no repetition came through", failure) : failure);
	}

	private CommandHistory history(RoutedCommand<?, ?, ?> command) {
		return new CommandHistory(command.getType().toString(), command.slot(), nodeOf(command), shardOf(command),
				command.progress().attempts() + 1, redirectsOf(command),
				Duration.ofNanos(this.clock.getAsLong() - command.startedNanos()));
	}

	private String shardOf(RoutedCommand<?, ?, ?> command) {
		SlotOwner owner = (command.slot() >= 0) ? this.slots.ownerOf(command.slot()) : SlotOwner.NONE;
		return owner.isNone() ? "none" : owner.shard().primary().endpoint().toString();
	}

	private static List<String> redirectsOf(RoutedCommand<?, ?, ?> command) {
		return command.progress()
			.outcomes()
			.stream()
			.filter(Redirected.class::isInstance)
			.map((outcome) -> ((Redirected) outcome).reply())
			.toList();
	}

	/**
	 * The node of an attempt; while it pauses, that of the one before.
	 */
	static String nodeOf(RoutedCommand<?, ?, ?> command) {
		NodeConnection connection = command.connection();
		return (connection != null) ? connection.endpoint().toString() : command.progress().node();
	}

	private static <E extends RuntimeException> E withEarlier(RoutedCommand<?, ?, ?> command, E failure) {
		for (Outcome outcome : command.progress().outcomes()) {
			Throwable cause = cause(outcome);
			if (cause != null && cause != failure.getCause()) {
				failure.addSuppressed(cause);
			}
		}
		return failure;
	}

	/**
	 * What an attempt failed of, for Resilience4j's predicates and events.
	 * @param outcome of an attempt that did not succeed
	 * @return its cause; an error reply as an exception
	 */
	static Throwable reason(Outcome outcome) {
		Throwable cause = cause(outcome);
		return (cause != null) ? cause : new ServerReply(outcome.toString());
	}

	/**
	 * Why a command is repeated, as it is counted.
	 * @param outcome of an attempt that did not succeed
	 * @return one of few
	 */
	static RetryReason retryReason(Outcome outcome) {
		if (outcome instanceof NotNow notNow) {
			return switch (notNow.state()) {
				case CLUSTERDOWN -> RetryReason.CLUSTERDOWN;
				case TRYAGAIN -> RetryReason.TRYAGAIN;
				case LOADING -> RetryReason.LOADING;
				case MASTERDOWN -> RetryReason.MASTERDOWN;
				case READONLY -> RetryReason.READONLY;
			};
		}
		if (outcome instanceof Lost) {
			return RetryReason.REPLY_LOST;
		}
		Throwable cause = cause(outcome);
		if (cause instanceof NoOwner) {
			return RetryReason.NO_OWNER;
		}
		boolean unreachable = cause instanceof ConnectionLostException lost && lost.isUnreachable();
		return unreachable ? RetryReason.UNREACHABLE : RetryReason.NOT_SENT;
	}

	private static @Nullable Throwable cause(Outcome outcome) {
		if (outcome instanceof NotSent notSent) {
			return notSent.cause();
		}
		if (outcome instanceof Lost lost) {
			return lost.cause();
		}
		if (outcome instanceof Redirected redirected) {
			return new ServerReply(redirected.reply());
		}
		if (outcome instanceof Outcome.ScriptMissing missing) {
			return new ServerReply(missing.reply());
		}
		return (outcome instanceof NotNow notNow) ? new ServerReply(notNow.reply()) : null;
	}

	/** The cause of an attempt for whose slot no owner is known. */
	static final class NoOwner extends RuntimeException {

		private static final long serialVersionUID = 1L;

		private final int slot;

		/** What to look at, since nobody answers at all or those who do know no owner. */
		private final String advice;

		NoOwner(int slot, RefreshOutcome lastRefresh) {
			super("no owner is known for slot " + slot, null, false, false);
			this.slot = slot;
			this.advice = (lastRefresh.status() == RefreshOutcome.Status.FAILED)
					? "the last refresh failed: " + lastRefresh.detail()
							+ "; look at whether spring.data.redis.cluster.nodes names nodes that run"
					: "no node that answers knows an owner; look at CLUSTER INFO for slots that are not covered";
		}

		int slot() {
			return this.slot;
		}

		String advice() {
			return this.advice;
		}

	}

	/** An answer of an earlier attempt, as a suppressed exception without a stack. */
	static final class ServerReply extends RuntimeException {

		private static final long serialVersionUID = 1L;

		ServerReply(String reply) {
			super(reply, null, false, false);
		}

	}

}
