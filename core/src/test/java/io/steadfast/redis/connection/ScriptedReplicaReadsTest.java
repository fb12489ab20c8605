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

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

import io.lettuce.core.ReadFrom;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.ValueOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.ConnectionIntent;
import io.steadfast.redis.test.ScriptedRedisNode;
import io.steadfast.redis.test.ScriptedReply;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.data.redis.connection.stream.StreamOffset;
import org.springframework.data.redis.connection.stream.StreamReadOptions;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reads at replicas fall back to another replica and to the primary (D30).
 */
class ScriptedReplicaReadsTest {

	private static final String KEY = "foo";

	private final ScriptedRedisNode primary = ScriptedRedisNode.start();

	private final ScriptedRedisNode replica = ScriptedRedisNode.start();

	@BeforeEach
	void onePrimaryWithAReplica() {
		String[] topology = { this.primary.row("0-16383"), this.replica.replicaRow(this.primary) };
		this.primary.clusterNodes(topology).on("GET", ScriptedReply.bulk("of the primary"));
		this.replica.clusterNodes(topology).on("GET", ScriptedReply.bulk("of the replica"));
	}

	@AfterEach
	void stop() {
		this.primary.close();
		this.replica.close();
	}

	private ScriptedApplication application() {
		return ScriptedApplication.readingFrom(ReadFrom.REPLICA_PREFERRED, this.primary).started();
	}

	@Test
	void aReplicaThatLoadsIsSetAsideForAWhile() {
		try (ScriptedApplication application = application()) {
			assertThat(application.get(KEY)).isEqualTo("of the replica");
			this.replica.on("GET", ScriptedReply.error("LOADING Redis is loading the dataset in memory"));
			int before = this.replica.received("GET").size();
			for (int i = 0; i < 50; i++) {
				assertThat(application.get(KEY)).isEqualTo("of the primary");
			}
			assertThat(this.replica.received("GET").size() - before).isBetween(1, 3);
			this.replica.on("GET", ScriptedReply.bulk("of the replica"));
			Awaitility.await().atMost(Duration.ofSeconds(3)).until(() -> application.get(KEY).equals("of the replica"));
		}
	}

	@Test
	void aReplicaThatIsGoneSurfacesNothing() {
		try (ScriptedApplication application = application()) {
			assertThat(application.get(KEY)).isEqualTo("of the replica");
			this.replica.down();
			for (int i = 0; i < 50; i++) {
				assertThat(application.get(KEY)).isEqualTo("of the primary");
			}
			this.replica.up();
			Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> application.get(KEY).equals("of the replica"));
		}
	}

	@Test
	void theQuickestNodeIsReadFromWhereThatIsAskedFor() {
		this.primary.on("CLUSTER MYID", ScriptedReply.bulk(this.primary.id()).after(Duration.ofMillis(80)));
		assertReadAtLowestLatency("of the replica");
	}

	@Test
	void thatMayBeThePrimary() {
		this.replica.on("CLUSTER MYID", ScriptedReply.bulk(this.replica.id()).after(Duration.ofMillis(80)));
		assertReadAtLowestLatency("of the primary");
	}

	private void assertReadAtLowestLatency(String expected) {
		try (ScriptedApplication application = ScriptedApplication.readingFrom(ReadFrom.LOWEST_LATENCY, this.primary)
			.started()) {
			// each is read from once before it is known how soon it answers
			Awaitility.await()
				.during(Duration.ofMillis(200))
				.atMost(Duration.ofSeconds(3))
				.until(() -> application.get(KEY).equals(expected));
		}
	}

	/**
	 * Lettuce knows these under two names each, and the older ones are objects of their
	 * own.
	 */
	@ParameterizedTest
	@MethodSource("thePrimaryFirst")
	void whoNamesThePrimaryFirstReadsThere(ReadFrom readFrom) {
		try (ScriptedApplication application = ScriptedApplication.readingFrom(readFrom, this.primary).started()) {
			for (int i = 0; i < 20; i++) {
				assertThat(application.get(KEY)).isEqualTo("of the primary");
			}
		}
	}

	@SuppressWarnings("deprecation") // the names of Lettuce 5, which applications still
										// use
	static List<ReadFrom> thePrimaryFirst() {
		return List.of(ReadFrom.MASTER, ReadFrom.MASTER_PREFERRED, ReadFrom.UPSTREAM, ReadFrom.UPSTREAM_PREFERRED,
				ReadFrom.regex(Pattern.compile(".*"), true));
	}

	@Test
	void aPromotedReplicaLosesItsConnectionForReads() {
		try (ScriptedApplication application = application()) {
			assertThat(application.get(KEY)).isEqualTo("of the replica");
			String promoted = this.replica.row(2, "0-16383");
			this.primary.clusterNodes(promoted);
			this.replica.clusterNodes(promoted);
			int before = this.replica.received("READONLY").size();
			application.refresh();
			assertThat(application.get(KEY)).isEqualTo("of the replica");
			Awaitility.await().atMost(Duration.ofSeconds(3)).until(() -> this.replica.connectionsOpen() == 1);
			assertThat(this.replica.received("READONLY")).hasSize(before);
		}
	}

	@Test
	@SuppressWarnings("unchecked")
	void aReadThatBlocksIsServedByTheReplica() {
		this.replica.on("XREAD", ScriptedReply.nil());
		try (ScriptedApplication application = application()) {
			application.template()
				.opsForStream()
				.read(StreamReadOptions.empty().block(Duration.ofSeconds(1)), StreamOffset.latest(KEY));
			assertThat(this.replica.received("XREAD")).hasSize(1);
			assertThat(this.replica.received("READONLY")).as("on the connection that it has for itself").hasSize(1);
		}
	}

	@ParameterizedTest
	@EnumSource(ConnectionIntent.class)
	void aConnectionToAReplicaReadsThereIfItIsMeantToRead(ConnectionIntent intent) {
		this.primary.on("GET", ScriptedReply.bulk("of the primary"));
		this.replica.on("GET", (request) -> this.replica.received("READONLY").isEmpty()
				? ScriptedReply.error("MOVED 12182 " + this.primary.endpoint()) : ScriptedReply.bulk("of the replica"));
		try (ScriptedApplication application = ScriptedApplication.over(this.primary).started()) {
			StatefulRedisClusterConnection<byte[], byte[]> connection = Objects
				.requireNonNull(application.factory().getSharedClusterConnection());

			byte[] value = connection.getConnection(this.replica.id(), intent).sync().get(KEY.getBytes());

			assertThat(value).asString()
				.isEqualTo((intent == ConnectionIntent.READ) ? "of the replica" : "of the primary");
			assertThat(connection.getConnection(this.replica.host(), this.replica.port(), intent))
				.isSameAs(connection.getConnection(this.replica.id(), intent));
		}
	}

	@Test
	void aReplicaThatWasPromotedIsFollowedAlsoWhereNobodyKnowsTheKey() {
		this.replica.on("GET", ScriptedReply.error("MOVED 12182 " + this.replica.endpoint()),
				ScriptedReply.bulk("of the new primary"));
		try (ScriptedApplication application = ScriptedApplication.over(this.primary).started()) {
			byte[] value = Objects.requireNonNull(application.factory().getSharedClusterConnection())
				.getConnection(this.replica.id(), ConnectionIntent.READ)
				.sync()
				.dispatch(CommandType.GET, new ValueOutput<>(ByteArrayCodec.INSTANCE),
						new CommandArgs<>(ByteArrayCodec.INSTANCE).add(KEY.getBytes()));

			assertThat(value).asString().isEqualTo("of the new primary");
		}
	}

	/**
	 * All views are stale, and the former primary, which alone would say so, is gone.
	 */
	@Test
	void aReadThatDoesNotReachAReplicaDoesNotUndoWhatAMovedHasSaid() {
		this.primary.on("SET", ScriptedReply.error("MOVED 12182 " + this.replica.endpoint()));
		this.replica.on("SET", ScriptedReply.simple("OK"));
		try (ScriptedApplication application = ScriptedApplication.readingFrom(ReadFrom.ANY, this.primary).started()) {
			application.template().opsForValue().set(KEY, "value");
			this.primary.down();
			for (int i = 0; i < 20; i++) {
				assertThat(application.get(KEY)).isEqualTo("of the replica");
				application.template().opsForValue().set(KEY, "value");
			}
		}
		assertThat(this.replica.received("SET")).hasSize(21);
	}

}
