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

import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.SocketAddressResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The code of README.md, whose lines {@link ReadmeTest} looks up here.
 */
class ReadmeIT {

	@RegisterExtension
	static RedisClusterExtension redis = new RedisClusterExtension(
			(cluster) -> cluster.shards(3).replicas(1).nodeTimeout(Duration.ofSeconds(1)));

	@Test
	void aKeySurvivesAFailover(RedisCluster cluster) {
		RedisNode primary = cluster.primaryFor("greeting");
		primary.execute("SET", "greeting", "hello");
		RedisNode replica = cluster.replicasOf(primary).get(0);

		cluster.failover(replica);

		assertThat(cluster.primaryFor("greeting")).isSameAs(replica);
		assertThat(replica.execute("GET", "greeting")).isEqualTo("hello");
	}

	@Test
	void aSlotIsMigratedStepByStep(RedisCluster cluster) {
		int slot = SlotHash.getSlot("step");
		RedisNode source = cluster.primaryOf(slot);
		RedisNode target = cluster.primaries().stream().filter((node) -> node != source).findFirst().orElseThrow();
		source.execute("SET", "step", "one");
		SlotMigration migration = cluster.beginMigration(slot, target);
		migration.moveKeys(1);
		// The slot is on both sides now.
		migration.finish();
		assertThat(target.execute("GET", "step")).isEqualTo("one");
	}

	@Test
	void aNodeIsReplacedBehindItsName() {
		SwitchableResolver resolver = new SwitchableResolver();
		SocketAddressResolver addresses = SocketAddressResolver.create(resolver);
		ClientResources resources = ClientResources.builder().socketAddressResolver(addresses).build();
		try (RedisCluster cluster = RedisCluster.builder().hostNames(resolver).start()) {
			RedisNode old = cluster.primaryFor("greeting");
			RedisNode replacement = cluster.replaceInPlace(old);
			assertThat(replacement.endpoint()).isEqualTo(old.endpoint());
			assertThat(replacement.host()).isNotEqualTo(old.host());
			RedisClusterClient client = RedisClusterClient.create(resources,
					RedisURI.create(replacement.announcedHost(), replacement.port()));
			try (var connection = client.connect()) {
				assertThat(connection.sync().set("greeting", "hello")).isEqualTo("OK");
			}
			client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
		}
		resources.shutdown();
	}

	@Test
	void aClusterSpeaksTls() {
		CertificateAuthority authority = CertificateAuthority.create("our own authority");
		IssuedCertificate node = authority.issue("redis", "127.0.0.1", "redis-1.steadfast.test");
		try (RedisCluster cluster = RedisCluster.builder().tls(authority, node).start()) {
			assertThat(cluster.primaryFor("greeting").execute("SET", "greeting", "hello")).isEqualTo("OK");
		}
	}

	@Test
	void aScriptPlaysACluster() {
		try (ScriptedRedisNode first = ScriptedRedisNode.start();
				ScriptedRedisNode second = ScriptedRedisNode.start()) {
			String[] topology = { first.row("0-16383"), second.row("") };
			first.clusterNodes(topology).on("GET", ScriptedReply.error("ASK 12182 " + second.endpoint()));
			second.clusterNodes(topology)
				.on("GET", ScriptedReply.close(), ScriptedReply.bulk("bar").after(Duration.ofMillis(50)));
			RedisClusterClient client = RedisClusterClient.create(RedisURI.create(first.host(), first.port()));
			try (var connection = client.connect()) {
				// Lettuce repeats the command whose connection was closed.
				assertThat(connection.sync().get("foo")).isEqualTo("bar");
			}
			client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
		}
	}

}
