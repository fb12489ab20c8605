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

import java.util.stream.IntStream;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SslOptions;
import io.lettuce.core.SslVerifyMode;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.SlotHash;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A cluster that speaks TLS speaks nothing else, and can do all that another one can.
 */
class TlsClusterIT {

	private static final CertificateAuthority AUTHORITY = CertificateAuthority.create("testers");

	private static final RedisClient client = RedisClient.create();

	@RegisterExtension
	static RedisClusterExtension redis = new RedisClusterExtension((cluster) -> cluster.replicas(0)
		.mutualTls(AUTHORITY, AUTHORITY.issue("node", "*.steadfast.test", "127.0.0.1")));

	@AfterAll
	static void close() {
		client.shutdown();
	}

	@Test
	void growsMovesKeysAndFailsOver(RedisCluster cluster) {
		RedisNode source = cluster.primaryFor("greeting");
		source.execute("SET", "greeting", "hello");
		RedisNode target = cluster.primaries().stream().filter((node) -> node != source).findFirst().orElseThrow();
		cluster.migrateSlots(source, target, IntStream.of(SlotHash.getSlot("greeting")));
		RedisNode replica = cluster.addReplica(target);
		cluster.failover(replica);
		assertThat(cluster.primaryFor("greeting")).isSameAs(replica);
		assertThat(replica.execute("GET", "greeting")).isEqualTo("hello");
	}

	@Test
	void verifiesAgainstItsAuthorityByTheNamesOfTheCertificate(RedisCluster cluster) {
		RedisURI uri = uri(cluster);
		uri.setSsl(true);
		assertThat(ping(uri, administration(AUTHORITY))).isEqualTo("PONG");
		assertRefused(uri, administration(CertificateAuthority.create("strangers")));
		uri.setHost("localhost");
		assertRefused(uri, administration(AUTHORITY));
		uri.setVerifyPeer(SslVerifyMode.CA);
		assertThat(ping(uri, administration(AUTHORITY))).isEqualTo("PONG");
	}

	@Test
	void refusesPlainTextAndAClientWithoutACertificate(RedisCluster cluster) {
		RedisURI uri = uri(cluster);
		assertRefused(uri, SslOptions.create());
		uri.setSsl(true);
		uri.setVerifyPeer(false);
		assertRefused(uri, SslOptions.create());
	}

	private static RedisURI uri(RedisCluster cluster) {
		return RedisURI.create("127.0.0.1", cluster.nodes().get(0).port());
	}

	private static SslOptions administration(CertificateAuthority authority) {
		return new NodeTls(authority, authority.issue("tester"), "no").administration();
	}

	private static String ping(RedisURI uri, SslOptions tls) {
		client.setOptions(ClientOptions.builder().sslOptions(tls).autoReconnect(false).build());
		try (StatefulRedisConnection<String, String> connection = client.connect(uri)) {
			return connection.sync().ping();
		}
	}

	private static void assertRefused(RedisURI uri, SslOptions tls) {
		assertThatExceptionOfType(RedisException.class).isThrownBy(() -> ping(uri, tls));
	}

}
