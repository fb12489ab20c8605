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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.steadfast.redis.NodeFault;
import io.steadfast.redis.RoutingOptions.TopologyOptions;
import io.steadfast.redis.topology.RefreshOutcome.Status;
import io.steadfast.redis.topology.RefreshPacing.NextRefresh;
import io.steadfast.redis.topology.TopologyPublisher.Publication;

/**
 * Keeps the topology fresh: runs one refresh at a time, on demand and periodically, and
 * publishes what it learns. Any thread may call any method, none of them blocks; all work
 * is done by the scheduler.
 */
public final class TopologyMonitor implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(TopologyMonitor.class);

	/**
	 * Two rounds of answers and a preparation take 1250 ms at most.
	 */
	private static final Duration REFRESH_LIMIT = Duration.ofSeconds(3);

	private final TopologyOptions options;

	private final TopologySource source;

	private final MonitorTiming timing;

	private final SourceSelection selection;

	private final TopologyPublisher publisher;

	private final Object lock = new Object();

	/** Guarded by {@link #lock}. */
	private final RefreshPacing pacing;

	/** The refresh in flight. Guarded by {@link #lock}. */
	private PendingRefresh running = PendingRefresh.NONE;

	/**
	 * The refresh to run after the one in flight and the minimum interval; callers share
	 * it. Guarded by {@link #lock}.
	 */
	private PendingRefresh waiting = PendingRefresh.NONE;

	/** Ends the questions of {@link #running}. Guarded by {@link #lock}. */
	private Runnable cancelRunning = () -> {
	};

	/** Guarded by {@link #lock}. */
	private final MonitorTimers timers;

	/** Guarded by {@link #lock}. */
	private boolean closed;

	/** Written by the refresh in flight under {@link #lock}; volatile for readers. */
	private volatile RefreshOutcome lastOutcome = RefreshOutcome.none();

	/** Added to by any thread, therefore copied on write. */
	private final List<Consumer<RefreshOutcome>> refreshListeners = new CopyOnWriteArrayList<>();

	/**
	 * Create a monitor that does nothing until its first refresh is asked for.
	 * @param options interval, period and number of nodes asked
	 * @param seeds where to ask while no node is known or none answers
	 * @param source the network
	 * @param table the table to publish to
	 * @param preparation what is done before a change is published
	 * @param timing scheduler, clock and chance
	 */
	public TopologyMonitor(TopologyOptions options, List<Endpoint> seeds, TopologySource source, SlotTable table,
			TopologyPreparation preparation, MonitorTiming timing) {
		this.options = options;
		this.source = source;
		this.timing = timing;
		this.selection = new SourceSelection(seeds, source, timing);
		this.publisher = new TopologyPublisher(table, preparation, timing);
		this.pacing = new RefreshPacing(options, timing.now());
		this.timers = new MonitorTimers(timing, this::close);
	}

	/**
	 * Be told of changes.
	 * @param listener called after each publication of a changed snapshot
	 */
	public void addListener(TopologyListener listener) {
		this.publisher.addListener(listener);
	}

	/**
	 * Be told of each refresh that has ended.
	 * @param listener called by the scheduler; must not block
	 */
	public void addRefreshListener(Consumer<RefreshOutcome> listener) {
		this.refreshListeners.add(listener);
	}

	/**
	 * The snapshot published last.
	 * @return {@link TopologySnapshot#empty()} before the first
	 */
	public TopologySnapshot current() {
		return this.publisher.current();
	}

	/**
	 * How the last refresh ended, for health.
	 * @return never null; has the status NONE before the first
	 */
	public RefreshOutcome lastOutcome() {
		return this.lastOutcome;
	}

	/**
	 * Ask for a refresh that nobody waits for.
	 * @param trigger why
	 */
	public void request(RefreshTrigger trigger) {
		synchronized (this.lock) {
			enqueue(trigger);
		}
	}

	/**
	 * Ask for a refresh that begins after this call: at once if none is in flight and the
	 * minimum interval has passed, else as the one trailing run that all callers share.
	 * @param trigger why
	 * @return completed with the snapshot once it is published; fails with
	 * {@link TopologyRefreshException} if no answer could be used or the monitor is
	 * closed
	 */
	public CompletionStage<TopologySnapshot> refresh(RefreshTrigger trigger) {
		synchronized (this.lock) {
			return enqueue(trigger).result().minimalCompletionStage();
		}
	}

	private PendingRefresh enqueue(RefreshTrigger trigger) {
		if (this.closed) {
			return PendingRefresh.refused(trigger, closedFailure());
		}
		if (trigger.isSignal()) {
			this.pacing.unsettled();
		}
		PendingRefresh waits = this.waiting;
		if (!waits.isNone() && (waits.trigger().isUrgent() || !trigger.isUrgent())) {
			return waits;
		}
		PendingRefresh queued = waits.isNone() ? PendingRefresh.of(trigger) : waits.urgedBy(trigger);
		this.waiting = queued;
		if (this.running.isNone()) {
			startWhenAllowed();
		}
		return queued;
	}

	private void startWhenAllowed() {
		this.timers.start(this.pacing.untilNextStart(this.waiting.trigger(), this.timing.now()), this::start);
	}

	private void start() {
		PendingRefresh refresh;
		RefreshRound round = new RefreshRound(current(), this.publisher.leftOut(), this.options.sources(),
				this.selection, this.source, this.timing);
		long startedAt = this.timing.now();
		synchronized (this.lock) {
			if (this.closed || this.waiting.isNone() || !this.running.isNone()) {
				return;
			}
			refresh = this.waiting;
			this.running = refresh;
			this.waiting = PendingRefresh.NONE;
			this.cancelRunning = round::cancel;
			this.timers.cancelDue();
			this.pacing.started(refresh.trigger(), startedAt);
			watch(refresh, round, startedAt);
		}
		CompletionStage<RefreshRound> begin = CompletableFuture.completedStage(round);
		begin.thenCompose(RefreshRound::run)
			.thenCompose(this.publisher::prepare)
			.thenAccept((publication) -> publish(refresh, publication, round, startedAt))
			.whenComplete((done, failure) -> {
				if (failure != null) {
					fail(refresh, failure, startedAt);
				}
			});
	}

	private void publish(PendingRefresh refresh, Publication publication, RefreshRound round, long startedAt) {
		if (refresh.result().isDone()) {
			return; // Closed meanwhile.
		}
		this.publisher.publish(publication);
		boolean changed = publication.changesContent();
		String summary = publication.diff().summary();
		Status status = changed ? Status.CHANGED : Status.UNCHANGED;
		end(refresh, status, summary, startedAt, publication.faults(round), publication.diff().isMigration());
		if (publication.diff().isEmpty()) {
			log.debug("Refresh ({}) published {}", refresh.trigger(), publication.after());
		}
		else {
			log.info("Topology changed: {}", summary);
		}
		refresh.result().complete(publication.after());
	}

	private void fail(PendingRefresh refresh, Throwable failure, long startedAt) {
		Throwable cause = (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause()
				: failure;
		log.debug("Refresh ({}) failed: {}", refresh.trigger(), cause.getMessage());
		end(refresh, Status.FAILED, String.valueOf(cause.getMessage()), startedAt,
				(cause instanceof TopologyRefreshException known) ? known.getFaults() : List.of(), false);
		refresh.fail(cause);
	}

	private void end(PendingRefresh refresh, Status status, String detail, long startedAt, List<NodeFault> faults,
			boolean migration) {
		long now = this.timing.now();
		RefreshOutcome outcome = new RefreshOutcome(refresh.trigger(), status, detail, now,
				Duration.ofNanos(now - startedAt), faults);
		synchronized (this.lock) {
			if (this.closed || !this.running.equals(refresh)) {
				return; // Or given up by the watchdog.
			}
			this.timers.cancelWatchdog();
			this.lastOutcome = outcome;
			this.running = PendingRefresh.NONE;
			arrange(this.pacing.ended(refresh.trigger(), status, migration, this.publisher.isIncomplete()));
			if (!this.waiting.isNone()) {
				startWhenAllowed();
			}
		}
		this.refreshListeners.forEach((listener) -> listener.accept(outcome));
	}

	private void arrange(NextRefresh next) {
		this.timers.due(this.timing.jittered(next.delay()), () -> request(next.trigger()));
	}

	/**
	 * Every step of a refresh has a limit of its own; should one of them fail all the
	 * same, those that come later must not wait for it for ever.
	 */
	private void watch(PendingRefresh refresh, RefreshRound round, long startedAt) {
		this.timers.watchdog(REFRESH_LIMIT, () -> {
			fail(refresh, new TopologyRefreshException("It did not end within " + REFRESH_LIMIT.toMillis() + " ms"),
					startedAt);
			round.cancel();
		});
	}

	private static TopologyRefreshException closedFailure() {
		return new TopologyRefreshException("The topology monitor is closed");
	}

	/**
	 * End all timers and fail whoever waits for a refresh. The scheduler is not shut
	 * down.
	 */
	@Override
	public void close() {
		PendingRefresh inFlight;
		PendingRefresh queued;
		Runnable cancel;
		synchronized (this.lock) {
			this.closed = true;
			this.timers.cancelAll();
			inFlight = this.running;
			queued = this.waiting;
			cancel = this.cancelRunning;
			this.running = PendingRefresh.NONE;
			this.waiting = PendingRefresh.NONE;
		}
		inFlight.fail(closedFailure());
		queued.fail(closedFailure());
		cancel.run();
	}

}
