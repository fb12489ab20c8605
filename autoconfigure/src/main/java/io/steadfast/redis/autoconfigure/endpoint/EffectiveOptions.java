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

package io.steadfast.redis.autoconfigure.endpoint;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

import io.steadfast.redis.RoutingOptions;

import org.springframework.boot.convert.DurationStyle;

/**
 * The options that a factory works with, by the property that sets each: named one by
 * one, so that nothing secret is among them.
 */
final class EffectiveOptions {

	private EffectiveOptions() {
	}

	static Map<String, Object> of(RoutingOptions options) {
		Map<String, Object> map = new LinkedHashMap<>();
		map.put("steadfast.redis.patience", text(options.patience()));
		map.put("steadfast.redis.ambiguous-commands", options.ambiguousCommands());
		map.put("steadfast.redis.waiting.blocking-per-node", options.waiting().blockingPerNode());
		map.put("steadfast.redis.waiting.total", options.waiting().total());
		map.put("steadfast.redis.overdue", text(options.waiting().overdue()));
		map.put("steadfast.redis.stall-timeout", text(options.connections().stallTimeout()));
		map.put("steadfast.redis.drain-timeout", text(options.connections().drainTimeout()));
		map.put("steadfast.redis.connections-per-node", options.connections().perNode());
		map.put("steadfast.redis.flush-consolidation", options.connections().flushConsolidation());
		map.put("steadfast.redis.topology.refresh-period", text(options.topology().refreshPeriod()));
		map.put("steadfast.redis.topology.min-refresh-interval", text(options.topology().minRefreshInterval()));
		map.put("steadfast.redis.topology.sources", options.topology().sources());
		return map;
	}

	private static String text(Duration duration) {
		return DurationStyle.SIMPLE.print(duration, ChronoUnit.MILLIS);
	}

}
