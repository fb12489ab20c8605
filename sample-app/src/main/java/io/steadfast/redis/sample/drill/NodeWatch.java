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

package io.steadfast.redis.sample.drill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.lettuce.core.RedisException;
import io.steadfast.redis.test.RedisNode;

/**
 * Asks one node every ten milliseconds. Its lists may be read by any thread.
 */
final class NodeWatch {

	private static final Duration INTERVAL = Duration.ofMillis(10);

	private final RedisNode node;

	private final Thread thread;

	private final List<Span> refused = new CopyOnWriteArrayList<>();

	private final List<Long> recoveries = new CopyOnWriteArrayList<>();

	private final List<Long> promotions = new CopyOnWriteArrayList<>();

	private volatile boolean stopped;

	/** What was last known; these are the thread's own. */
	private boolean serves = true;

	private boolean primary;

	private long lastAnswer = System.nanoTime();

	/** When it began to refuse, or 0; written by the thread. */
	private volatile long refusesSince;

	NodeWatch(RedisNode node) {
		this.node = node;
		this.thread = new Thread(this::run, "watch-" + node.port());
		this.thread.setDaemon(true);
	}

	RedisNode node() {
		return this.node;
	}

	void start() {
		this.primary = isPrimary();
		this.thread.start();
	}

	private void run() {
		while (!this.stopped) {
			if (this.node.isAlive()) {
				ask();
			}
			else {
				isAway();
			}
			Poll.pause(INTERVAL);
		}
	}

	private void ask() {
		try {
			look();
		}
		catch (RedisException ex) {
			isAway();
		}
	}

	/** Dead or silent, it neither serves nor refuses. */
	private void isAway() {
		refuses(false);
		this.serves = false;
	}

	private void look() {
		boolean ok = ClusterWatch.field(this.node, "cluster_state", "CLUSTER", "INFO").equals("ok");
		boolean promoted = isPrimary();
		long now = System.nanoTime();
		if (promoted && !this.primary) {
			this.promotions.add(now);
		}
		if (ok && !this.serves) {
			this.recoveries.add(now);
		}
		this.primary = promoted;
		this.serves = ok;
		refuses(!ok);
		this.lastAnswer = now;
	}

	private boolean isPrimary() {
		return this.node.execute("ROLE").startsWith("master");
	}

	private void refuses(boolean refuses) {
		long since = this.refusesSince;
		if (refuses && since == 0) {
			this.refusesSince = this.lastAnswer;
		}
		if (!refuses && since != 0) {
			this.refused.add(new Span(since, System.nanoTime()));
			this.refusesSince = 0;
		}
	}

	List<Span> refused() {
		List<Span> spans = new ArrayList<>(this.refused);
		long since = this.refusesSince;
		if (since != 0) {
			spans.add(new Span(since, System.nanoTime()));
		}
		return spans;
	}

	List<Long> recoveries() {
		return List.copyOf(this.recoveries);
	}

	List<Long> promotions() {
		return List.copyOf(this.promotions);
	}

	void stop() {
		this.stopped = true;
	}

	void awaitEnd(Duration limit) {
		try {
			this.thread.join(limit.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
