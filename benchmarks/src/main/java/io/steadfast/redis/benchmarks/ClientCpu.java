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
import java.lang.management.ThreadInfo;

import com.sun.management.ThreadMXBean;

/**
 * CPU time of clients whose scripted nodes live in the same process.
 */
final class ClientCpu {

	private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private ClientCpu() {
	}

	/**
	 * What all threads that live have taken, but for those of the nodes.
	 * @return nanoseconds
	 */
	static long nanos() {
		long[] ids = THREADS.getAllThreadIds();
		ThreadInfo[] infos = THREADS.getThreadInfo(ids);
		long[] times = THREADS.getThreadCpuTime(ids);
		long sum = 0;
		for (int i = 0; i < ids.length; i++) {
			boolean ours = infos[i] != null && !infos[i].getThreadName().startsWith("scripted-redis");
			sum += ours ? Math.max(0, times[i]) : 0;
		}
		return sum;
	}

}
