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
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.lettuce.core.resource.DefaultEventLoopGroupProvider;
import io.lettuce.core.resource.EventLoopGroupProvider;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which event loop the next channel is put onto.
 */
class EventLoopPackingTest {

	private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

	private final Map<EventExecutor, Long> cpuTimes = new HashMap<>();

	private double spareProcessors = 1;

	private final EventLoopGroupProvider application = new DefaultEventLoopGroupProvider(3);

	private final EventLoopPacking packing = new EventLoopPacking((loop) -> this.cpuTimes.getOrDefault(loop, 0L),
			() -> this.spareProcessors);

	private final EventLoopGroupProvider packed = this.packing.pack(this.application);

	private final EventLoopGroup group = this.packed.allocate(NioEventLoopGroup.class);

	private long now;

	@AfterEach
	void stop() {
		this.application.shutdown(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
	}

	@Test
	void channelsShareALoopThatHasTime() {
		EventLoop first = this.group.next();
		assertThat(IntStream.range(0, 10).mapToObj((i) -> this.group.next())).containsOnly(first);
		assertThat(measure(Map.of(first, 0.4), 5)).isFalse();
		assertThat(this.group.next()).isSameAs(first);
	}

	@Test
	void aLoopThatIsBusyForLongIsRelieved() {
		EventLoop busy = this.group.next();
		assertThat(measure(Map.of(busy, 0.9), 2)).as("a start takes as long").isFalse();
		assertThat(this.packing.isBusyForLong(busy)).isFalse();

		assertThat(measure(Map.of(busy, 0.9), 1)).isTrue();

		assertThat(this.packing.isBusyForLong(busy)).isTrue();
		EventLoop other = this.group.next();
		assertThat(other).isNotSameAs(busy);
		assertThat(this.packing.isBusyForLong(other)).isFalse();
		assertThat(measure(Map.of(busy, 0.4), 1)).isFalse();
		assertThat(this.group.next()).isSameAs(busy);
	}

	@Test
	void whereNoProcessorIsSpareAnotherLoopHelpsNobody() {
		EventLoop busy = this.group.next();
		this.spareProcessors = 0.3;
		assertThat(measure(Map.of(busy, 0.9), 5)).isFalse();
	}

	@Test
	void whereAllLoopsAreBusyTheLeastBusyTakesMore() {
		EventLoop first = this.group.next();
		measure(Map.of(first, 0.9), 3);
		EventLoop second = this.group.next();
		measure(Map.of(first, 0.9, second, 0.8), 3);
		EventLoop third = this.group.next();
		assertThat(List.of(first, second)).doesNotContain(third);

		assertThat(measure(Map.of(first, 0.9, second, 0.8, third, 0.85), 3)).isFalse();

		assertThat(this.group.next()).isSameAs(second);
	}

	@Test
	void aLoopWhoseTimeIsNotKnownIsNotBusy() {
		EventLoop loop = this.group.next();
		this.cpuTimes.put(loop, -1L);
		IntStream.range(0, 5).forEach((i) -> this.packing.measure(this.now += SECOND));
		assertThat(this.packing.isBusyForLong(loop)).isFalse();
		assertThat(this.group.next()).isSameAs(loop);
	}

	@Test
	void theGroupIsGivenBackToWhoHasIt() {
		EventLoop loop = this.group.next();
		this.packed.release(this.group, 0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
		assertThat(loop.isShuttingDown()).isTrue();
	}

	/**
	 * The clock runs while the loop does: beside other work a loop gets less than a
	 * processor.
	 */
	@Test
	void aLoopThatIsUsedIsMeasuredOnThisMachine() throws Exception {
		ThreadMXBean threads = ManagementFactory.getThreadMXBean();
		EventLoopPacking real = EventLoopPacking.onThisMachine(true);
		EventLoopGroup loops = real.pack(this.application).allocate(NioEventLoopGroup.class);
		EventLoop loop = loops.next();
		for (int i = 0; i < 10 && !real.isBusyForLong(loop); i++) {
			loop.submit(() -> workFor(SECOND / 20)).awaitUninterruptibly();
			real.measure(loop.submit(threads::getCurrentThreadCpuTime).get());
		}
		assertThat(real.isBusyForLong(loop)).isTrue();
	}

	@Test
	void aMachineThatIsBusyHasNoProcessorToSpare() throws Exception {
		OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
		ExecutorService spinners = Executors.newCachedThreadPool();
		try {
			for (int round = 0; round < 3; round++) {
				EventLoopPacking.spareProcessors(system);
				spinners.invokeAll(Collections.nCopies(system.getAvailableProcessors(),
						Executors.callable(() -> workFor(SECOND / 3))));
			}
			assertThat(EventLoopPacking.spareProcessors(system)).isBetween(0.0, 0.5);
		}
		finally {
			spinners.shutdown();
		}
	}

	@Test
	void loopsAreTakenInTurnWhereThatIsWished() {
		assertThat(EventLoopPacking.onThisMachine(false).pack(this.application)).isSameAs(this.application);
	}

	private static void workFor(long nanos) {
		for (long end = System.nanoTime() + nanos; System.nanoTime() < end;) {
			Thread.onSpinWait();
		}
	}

	/** Let loops take so much of a processor for some seconds. */
	private boolean measure(Map<EventLoop, Double> shares, int seconds) {
		boolean relieve = false;
		if (this.now == 0) {
			this.packing.measure(this.now);
		}
		for (int i = 0; i < seconds; i++) {
			this.now += SECOND;
			shares.forEach((loop, share) -> this.cpuTimes.merge(loop, (long) (share * SECOND), Long::sum));
			relieve = this.packing.measure(this.now);
		}
		return relieve;
	}

}
