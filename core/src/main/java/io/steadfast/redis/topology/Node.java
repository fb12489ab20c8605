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

package io.steadfast.redis.topology;

import java.util.Locale;
import java.util.Set;

/**
 * One Redis process as the topology names it.
 *
 * @param id the cluster's 40 character name of the node, empty if only a redirect named
 * it
 * @param endpoint where the node is reached
 * @param aliases other endpoints of the same node, such as the address beside an
 * announced host name
 * @param role primary or replica
 * @param primaryId the id of the primary that a replica copies, empty for a primary
 * @param configEpoch the epoch of the node's last claim to its slots, -1 if unknown; a
 * replica shows that of its primary
 * @param failing whether the nodes asked hold it to be down
 */
public record Node(String id, Endpoint endpoint, Set<Endpoint> aliases, NodeRole role, String primaryId,
		long configEpoch, boolean failing) {

	/**
	 * The config epoch of a node that no view has named yet.
	 */
	public static final long UNKNOWN_EPOCH = -1;

	public Node {
		aliases = Set.copyOf(aliases);
		if (role == NodeRole.PRIMARY && !primaryId.isEmpty()) {
			throw new IllegalArgumentException("Primary " + endpoint + " cannot be a replica of " + primaryId);
		}
	}

	/**
	 * A node that a redirect named before any refresh saw it.
	 * @param endpoint the target of the redirect
	 * @return a primary without an id
	 */
	public static Node unknown(Endpoint endpoint) {
		return new Node("", endpoint, Set.of(), NodeRole.PRIMARY, "", UNKNOWN_EPOCH, false);
	}

	/**
	 * Whether a view has named this node.
	 * @return false for a node that only a redirect named
	 */
	public boolean isKnown() {
		return !this.id.isEmpty();
	}

	/**
	 * Whether the given endpoint leads to this node.
	 * @param endpoint a host and port
	 * @return true for the node's own endpoint and its aliases
	 */
	public boolean answersAt(Endpoint endpoint) {
		return this.endpoint.equals(endpoint) || this.aliases.contains(endpoint);
	}

	/**
	 * Whether both are the same process: by id where both have one, else by endpoint.
	 * @param other another description of a node
	 * @return true if a command for one may go to the other
	 */
	public boolean isSameNodeAs(Node other) {
		if (isKnown() && other.isKnown()) {
			return this.id.equals(other.id);
		}
		return answersAt(other.endpoint) || other.answersAt(this.endpoint);
	}

	/**
	 * This node as the primary that a MOVED says it has become.
	 * @return this node if it is a primary already
	 */
	public Node asPrimary() {
		return (this.role == NodeRole.PRIMARY) ? this
				: new Node(this.id, this.endpoint, this.aliases, NodeRole.PRIMARY, "", this.configEpoch, this.failing);
	}

	@Override
	public String toString() {
		String name = isKnown() ? this.id.substring(0, Math.min(8, this.id.length())) : "?";
		return this.role.name().toLowerCase(Locale.ROOT) + " " + this.endpoint + " (" + name + ", epoch "
				+ this.configEpoch + (this.failing ? ", failing)" : ")");
	}

}
