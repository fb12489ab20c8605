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
import java.util.HashMap;
import java.util.Map;

import com.sun.management.ThreadMXBean;

/**
 * CPU time of clients whose scripted nodes live in the same process: that of all threads
 * that live, but for those of the nodes. A thread that has ended meanwhile does not
 * count.
 */
final class ClientCpu {

	private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private final Map<Long, Long> before = byThread();

	private ClientCpu() {
	}

	static ClientCpu fromNow() {
		return new ClientCpu();
	}

	/**
	 * What was taken since this was made.
	 * @return nanoseconds
	 */
	long nanos() {
		long sum = 0;
		for (Map.Entry<Long, Long> now : byThread().entrySet()) {
			sum += now.getValue() - this.before.getOrDefault(now.getKey(), 0L);
		}
		return sum;
	}

	private static Map<Long, Long> byThread() {
		long[] ids = THREADS.getAllThreadIds();
		ThreadInfo[] infos = THREADS.getThreadInfo(ids);
		long[] times = THREADS.getThreadCpuTime(ids);
		Map<Long, Long> byThread = new HashMap<>();
		for (int i = 0; i < ids.length; i++) {
			boolean lives = infos[i] != null && times[i] >= 0;
			if (lives && !infos[i].getThreadName().startsWith("scripted-redis")) {
				byThread.put(ids[i], times[i]);
			}
		}
		return byThread;
	}

}
