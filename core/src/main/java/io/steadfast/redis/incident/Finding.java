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

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.steadfast.redis.topology.Endpoint;
import io.steadfast.redis.topology.Node;

/**
 * What a difference between two topologies, or a sign, says about one shard.
 *
 * @param kind what happens to the shard
 * @param subject the id of the node that stands for the shard
 * @param nodes the nodes concerned, the subject's shard and, where slots move, those at
 * the other end
 * @param slots the slots that moved; empty if none did
 * @param from the former owner of the slots
 * @param to the owner of the slots from now on
 */
record Finding(IncidentKind kind, String subject, List<Node> nodes, BitSet slots, Node from, Node to) {

	/** A finding without slots. */
	static Finding about(IncidentKind kind, Node subject, List<Node> nodes) {
		return new Finding(kind, subject.id(), nodes, new BitSet(), subject, subject);
	}

	Set<String> ids() {
		Set<String> ids = new HashSet<>();
		this.nodes.forEach((node) -> ids.add(node.id()));
		return ids;
	}

	Set<Endpoint> endpoints() {
		Set<Endpoint> endpoints = new HashSet<>();
		this.nodes.forEach((node) -> {
			endpoints.add(node.endpoint());
			endpoints.addAll(node.aliases());
		});
		return endpoints;
	}

}
