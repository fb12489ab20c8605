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

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.lettuce.core.RedisCommandExecutionException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * A cluster starts as it was wished for and leaves nothing behind.
 */
class RedisClusterIT {

	@RegisterExtension
	static RedisClusterExtension redis = new RedisClusterExtension((cluster) -> cluster.config("maxmemory", "100mb")
		.config("user", "reader on nopass ~* +@read")
		.config("user", "writer on nopass ~* +@write")
		.password("secret"));

	@Test
	void hasThreeShardsWithAReplicaEach(RedisCluster cluster) {
		assertThat(cluster.nodes()).hasSize(6).allMatch(RedisNode::isAlive);
		assertThat(cluster.primaries()).hasSize(3)
			.allSatisfy((primary) -> assertThat(cluster.replicasOf(primary)).hasSize(1));
		assertThat(cluster.replicas()).hasSize(3);
		assertThat(cluster.seeds()).hasSize(6).allMatch((seed) -> seed.startsWith("127.0.0.1:"));
	}

	@Test
	void servesEachKeyAtThePrimaryThatItNames(RedisCluster cluster) {
		for (String key : List.of("a", "b", "c", "d", "e")) {
			RedisNode primary = cluster.primaryFor(key);
			assertThat(primary.execute("SET", key, "grüße")).isEqualTo("OK");
			assertThat(primary.execute("GET", key)).isEqualTo("grüße");
		}
	}

	@Test
	void tellsRepliesOfEveryKindAsText(RedisCluster cluster) {
		RedisNode primary = cluster.primaryFor("list");
		assertThat(primary.execute("RPUSH", "list", "1", "2")).isEqualTo("2");
		assertThat(primary.execute("LRANGE", "list", "0", "-1")).isEqualTo("1\n2");
		assertThat(primary.execute("GET", "{list}none")).isEqualTo("(nil)");
		assertThatExceptionOfType(RedisCommandExecutionException.class).isThrownBy(() -> primary.execute("GET", "list"))
			.withMessageStartingWith("WRONGTYPE");
	}

	@Test
	void passesDirectivesOn(RedisCluster cluster) {
		RedisNode node = cluster.nodes().get(0);
		assertThat(node.execute("CONFIG", "GET", "maxmemory")).isEqualTo("maxmemory\n104857600");
		assertThat(node.execute("ACL", "USERS").lines()).contains("reader", "writer");
	}

	@Test
	void isTheSameForTheParameterAndTheExtension(RedisCluster cluster) {
		assertThat(redis.cluster()).isSameAs(cluster);
	}

	@Test
	void endsEveryProcessAndDeletesEveryDirectory() {
		List<RedisNode> nodes;
		Path directory;
		try (RedisCluster small = RedisCluster.builder().shards(1).replicas(0).start()) {
			nodes = small.nodes();
			directory = nodes.get(0).log().getParent();
			assertThat(Files.exists(directory)).isTrue();
		}
		assertThat(nodes).hasSize(1).noneMatch(RedisNode::isAlive);
		assertThat(Files.exists(directory)).isFalse();
	}

	@Test
	void endsEveryProcessAndDeletesEveryDirectoryOfAnInterruptedTestToo() {
		RedisCluster small = RedisCluster.builder().shards(3).replicas(0).start();
		List<RedisNode> nodes = small.nodes();
		Thread.currentThread().interrupt();
		small.close();
		assertThat(Thread.interrupted()).isTrue();
		assertThat(nodes).hasSize(3).noneMatch(RedisNode::isAlive);
		assertThat(nodes).noneMatch((node) -> Files.exists(node.log().getParent()));
	}

	@Test
	void startsNothingOnceItIsClosed() {
		RedisCluster small = RedisCluster.builder().shards(1).replicas(0).start();
		small.close();
		long before = ProcessHandle.current().children().count();
		assertThatIllegalStateException().isThrownBy(() -> small.addShard(0)).withMessage("The cluster is closed");
		assertThat(ProcessHandle.current().children().count()).isEqualTo(before);
	}

	@Test
	@Timeout(10)
	void saysSoOnceItIsClosed() {
		RedisCluster small = RedisCluster.builder().shards(1).replicas(0).start();
		RedisNode node = small.nodes().get(0);
		small.close();
		List<ThrowingCallable> deeds = List.of(() -> small.failover(node), () -> small.restart(node),
				() -> small.restartAll(Duration.ZERO), small::resumeAll, small::rebalance, small::awaitHealthy,
				() -> small.primaryOf(0));
		assertThat(deeds).allSatisfy(
				(deed) -> assertThatIllegalStateException().isThrownBy(deed).withMessage("The cluster is closed"));
	}

	@Test
	void endsWhenItIsToldTo() {
		List<Runnable> atShutdown = new ArrayList<>();
		RedisClusterBuilder builder = RedisCluster.builder().shards(1).replicas(0).atShutdown(atShutdown::add);
		try (RedisCluster small = builder.start()) {
			List<RedisNode> nodes = small.nodes();
			Path directory = nodes.get(0).log().getParent();
			assertThat(atShutdown).hasSize(1);
			atShutdown.get(0).run();
			assertThat(nodes).hasSize(1).noneMatch(RedisNode::isAlive);
			assertThat(Files.exists(directory)).isFalse();
			assertThatIllegalStateException().isThrownBy(() -> small.addShard(0))
				.withMessageContaining("this JVM ends");
		}
	}

	@Test
	void quotesTheServersLogIfItDoesNotStart() {
		assertThatIllegalStateException()
			.isThrownBy(() -> RedisCluster.builder().config("no-such-directive", "1").start())
			.withMessageContaining("no-such-directive");
	}

	@Test
	void refusesANodeOfAnotherCluster(RedisCluster cluster) {
		try (RedisCluster other = RedisCluster.builder().shards(1).replicas(0).start()) {
			assertThatIllegalArgumentException().isThrownBy(() -> cluster.kill(other.nodes().get(0)))
				.withMessageContaining("does not belong to this cluster");
		}
	}

}
