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
import java.util.concurrent.ExecutionException;

import glide.api.GlideClusterClient;
import glide.api.models.ClusterBatch;
import glide.api.models.configuration.GlideClusterClientConfiguration;
import glide.api.models.configuration.NodeAddress;
import reactor.core.publisher.Mono;

/**
 * Valkey GLIDE, whose core is native.
 */
final class GlideContender implements Contender {

	private final GlideClusterClient client;

	GlideContender(List<String> seeds) throws InterruptedException, ExecutionException {
		List<NodeAddress> nodes = seeds.stream().map(GlideContender::address).toList();
		this.client = GlideClusterClient
			.createClient(GlideClusterClientConfiguration.builder().addresses(nodes).requestTimeout(5_000).build())
			.get();
	}

	private static NodeAddress address(String seed) {
		int colon = seed.lastIndexOf(':');
		return NodeAddress.builder()
			.host(seed.substring(0, colon))
			.port(Integer.parseInt(seed.substring(colon + 1)))
			.build();
	}

	@Override
	public void get(String key) {
		this.client.get(key).join();
	}

	@Override
	public void set(String key, String value) {
		this.client.set(key, value).join();
	}

	@Override
	public void multiGet(List<String> keys) {
		this.client.mget(keys.toArray(String[]::new)).join();
	}

	@Override
	public void pipeline(List<String> keys, String value) {
		ClusterBatch batch = new ClusterBatch(false);
		for (String key : keys) {
			if (Keys.written()) {
				batch.set(key, value);
			}
			else {
				batch.get(key);
			}
		}
		this.client.exec(batch, true).join();
	}

	@Override
	public Mono<?> getLater(String key) {
		return Mono.fromFuture(() -> this.client.get(key));
	}

	@Override
	public Mono<?> setLater(String key, String value) {
		return Mono.fromFuture(() -> this.client.set(key, value));
	}

	@Override
	public void close() {
		try {
			this.client.close();
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("GLIDE could not be closed", ex);
		}
	}

}
