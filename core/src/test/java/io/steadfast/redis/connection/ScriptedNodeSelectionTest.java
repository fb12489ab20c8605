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

import io.lettuce.core.cluster.api.async.AsyncNodeSelection;
import io.lettuce.core.cluster.api.async.RedisAdvancedClusterAsyncCommands;
import io.steadfast.redis.test.ScriptedRedisNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.connection.RedisClusterConnection;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Lettuce's node selection, whose connection is Lettuce's own and hears of topologies
 * from its first use on.
 */
class ScriptedNodeSelectionTest {

	private final ScriptedRedisNode first = ScriptedRedisNode.start();

	private final ScriptedRedisNode second = ScriptedRedisNode.start();

	private final ScriptedRedisNode third = ScriptedRedisNode.start();

	@AfterEach
	void stop() {
		this.first.close();
		this.second.close();
		this.third.close();
	}

	private void tell(String... rows) {
		this.first.clusterNodes(rows);
		this.second.clusterNodes(rows);
		this.third.clusterNodes(rows);
	}

	@Test
	void itKnowsTheNodesOfTheTopologyBeforeItsFirstUseAndOfLaterOnes() {
		tell(this.first.row(1, "0-16383"));
		try (ScriptedApplication application = ScriptedApplication.over(this.first).started()) {
			tell(this.first.row(1, "0-8191"), this.second.row(2, "8192-16383"));
			application.refresh();
			RedisClusterConnection connection = application.factory().getClusterConnection();
			assertThat(selectedBy(connection).size()).isEqualTo(2);

			tell(this.first.row(1, "0-8191"), this.second.row(2, "8192-10000"), this.third.row(3, "10001-16383"));
			application.refresh();
			assertThat(selectedBy(connection).size()).isEqualTo(3);
			connection.close();
		}
	}

	@SuppressWarnings("unchecked") // the type that Spring Data gives it, too
	private static AsyncNodeSelection<byte[], byte[]> selectedBy(RedisClusterConnection connection) {
		return ((RedisAdvancedClusterAsyncCommands<byte[], byte[]>) connection.getNativeConnection())
			.nodes((node) -> true);
	}

}
