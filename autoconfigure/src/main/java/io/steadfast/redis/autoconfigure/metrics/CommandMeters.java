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

package io.steadfast.redis.autoconfigure.metrics;

import java.util.Locale;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.steadfast.redis.connection.TopologyAwareConnectionFactory;
import io.steadfast.redis.status.CommandCounts;
import io.steadfast.redis.status.RedirectType;
import io.steadfast.redis.status.RetryReason;

/**
 * The counters of one factory: what its commands, connections and subscriptions met, also
 * over restarts of the factory.
 *
 * @param factory the factory; a counter refers to it weakly
 * @param readings what the factory counted
 * @param tags those of all meters of the factory
 */
record CommandMeters(TopologyAwareConnectionFactory factory, Readings readings, Tags tags) implements MeterBinder {

	private static final String FAILURES = "steadfast.redis.connection.failures";

	private static final String FAILURES_TEXT = "Connections to nodes that could not be made, or ended without our wish";

	@Override
	public void bindTo(MeterRegistry registry) {
		for (RedirectType type : RedirectType.values()) {
			redirects(registry, type);
		}
		for (RetryReason reason : RetryReason.values()) {
			counter(registry, "steadfast.redis.retries", "Repetitions of commands after a pause",
					Tags.of("reason", reason.name().toLowerCase(Locale.ROOT)),
					(counts) -> counts.retries().getOrDefault(reason, 0L));
		}
		counter(registry, "steadfast.redis.commands.surfaced",
				"Commands that ended in an exception of the client, the ambiguous ones included", Tags.empty(),
				CommandCounts::surfaced);
		counter(registry, "steadfast.redis.commands.ambiguous", "Commands that failed and may have run", Tags.empty(),
				CommandCounts::ambiguous);
		counter(registry, "steadfast.redis.connections.opened", "Lasting connections to nodes that were made",
				Tags.empty(), CommandCounts::connectionsOpened);
		counter(registry, FAILURES, FAILURES_TEXT, Tags.of("reason", "connect"), CommandCounts::connectFailures);
		counter(registry, FAILURES, FAILURES_TEXT, Tags.of("reason", "disconnect"), CommandCounts::disconnects);
		counter(registry, FAILURES, FAILURES_TEXT, Tags.of("reason", "stall"), CommandCounts::stallCloses);
		FunctionCounter
			.builder("steadfast.redis.subscription.gaps", this.factory,
					TopologyAwareConnectionFactory::getSubscriptionGapCount)
			.description("Times at which subscribers may have missed messages")
			.tags(this.tags)
			.register(registry);
	}

	private void redirects(MeterRegistry registry, RedirectType type) {
		boolean toItself = type == RedirectType.MOVED_TO_ITSELF;
		RedirectType shown = toItself ? RedirectType.MOVED : type;
		counter(registry, "steadfast.redis.redirects", "Redirects that commands met",
				Tags.of("type", shown.name().toLowerCase(Locale.ROOT), "self", String.valueOf(toItself)),
				(counts) -> counts.redirects().getOrDefault(type, 0L));
	}

	private void counter(MeterRegistry registry, String name, String description, Tags own,
			ToDoubleFunction<CommandCounts> count) {
		FunctionCounter.builder(name, this.factory, (factory) -> count.applyAsDouble(this.readings.latest().counts()))
			.description(description)
			.tags(this.tags.and(own))
			.register(registry);
	}

}
