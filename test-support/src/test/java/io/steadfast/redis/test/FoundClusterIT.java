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

import java.util.List;
import java.util.function.Consumer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * A cluster that somebody else started.
 */
class FoundClusterIT {

	private static RedisCluster theirs;

	private static RedisCluster found;

	@BeforeAll
	static void find() {
		theirs = RedisCluster.builder().password("secret").start();
		found = RedisCluster.builder().password("secret").find(theirs.seeds().get(2));
	}

	@AfterAll
	static void letGo() {
		found.close();
		assertThat(theirs.nodes()).allMatch(RedisNode::isAlive);
		assertThat(theirs.primaryFor("key").execute("PING")).isEqualTo("PONG");
		theirs.close();
	}

	@Test
	void hasTheNodesThatItsNodesKnow() {
		assertThat(found.seeds()).containsExactlyInAnyOrderElementsOf(theirs.seeds());
		assertThat(found.primaries()).hasSize(3);
	}

	@Test
	void isFailedOverAndMigratedForReal() {
		RedisNode replica = found.replicas().get(0);
		found.failover(replica);
		assertThat(theirs.primaries()).extracting(RedisNode::id).contains(replica.id());
		RedisNode owner = found.primaryOf(0);
		RedisNode other = found.primaries().stream().filter((node) -> node != owner).findFirst().orElseThrow();
		found.migrateSlot(0, other);
		assertThat(theirs.primaryOf(0).id()).isEqualTo(other.id());
	}

	@Test
	void aLoneNodeThatHasNotBeenToldItsAddressIsFoundToo() {
		try (LoneRedisServer server = LoneRedisServer.start("cluster-enabled yes");
				RedisCluster lone = RedisCluster.builder().find(server.endpoint())) {
			assertThat(lone.seeds()).containsExactly(server.endpoint());
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "localhost", "localhost:", "localhost:redis", ":7001", "localhost:70010" })
	void whatIsNoEndpointIsRefused(String seed) {
		assertThatIllegalArgumentException().isThrownBy(() -> RedisCluster.builder().find(seed))
			.withMessage("\"" + seed + "\" is no node's host:port, such as 127.0.0.1:7001");
	}

	static List<Consumer<RedisNode>> deeds() {
		return List.of(found::kill, found::stop, found::hang, found::removeShard, found::replaceNode,
				found::addReplica);
	}

	@ParameterizedTest
	@MethodSource("deeds")
	void nothingIsDoneToItsProcesses(Consumer<RedisNode> deed) {
		RedisNode primary = found.primaries().get(0);
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> deed.accept(primary))
			.withMessageContaining("not started here");
		assertThat(found.primaries()).contains(primary);
		assertThat(theirs.nodes()).hasSize(6).allMatch(RedisNode::isAlive);
	}

}
