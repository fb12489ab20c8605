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

package io.steadfast.redis.status;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The listeners of one factory, each told whether or not another one fails. Any thread
 * may call it.
 */
public final class ClusterListeners {

	private static final Logger logger = LoggerFactory.getLogger(ClusterListeners.class);

	private final List<ClusterListener> listeners = new CopyOnWriteArrayList<>();

	/**
	 * Add a listener.
	 * @param listener told of everything from now on
	 */
	public void add(ClusterListener listener) {
		this.listeners.add(listener);
	}

	/**
	 * Remove a listener.
	 * @param listener one that was added
	 */
	public void remove(ClusterListener listener) {
		this.listeners.remove(listener);
	}

	/**
	 * Tell all of them, on this thread.
	 * @param call what is told
	 */
	public void tell(Consumer<ClusterListener> call) {
		this.listeners.forEach((listener) -> {
			try {
				call.accept(listener);
			}
			catch (RuntimeException ex) {
				logger.warn("A listener to the cluster failed; the others are told", ex);
			}
		});
	}

}
