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

package io.steadfast.redis.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * How a cluster and each of its nodes is to be.
 *
 * @param shards number of shards at the start
 * @param replicas number of replicas of each shard at the start
 * @param nodeTimeout {@code cluster-node-timeout}
 * @param requireFullCoverage {@code cluster-require-full-coverage}
 * @param password of all nodes, empty for none
 * @param config further lines, which win over ours
 * @param tls how nodes speak TLS; without, they do not
 * @param resolver learns the announced host names; without one, addresses are announced
 */
record ClusterSettings(int shards, int replicas, Duration nodeTimeout, boolean requireFullCoverage, String password,
		List<String> config, @Nullable NodeTls tls, @Nullable SwitchableResolver resolver) {

	ClusterSettings {
		config = List.copyOf(config);
	}

	/**
	 * The configuration file of one node.
	 * @param address where others find it
	 * @param bound the address that it binds
	 * @return its lines
	 */
	List<String> linesFor(NodeAddress address, String bound) {
		List<String> lines = new ArrayList<>(List.of("bind " + bound,
				// Reachable from loopback alone, which is all the protection that a test
				// needs.
				"protected-mode no", "save \"\"", "appendonly no", "cluster-enabled yes",
				"cluster-config-file nodes.conf", "cluster-node-timeout " + this.nodeTimeout.toMillis(),
				"cluster-require-full-coverage " + (this.requireFullCoverage ? "yes" : "no"),
				"cluster-allow-replica-migration no", "cluster-announce-ip " + address.host(), "repl-diskless-sync yes",
				"repl-diskless-sync-delay 0"));
		lines.addAll((this.tls != null) ? this.tls.lines(address.port()) : List.of("port " + address.port()));
		if (address.hasName()) {
			lines.add("cluster-announce-hostname " + address.announcedHost());
			lines.add("cluster-preferred-endpoint-type hostname");
		}
		if (!this.password.isEmpty()) {
			lines.add("requirepass " + this.password);
			lines.add("masterauth " + this.password);
		}
		lines.addAll(this.config);
		return lines;
	}

	/**
	 * What belongs beside that file.
	 * @return content by name
	 */
	Map<String, String> files() {
		return (this.tls != null) ? this.tls.files() : Map.of();
	}

}
