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

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import io.lettuce.core.RedisException;
import io.steadfast.redis.sample.cluster.EmbeddedCluster;
import io.steadfast.redis.sample.drill.DrillGround.RefusedException;
import io.steadfast.redis.test.RedisCluster;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.data.redis.RedisConnectionDetails;
import org.springframework.boot.autoconfigure.data.redis.RedisConnectionDetails.Cluster;
import org.springframework.boot.autoconfigure.data.redis.RedisConnectionDetails.Node;
import org.springframework.stereotype.Component;

/**
 * The cluster on which drills are played: the embedded one, or, if that is allowed, the
 * one that the application is told of. Used by one thread at a time.
 */
@Component
class Playground implements DisposableBean {

	private final @Nullable EmbeddedCluster embedded;

	private final boolean allowed;

	private final RedisConnectionDetails details;

	/**
	 * The cluster of the last drill, if it is not the embedded one; written by whoever
	 * plays.
	 */
	private volatile @Nullable RedisCluster found;

	Playground(ObjectProvider<EmbeddedCluster> embedded, DrillProperties properties, RedisConnectionDetails details) {
		this.embedded = embedded.getIfAvailable();
		this.allowed = properties.onThisCluster();
		this.details = details;
	}

	/**
	 * Whether a drill may be played here at all.
	 */
	boolean isFor(DrillCard drill) {
		return this.embedded != null || (this.allowed && drill.byCommands());
	}

	/**
	 * The cluster for a drill.
	 * @param drill which
	 * @param all what there is
	 * @throws RefusedException if it may not be played here; says what can be done
	 */
	RedisCluster claim(DrillCard drill, List<DrillCard> all) {
		if (this.embedded != null) {
			return this.embedded.nodes();
		}
		String byCommands = all.stream()
			.filter(DrillCard::byCommands)
			.map(DrillCard::name)
			.collect(Collectors.joining(", "));
		if (!this.allowed) {
			throw new RefusedException("A drill changes its cluster, and this application runs on one that is not the"
					+ " embedded one: remove spring.data.redis.cluster.nodes, or set sample.drill.on-this-cluster=true"
					+ " for " + byCommands);
		}
		if (!drill.byCommands()) {
			throw new RefusedException(
					"The drill " + drill.name() + " takes the processes of the nodes, and those of this"
							+ " cluster are not ours; " + byCommands + " take commands alone");
		}
		return find();
	}

	/**
	 * Afresh for each drill, since nodes may have come and gone.
	 */
	private RedisCluster find() {
		Cluster cluster = Objects.requireNonNull(this.details.getCluster(), "the application has no cluster");
		if (this.details.getUsername() != null || cluster.getSslBundle() != null) {
			throw new RefusedException("Drills reach the nodes of this cluster in plain text and as the default user:"
					+ " remove spring.data.redis.username and spring.data.redis.ssl, or play on the embedded cluster");
		}
		destroy();
		Node seed = cluster.getNodes().get(0);
		try {
			RedisCluster opened = RedisCluster.builder()
				.password(Objects.requireNonNullElse(this.details.getPassword(), ""))
				.find(seed.host() + ":" + seed.port());
			this.found = opened;
			return opened;
		}
		catch (IllegalStateException | RedisException ex) {
			throw new RefusedException("The cluster of spring.data.redis.cluster.nodes does not answer as one: "
					+ ex.getMessage() + ". Start it, or correct the property");
		}
	}

	@Override
	public void destroy() {
		RedisCluster known = this.found;
		if (known != null) {
			known.close();
		}
	}

}
