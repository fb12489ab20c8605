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

package io.steadfast.redis.connection;

import java.util.Optional;
import java.util.function.Supplier;

import io.steadfast.redis.status.ClusterStatus;
import io.steadfast.redis.status.CommandCounts;
import org.jspecify.annotations.Nullable;

/**
 * The client of a factory while it is started, and what all of its clients have counted:
 * a count that went back would be taken for a negative one by whoever pushes differences.
 * Written by start and stop, which Spring calls one after the other; read by any thread.
 */
final class StartedClient {

	private volatile @Nullable RoutingClusterClient client;

	private volatile Supplier<CommandCounts> counts = CommandCounts::none;

	void begin(RoutingClusterClient begun) {
		CommandCounts earlier = counts();
		this.counts = () -> earlier.plus(begun.cluster().counts());
		this.client = begun;
	}

	void end() {
		CommandCounts last = counts();
		this.counts = () -> last;
		this.client = null;
	}

	Optional<RoutingClusterClient> client() {
		return Optional.ofNullable(this.client);
	}

	ClusterStatus status() {
		RoutingClusterClient current = this.client;
		return (current != null) ? current.cluster().status() : ClusterStatus.stopped();
	}

	CommandCounts counts() {
		return this.counts.get();
	}

}
