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

import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.lang.management.ThreadMXBean;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.ToLongFunction;
import java.util.stream.StreamSupport;

import io.lettuce.core.resource.EventLoopGroupProvider;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.EventExecutorGroup;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.SingleThreadEventExecutor;

/**
 * Puts the channels of one client onto as few event loops as carry them: a loop that has
 * work is awake, and joins what it writes, while one with little work is woken by each
 * command. Any thread may call it; {@link #measure} is called by one thread at a time.
 */
public final class EventLoopPacking {

	/** More loops help nobody where no processor would run them. */
	private static final double SPARE_PROCESSORS = 0.5;

	private final boolean packs;

	private final ToLongFunction<EventExecutor> cpuTime;

	private final DoubleSupplier spareProcessors;

	/** Of the groups that were packed, rarely more than one. */
	private final List<LoopLoad> loads = new CopyOnWriteArrayList<>();

	private EventLoopPacking(boolean packs, ToLongFunction<EventExecutor> cpuTime, DoubleSupplier spareProcessors) {
		this.packs = packs;
		this.cpuTime = cpuTime;
		this.spareProcessors = spareProcessors;
	}

	/**
	 * Pack by what is measured elsewhere.
	 * @param cpuTime what a loop has taken since it exists, in nanoseconds; negative
	 * where that is not known
	 * @param spareProcessors how many processors had nothing to do since the last
	 * question
	 */
	public EventLoopPacking(ToLongFunction<EventExecutor> cpuTime, DoubleSupplier spareProcessors) {
		this(true, cpuTime, spareProcessors);
	}

	/**
	 * By what this machine, or container, has to spare.
	 * @param packs whether to pack; if not, or if the JVM cannot tell what a thread
	 * takes, the loops are taken in turn
	 * @return for one client
	 */
	public static EventLoopPacking onThisMachine(boolean packs) {
		OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
		ThreadMXBean threads = ManagementFactory.getThreadMXBean();
		return new EventLoopPacking(packs && threads.isThreadCpuTimeSupported() && threads.isThreadCpuTimeEnabled(),
				(loop) -> cpuTime(threads, loop), () -> spareProcessors(system));
	}

	private static long cpuTime(ThreadMXBean threads, EventExecutor loop) {
		return (loop instanceof SingleThreadEventExecutor single)
				? threads.getThreadCpuTime(single.threadProperties().id()) : -1;
	}

	/**
	 * Asks once: the system counts from one question to the next.
	 */
	static double spareProcessors(OperatingSystemMXBean system) {
		double load = (system instanceof com.sun.management.OperatingSystemMXBean machine) ? machine.getCpuLoad() : -1;
		return system.getAvailableProcessors() * ((load >= 0) ? 1 - load : 1);
	}

	/**
	 * Hand out packed groups.
	 * @param provider has the groups
	 * @return a provider of the same groups
	 */
	EventLoopGroupProvider pack(EventLoopGroupProvider provider) {
		return this.packs ? new PackingProvider(provider) : provider;
	}

	private PackedLoops pack(EventLoopGroup group) {
		List<LoopLoad> packed = StreamSupport.stream(group.spliterator(), false)
			.map((loop) -> new LoopLoad(loop, this.cpuTime))
			.toList();
		this.loads.addAll(packed);
		return new PackedLoops(group, () -> choose(packed));
	}

	private static EventLoop choose(List<LoopLoad> packed) {
		LoopLoad chosen = packed.stream()
			.filter(LoopLoad::isFree)
			.findFirst()
			.or(() -> packed.stream().min(Comparator.comparingDouble(LoopLoad::share)))
			.orElseThrow();
		chosen.use();
		return (EventLoop) chosen.loop();
	}

	/**
	 * Measure what the loops take, once in a while.
	 * @param nowNanos a reading of {@link System#nanoTime()}
	 * @return whether a loop has been busy for long, and channels would find another one
	 * that is not
	 */
	public boolean measure(long nowNanos) {
		this.loads.forEach((load) -> load.measure(nowNanos));
		return this.loads.stream().anyMatch(LoopLoad::isBusy) && this.spareProcessors.getAsDouble() >= SPARE_PROCESSORS
				&& this.loads.stream().anyMatch(LoopLoad::isBusyForLong)
				&& this.loads.stream().anyMatch(LoopLoad::isFree);
	}

	/**
	 * Whether a loop has more than it should.
	 * @param loop a loop of any group
	 * @return whether it has been busy for long
	 */
	public boolean isBusyForLong(EventExecutor loop) {
		return this.loads.stream().anyMatch((load) -> load.loop() == loop && load.isBusyForLong());
	}

	/**
	 * Packs each group that is asked for.
	 */
	private final class PackingProvider implements EventLoopGroupProvider {

		private final EventLoopGroupProvider groups;

		PackingProvider(EventLoopGroupProvider groups) {
			this.groups = groups;
		}

		@Override
		@SuppressWarnings("unchecked") // Lettuce asks for it by name, and uses it as any
										// group
		public <T extends EventLoopGroup> T allocate(Class<T> type) {
			EventLoopGroup packed = pack(this.groups.allocate(type));
			return (T) packed;
		}

		@Override
		public Future<Boolean> release(EventExecutorGroup group, long quietPeriod, long timeout, TimeUnit unit) {
			EventExecutorGroup allocated = (group instanceof PackedLoops packed) ? packed.group() : group;
			return this.groups.release(allocated, quietPeriod, timeout, unit);
		}

		@Override
		public int threadPoolSize() {
			return this.groups.threadPoolSize();
		}

		@Override
		public Future<Boolean> shutdown(long quietPeriod, long timeout, TimeUnit unit) {
			return this.groups.shutdown(quietPeriod, timeout, unit);
		}

	}

}
