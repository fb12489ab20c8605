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

package io.steadfast.redis.socket;

import java.util.function.ToLongFunction;

import io.netty.util.concurrent.EventExecutor;

/**
 * How much of a processor one event loop takes. Any thread reads; {@link #measure} is
 * called by one thread at a time.
 */
final class LoopLoad {

	/** Above this share, what is put onto the loop waits for it. */
	private static final double BUSY = 0.75;

	/** Below this share, a loop may be given more. */
	private static final double FREE = 0.5;

	/**
	 * A start, whose code is not compiled yet, takes a loop for a second or two and says
	 * nothing about the time after it.
	 */
	private static final int BUSY_FOR_LONG = 3;

	private final EventExecutor loop;

	private final ToLongFunction<EventExecutor> cpuTime;

	/** Written by whoever puts a channel onto the loop; once set, for good. */
	private volatile boolean used;

	/** Written by the measuring thread. */
	private volatile double share;

	/** In a row; written by the measuring thread. */
	private volatile int busyMeasures;

	/** The measuring thread's alone. */
	private long measuredNanos;

	/** The measuring thread's alone; negative before the first measure. */
	private long cpuNanos = -1;

	LoopLoad(EventExecutor loop, ToLongFunction<EventExecutor> cpuTime) {
		this.loop = loop;
		this.cpuTime = cpuTime;
	}

	EventExecutor loop() {
		return this.loop;
	}

	/** A loop that nobody uses has no thread, and is not given one for being asked. */
	void use() {
		this.used = true;
	}

	/**
	 * Measure the time since the last measure.
	 * @param nowNanos a reading of {@link System#nanoTime()}
	 */
	void measure(long nowNanos) {
		if (!this.used) {
			return;
		}
		long cpu = this.cpuTime.applyAsLong(this.loop);
		if (cpu >= 0 && this.cpuNanos >= 0) {
			this.share = (double) (cpu - this.cpuNanos) / Math.max(1, nowNanos - this.measuredNanos);
			this.busyMeasures = (this.share > BUSY) ? this.busyMeasures + 1 : 0;
		}
		this.cpuNanos = cpu;
		this.measuredNanos = nowNanos;
	}

	/**
	 * What the loop took of a processor between the last two measures.
	 * @return 0 to 1; 0 if it was not measured
	 */
	double share() {
		return this.share;
	}

	boolean isFree() {
		return this.share < FREE;
	}

	boolean isBusy() {
		return this.busyMeasures > 0;
	}

	boolean isBusyForLong() {
		return this.busyMeasures >= BUSY_FOR_LONG;
	}

}
