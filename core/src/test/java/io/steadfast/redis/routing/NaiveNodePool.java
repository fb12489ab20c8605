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

package io.steadfast.redis.routing;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * The algorithm that this library was founded on not having: looks a connection up under
 * a read lock and creates one under the write lock. Between the two the pool may be
 * refreshed, and then no branch matches. Kept to show that the tests would see it.
 */
final class NaiveNodePool {

	private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

	/** Guarded by {@link #lock}. */
	private final Map<String, Object> connections = new HashMap<>();

	/**
	 * The connection that a redirect leads to.
	 * @param endpoint the target of the redirect
	 * @param answeredBy the connection that sent it, not to be used again
	 * @return the connection; null, sometimes
	 */
	Object redirect(String endpoint, Object answeredBy) {
		Object known;
		this.lock.readLock().lock();
		try {
			known = this.connections.get(endpoint);
		}
		finally {
			this.lock.readLock().unlock();
		}
		if (known != null && known != answeredBy) {
			return known;
		}
		Object created = null;
		this.lock.writeLock().lock();
		try {
			if (known == null && !this.connections.containsKey(endpoint)) {
				created = new Object();
				this.connections.put(endpoint, created);
			}
			else if (known != null && this.connections.get(endpoint) == answeredBy) {
				created = new Object();
				this.connections.put(endpoint, created);
			}
		}
		finally {
			this.lock.writeLock().unlock();
		}
		return created;
	}

	/**
	 * A refresh that finds another process at an endpoint.
	 * @param endpoint where
	 */
	void refresh(String endpoint) {
		this.lock.writeLock().lock();
		try {
			this.connections.put(endpoint, new Object());
		}
		finally {
			this.lock.writeLock().unlock();
		}
	}

}
