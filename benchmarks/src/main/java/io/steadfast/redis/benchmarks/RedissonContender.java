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

package io.steadfast.redis.benchmarks;

import java.util.List;

import org.redisson.Redisson;
import org.redisson.api.RBatch;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;
import reactor.core.publisher.Mono;

/**
 * Redisson's buckets, as it is configured by itself.
 */
final class RedissonContender implements Contender {

	private final RedissonClient client;

	RedissonContender(List<String> seeds) {
		Config config = new Config();
		config.useClusterServers().addNodeAddress(seeds.stream().map("redis://"::concat).toArray(String[]::new));
		config.setCodec(StringCodec.INSTANCE);
		this.client = Redisson.create(config);
	}

	@Override
	public void get(String key) {
		this.client.getBucket(key).get();
	}

	@Override
	public void set(String key, String value) {
		this.client.getBucket(key).set(value);
	}

	@Override
	public void multiGet(List<String> keys) {
		this.client.getBuckets().get(keys.toArray(String[]::new));
	}

	@Override
	public void pipeline(List<String> keys, String value) {
		RBatch batch = this.client.createBatch();
		for (String key : keys) {
			if (Keys.written()) {
				batch.getBucket(key).setAsync(value);
			}
			else {
				batch.getBucket(key).getAsync();
			}
		}
		batch.execute();
	}

	@Override
	public Mono<?> getLater(String key) {
		return this.client.reactive().getBucket(key).get();
	}

	@Override
	public Mono<?> setLater(String key, String value) {
		return this.client.reactive().getBucket(key).set(value);
	}

	@Override
	public void close() {
		this.client.shutdown();
	}

}
