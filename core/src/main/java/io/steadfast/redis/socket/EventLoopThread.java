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

import io.netty.util.concurrent.FastThreadLocalThread;

/**
 * What Netty's threads have in common: those that read replies cannot wait for one.
 */
public final class EventLoopThread {

	private EventLoopThread() {
	}

	/**
	 * Whether the calling thread may be an event loop.
	 * @return {@code true} for all threads that Netty makes, of whatever pool
	 */
	public static boolean isCurrent() {
		return Thread.currentThread() instanceof FastThreadLocalThread;
	}

}
