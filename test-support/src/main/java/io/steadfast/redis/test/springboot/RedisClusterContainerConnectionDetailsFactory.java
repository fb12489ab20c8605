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

package io.steadfast.redis.test.springboot;

import java.util.List;

import io.lettuce.core.RedisURI;
import io.steadfast.redis.test.RedisClusterContainer;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.data.redis.RedisConnectionDetails;
import org.springframework.boot.testcontainers.service.connection.ContainerConnectionDetailsFactory;
import org.springframework.boot.testcontainers.service.connection.ContainerConnectionSource;

/**
 * Makes the nodes of a {@link RedisClusterContainer} annotated with
 * {@code @ServiceConnection} the cluster that a test's context connects to.
 */
final class RedisClusterContainerConnectionDetailsFactory
		extends ContainerConnectionDetailsFactory<RedisClusterContainer, RedisConnectionDetails> {

	@Override
	protected RedisConnectionDetails getContainerConnectionDetails(
			ContainerConnectionSource<RedisClusterContainer> source) {
		return new Details(source);
	}

	/**
	 * Asks the container when it is asked, as the container starts after the beans are
	 * chosen.
	 */
	private static final class Details extends ContainerConnectionDetails<RedisClusterContainer>
			implements RedisConnectionDetails {

		Details(ContainerConnectionSource<RedisClusterContainer> source) {
			super(source);
		}

		@Override
		public @Nullable String getPassword() {
			return getContainer().getPassword();
		}

		@Override
		public Cluster getCluster() {
			List<Node> nodes = getContainer().cluster().seeds().stream().map(Details::node).toList();
			return () -> nodes;
		}

		private static Node node(String seed) {
			RedisURI uri = RedisURI.create("redis://" + seed);
			return new Node(uri.getHost(), uri.getPort());
		}

	}

}
