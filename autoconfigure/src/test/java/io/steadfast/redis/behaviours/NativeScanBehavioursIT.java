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

package io.steadfast.redis.behaviours;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.StreamScanCursor;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.sync.RedisAdvancedClusterCommands;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What goes to several nodes through Lettuce's synchronous API, which calls the
 * asynchronous one by reflection.
 */
class NativeScanBehavioursIT {

	@RegisterExtension
	static Contenders contenders = new Contenders();

	@Test
	void theSynchronousApiReachesAllNodes() throws Exception {
		List<Object> results = contenders.agreeOn((redis) -> {
			redis.template().opsForValue().multiSet(Slots.map(100));
			RedisClusterClient client = (RedisClusterClient) redis.factory().getRequiredNativeClient();
			try (StatefulRedisClusterConnection<String, String> connection = client.connect()) {
				RedisAdvancedClusterCommands<String, String> commands = connection.sync();
				return List.of(scanned(commands), streamed(commands), commands.randomkey().startsWith("key-"),
						commands.clientSetname("native"));
			}
		});
		List<String> keys = Slots.keys(100);
		assertThat(results).containsExactly(new TreeSet<>(keys), new TreeSet<>(keys), true, "OK");
	}

	/** With each of the calls that return keys. */
	private static Set<String> scanned(RedisAdvancedClusterCommands<String, String> commands) {
		ScanArgs args = ScanArgs.Builder.limit(20);
		Set<String> keys = new TreeSet<>(commands.scan().getKeys());
		KeyScanCursor<String> cursor = commands.scan(args);
		keys.addAll(cursor.getKeys());
		for (int i = 0; !cursor.isFinished(); i++) {
			cursor = (i % 2 == 0) ? commands.scan(cursor) : commands.scan(cursor, args);
			keys.addAll(cursor.getKeys());
		}
		return keys;
	}

	/** With each of the calls that hand keys over. */
	private static Set<String> streamed(RedisAdvancedClusterCommands<String, String> commands) {
		ScanArgs args = ScanArgs.Builder.limit(20);
		Set<String> keys = new TreeSet<>();
		commands.scan(keys::add);
		StreamScanCursor cursor = commands.scan(keys::add, args);
		for (int i = 0; !cursor.isFinished(); i++) {
			cursor = (i % 2 == 0) ? commands.scan(keys::add, cursor) : commands.scan(keys::add, cursor, args);
		}
		return keys;
	}

}
