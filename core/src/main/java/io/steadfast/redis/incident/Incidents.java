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

package io.steadfast.redis.incident;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The incidents that are on and the last ones that are over. Reading is free: a volatile
 * read, no lock and no network. Written by the {@link IncidentTracker} alone, one call at
 * a time.
 */
public final class Incidents {

	/**
	 * How many incidents that are over are remembered.
	 */
	public static final int REMEMBERED = 20;

	private static final Logger logger = LoggerFactory.getLogger(Incidents.class);

	/** Added to by any thread, therefore copied on write. */
	private final List<IncidentListener> listeners = new CopyOnWriteArrayList<>();

	/** Immutable; replaced by the tracker under its lock, read by anybody. */
	private volatile List<Incident> current = List.of();

	/** As {@link #current}. */
	private volatile List<Incident> recent = List.of();

	/** As {@link #current}; immutable, by the ids of nodes. */
	private volatile Map<String, Integer> shards = Map.of();

	/**
	 * The incidents that are on.
	 * @return oldest first, at most {@value IncidentTracker#MAX_OPEN}; the numbers are at
	 * most a tenth of a second old
	 */
	public List<Incident> current() {
		return this.current;
	}

	/**
	 * The incidents that are over.
	 * @return the last one first, at most {@value #REMEMBERED}
	 */
	public List<Incident> recent() {
		return this.recent;
	}

	/**
	 * The number by which incidents name the shard of a node. It stays the same while its
	 * nodes fail over or are replaced, and is given anew when the shard has left.
	 * @param nodeId the id of any node of the shard
	 * @return from 1; 0 for a node of which nothing is known yet
	 */
	public int shardOf(String nodeId) {
		return this.shards.getOrDefault(nodeId, 0);
	}

	/**
	 * Be told of incidents.
	 * @param listener called until it is removed, also after a restart of the factory
	 */
	public void addListener(IncidentListener listener) {
		this.listeners.add(listener);
	}

	/**
	 * Be told no more.
	 * @param listener one that was added
	 */
	public void removeListener(IncidentListener listener) {
		this.listeners.remove(listener);
	}

	void show(List<Incident> open) {
		this.current = List.copyOf(open);
	}

	void number(Map<String, Integer> shardsByNode) {
		this.shards = shardsByNode;
	}

	void remember(Incident ended) {
		this.recent = Stream.concat(Stream.of(ended), this.recent.stream()).limit(REMEMBERED).toList();
	}

	void tell(BiConsumer<IncidentListener, Incident> call, Incident incident) {
		for (IncidentListener listener : this.listeners) {
			try {
				call.accept(listener, incident);
			}
			catch (RuntimeException ex) {
				logger.warn("A listener to incidents failed", ex);
			}
		}
	}

}
