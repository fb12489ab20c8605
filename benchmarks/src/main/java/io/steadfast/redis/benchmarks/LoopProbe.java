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

package io.steadfast.redis.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicLong;

import io.netty.channel.EventLoop;

/**
 * Finds the longest piece of work of some event loops: a task on each looks at the CPU
 * time of its thread and queues itself again. CPU time, because a busy machine makes any
 * piece look long by the clock. It keeps the loops busy while it is on.
 */
final class LoopProbe implements AutoCloseable {

	private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

	private final AtomicLong longest = new AtomicLong();

	/** Written by whoever started it, read by the event loops. */
	private volatile boolean over;

	private LoopProbe() {
	}

	/**
	 * Begin.
	 * @param loops the event loops
	 * @return on until it is closed
	 */
	static LoopProbe start(Collection<EventLoop> loops) {
		LoopProbe probe = new LoopProbe();
		loops.forEach((loop) -> loop.execute(() -> probe.look(loop, THREADS.getCurrentThreadCpuTime())));
		return probe;
	}

	private void look(EventLoop loop, long last) {
		long now = THREADS.getCurrentThreadCpuTime();
		this.longest.accumulateAndGet(now - last, Math::max);
		if (!this.over) {
			loop.execute(() -> look(loop, now));
		}
	}

	long longestNanos() {
		return this.longest.get();
	}

	@Override
	public void close() {
		this.over = true;
	}

}
