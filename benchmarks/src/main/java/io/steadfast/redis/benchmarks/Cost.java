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
import java.util.HashMap;
import java.util.Map;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;

/**
 * What this process has spent so far. The servers are other processes.
 *
 * @param cpuNanos CPU time of all threads, those that have ended too
 * @param allocated bytes by the id of each thread that is alive
 */
record Cost(long cpuNanos, Map<Long, Long> allocated) {

	private static final OperatingSystemMXBean SYSTEM = ManagementFactory
		.getPlatformMXBean(OperatingSystemMXBean.class);

	private static final ThreadMXBean THREADS = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

	static Cost now() {
		long[] ids = THREADS.getAllThreadIds();
		long[] bytes = THREADS.getThreadAllocatedBytes(ids);
		Map<Long, Long> allocated = new HashMap<>();
		for (int i = 0; i < ids.length; i++) {
			allocated.put(ids[i], Math.max(0, bytes[i]));
		}
		return new Cost(SYSTEM.getProcessCpuTime(), allocated);
	}

	/**
	 * Bytes allocated since, by threads that are alive now.
	 */
	long bytesSince(Cost earlier) {
		return this.allocated.entrySet()
			.stream()
			.mapToLong((thread) -> thread.getValue() - earlier.allocated.getOrDefault(thread.getKey(), 0L))
			.sum();
	}

}
