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

package io.steadfast.redis.sample.traffic;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

import io.lettuce.core.cluster.SlotHash;
import io.steadfast.redis.sample.traffic.TrafficProperties.Style;
import reactor.core.scheduler.Schedulers;

import org.springframework.context.SmartLifecycle;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;

/**
 * An open loop of operations: each is due at a fixed time, and late if no caller is free
 * then. Begins with the application and ends before its connections do. Safe for any
 * thread.
 */
@Component
public class Traffic implements SmartLifecycle {

	private static final long NANOS = 1_000_000_000L;

	private static final long STOP_LIMIT_MILLIS = 8_000;

	private final TrafficProperties properties;

	private final OperationMix operations;

	/** Operations that have ended, by slot; counted by the callers. */
	private final AtomicLongArray endedBySlot = new AtomicLongArray(SlotHash.SLOT_COUNT);

	/** Open observations, added and removed by those who watch. */
	private final List<Observation> observations = new CopyOnWriteArrayList<>();

	/** Open recordings, as above. */
	private final List<Recording> recordings = new CopyOnWriteArrayList<>();

	/** Written by start and stop, which Spring calls one after the other. */
	private volatile List<Caller> callers = List.of();

	/** As {@link #callers}. */
	private volatile List<Work> work = List.of();

	Traffic(TrafficProperties properties, OperationMix operations) {
		this.properties = properties;
		this.operations = operations;
	}

	/**
	 * Watch every operation that ends from now on.
	 * @return to be closed by the caller
	 */
	public Observation observe() {
		Observation observation = new Observation(this::reportWaiting, this::end);
		this.observations.add(observation);
		return observation;
	}

	private void end(Observation observation) {
		this.observations.remove(observation);
		reportWaiting(observation);
	}

	private void reportWaiting(Observation observation) {
		this.work.forEach((work) -> work.reportWaiting(observation));
	}

	/**
	 * Keep every operation that ends from now on.
	 * @return to be closed by the caller
	 */
	public Recording record() {
		Recording recording = new Recording(this.recordings::remove);
		this.recordings.add(recording);
		return recording;
	}

	/**
	 * How many operations on each slot have ended.
	 * @return a copy: counts since the start of the application, by slot
	 */
	public long[] endedBySlot() {
		return IntStream.range(0, SlotHash.SLOT_COUNT).mapToLong(this.endedBySlot::get).toArray();
	}

	/**
	 * Callers whose operation was due longer ago and has not ended.
	 * @param limit how long ago
	 * @return their number, at most {@link #callers()}
	 */
	public int waitingLongerThan(Duration limit) {
		long before = System.nanoTime() - limit.toNanos();
		return (int) this.work.stream().filter((work) -> work.isWaitingSinceBefore(before)).count();
	}

	/**
	 * Those who make the traffic.
	 * @return their number
	 */
	public int callers() {
		return this.properties.callers();
	}

	private void ended(OperationResult result) {
		this.endedBySlot.incrementAndGet(result.slot());
		this.recordings.forEach((recording) -> recording.record(result));
		this.observations.forEach((observation) -> observation.record(result));
	}

	@Override
	public void start() {
		long begin = System.nanoTime();
		long interval = NANOS / this.properties.rate();
		AtomicLong taken = new AtomicLong();
		LongSupplier schedule = () -> begin + interval * taken.getAndIncrement();
		this.work = IntStream.range(0, this.properties.callers())
			.mapToObj((number) -> new Work(number, schedule, this.operations, this::ended))
			.toList();
		ThreadFactory threads = threads();
		this.callers = this.work.stream().map((work) -> caller(work, threads)).toList();
		this.callers.forEach(Caller::start);
	}

	private ThreadFactory threads() {
		return (this.properties.style() == Style.VIRTUAL)
				? new VirtualThreadTaskExecutor("caller-").getVirtualThreadFactory()
				: new CustomizableThreadFactory("caller-");
	}

	private Caller caller(Work work, ThreadFactory threads) {
		return (this.properties.style() == Style.REACTIVE) ? new ReactiveCaller(work, Schedulers.parallel())
				: new ThreadCaller(work, threads);
	}

	@Override
	public void stop() {
		this.work.forEach(Work::stop);
		long deadline = System.currentTimeMillis() + STOP_LIMIT_MILLIS;
		this.callers.forEach((caller) -> caller.awaitEnd(deadline));
		this.callers = List.of();
		this.work = List.of();
	}

	@Override
	public boolean isRunning() {
		return !this.callers.isEmpty();
	}

}
