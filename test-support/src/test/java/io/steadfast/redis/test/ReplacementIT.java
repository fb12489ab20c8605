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

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.lettuce.core.RedisCommandExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Nodes give way to new ones, on new addresses or behind the same name.
 */
class ReplacementIT {

	private static final String KEY = "key";

	private static final SwitchableResolver RESOLVER = new SwitchableResolver();

	@RegisterExtension
	static RedisClusterExtension redis = new RedisClusterExtension(
			(cluster) -> cluster.nodeTimeout(Duration.ofSeconds(1)).hostNames(RESOLVER));

	private final RedisCluster cluster = redis.cluster();

	@Test
	void clientsAreToldNamesThatTheResolverKnows() throws Exception {
		assertThat(this.cluster.seeds()).allMatch((seed) -> seed.matches("redis-\\d+\\.steadfast\\.test:\\d+"));
		RedisNode owner = this.cluster.primaryFor(KEY);
		RedisNode other = this.cluster.primaries().stream().filter((node) -> node != owner).findFirst().orElseThrow();
		assertThatExceptionOfType(RedisCommandExecutionException.class).isThrownBy(() -> other.execute("GET", KEY))
			.withMessageEndingWith(" " + owner.endpoint());
		assertThat(addressOf(owner)).isEqualTo(owner.host());
	}

	@Test
	void everyNodeIsReplacedOnANewAddress() {
		this.cluster.primaryFor(KEY).execute("SET", KEY, "kept");
		List<RedisNode> old = this.cluster.nodes();
		this.cluster.replaceAllNodes();
		this.cluster.awaitHealthy();
		assertThat(this.cluster.nodes()).hasSize(6).doesNotContainAnyElementsOf(old);
		assertThat(old).noneMatch(RedisNode::isAlive);
		assertThat(this.cluster.primaries()).hasSize(3)
			.allSatisfy((primary) -> assertThat(this.cluster.replicasOf(primary)).hasSize(1));
		assertThat(this.cluster.primaryFor(KEY).execute("GET", KEY)).isEqualTo("kept");
	}

	@Test
	void aNodeIsReplacedBehindItsNameTwice() throws Exception {
		this.cluster.primaryFor(KEY).execute("SET", KEY, "kept");
		RedisNode first = this.cluster.primaryFor(KEY);
		List<RedisNode> generations = new ArrayList<>(List.of(first));
		for (int i = 0; i < 2; i++) {
			RedisNode next = this.cluster.replaceInPlace(this.cluster.primaryFor(KEY));
			assertThat(next.endpoint()).isEqualTo(first.endpoint());
			assertThat(this.cluster.primaryFor(KEY)).isSameAs(next);
			assertThat(addressOf(next)).isEqualTo(next.host());
			generations.add(next);
		}
		assertThat(generations).extracting(RedisNode::host).doesNotHaveDuplicates();
		assertThat(generations.get(2).execute("GET", KEY)).isEqualTo("kept");
		for (RedisNode demoted : generations.subList(0, 2)) {
			// the first of them hears of the third by gossip alone
			this.cluster.await(demoted + " to send its clients to the name", Duration.ofSeconds(10),
					() -> isSentTo(first, redirectOf(demoted)));
		}
		assertThat(this.cluster.replaced()).containsExactlyElementsOf(generations.subList(0, 2));
		assertThat(this.cluster.nodes()).hasSize(6).doesNotContainAnyElementsOf(this.cluster.replaced());
		this.cluster.stopReplaced();
		assertThat(generations.subList(0, 2)).noneMatch(RedisNode::isAlive);
		this.cluster.awaitHealthy();
	}

	/** Valkey 8 does not tell the other nodes' names to one that was forgotten. */
	private static boolean isSentTo(RedisNode node, String redirect) {
		boolean mayBeNameless = node.field("server_name", "INFO", "server").equals("valkey");
		return redirect.startsWith("MOVED ") && (redirect.endsWith(" " + node.announcedHost() + ":" + node.port())
				|| (mayBeNameless && redirect.endsWith(" ?:" + node.port())));
	}

	private static String redirectOf(RedisNode demoted) {
		return catchThrowable(() -> demoted.execute("GET", KEY)).getMessage();
	}

	@Test
	void aReplicaIsReplacedBehindItsNameToo() throws Exception {
		RedisNode replica = this.cluster.replicas().get(0);
		RedisNode next = this.cluster.replaceInPlace(replica);
		assertThat(this.cluster.replicas()).contains(next).doesNotContain(replica);
		assertThat(addressOf(next)).isEqualTo(next.host());
		this.cluster.stopReplaced();
	}

	@Test
	void withoutNamesNoNodeIsReplacedInPlace() {
		try (RedisCluster nameless = RedisCluster.builder().shards(1).replicas(0).start()) {
			assertThatIllegalStateException().isThrownBy(() -> nameless.replaceInPlace(nameless.nodes().get(0)))
				.withMessageContaining("hostNames(resolver)");
			RedisNode replacement = nameless.replaceNode(nameless.nodes().get(0));
			assertThat(Set.copyOf(nameless.primaries())).containsExactly(replacement);
			assertThat(replacement.endpoint()).isEqualTo(replacement.host() + ":" + replacement.port());
		}
	}

	private static String addressOf(RedisNode node) throws Exception {
		InetAddress[] addresses = RESOLVER.resolve(node.announcedHost());
		return addresses[0].getHostAddress();
	}

}
