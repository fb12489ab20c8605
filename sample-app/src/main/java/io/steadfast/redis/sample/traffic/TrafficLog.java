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

package io.steadfast.redis.sample.traffic;

import io.steadfast.redis.sample.cluster.Wire;
import io.steadfast.redis.sample.cluster.WireCounts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Writes one line a second. Used by the scheduler's one thread.
 */
@Component
class TrafficLog {

	private static final Logger logger = LoggerFactory.getLogger(TrafficLog.class);

	private final Traffic traffic;

	private final Wire wire;

	private Observation current;

	private WireCounts before;

	TrafficLog(Traffic traffic, Wire wire) {
		this.traffic = traffic;
		this.wire = wire;
		this.current = traffic.observe();
		this.before = wire.counts();
	}

	@Scheduled(fixedRate = 1000, initialDelay = 1000)
	void line() {
		Observation past = this.current;
		this.current = this.traffic.observe();
		past.close();
		WireCounts now = this.wire.counts();
		WireCounts seen = now.since(this.before);
		this.before = now;
		logger.info("{} operations, {} errors, {} redirects, slowest {} ms, {} sockets", past.operations(),
				past.surfaced(), seen.redirects(), past.longest().toMillis(), seen.open());
		past.failures().forEach((kind, count) -> logger.info("  {} x {}", count, kind));
	}

}
