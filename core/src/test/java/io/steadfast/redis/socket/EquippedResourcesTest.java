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

package io.steadfast.redis.socket;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.NettyCustomizer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is shared with the application, and who closes it.
 */
class EquippedResourcesTest {

	private final ClientResources application = ClientResources.create();

	private final NettyCustomizer customizer = new NettyCustomizer() {
	};

	private final EquippedResources ours = new EquippedResources(this.application, this.customizer,
			this.application.eventLoopGroupProvider());

	@AfterEach
	void close() {
		this.application.shutdown(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
	}

	@Test
	void allButTheCustomizerIsTheApplications() throws Exception {
		List<Method> parts = Arrays.stream(ClientResources.class.getMethods())
			.filter((method) -> method.getParameterCount() == 0)
			.filter((method) -> !List.of("mutate", "shutdown", "create", "builder", "nettyCustomizer", "reconnectDelay")
				.contains(method.getName()))
			.toList();
		assertThat(parts).hasSizeGreaterThan(9);
		for (Method part : parts) {
			assertThat(part.invoke(this.ours)).as(part.getName()).isEqualTo(part.invoke(this.application));
		}
		assertThat(this.ours.reconnectDelay()).hasSameClassAs(this.application.reconnectDelay());
		assertThat(this.ours.nettyCustomizer()).isSameAs(this.customizer);
	}

	@Test
	void closingItClosesNothing() {
		assertThat(this.ours.shutdown(0, 1, TimeUnit.SECONDS).isSuccess()).isTrue();
		assertThat(this.ours.shutdown().isSuccess()).isTrue();
		assertThat(this.application.eventExecutorGroup().isShuttingDown()).isFalse();
	}

}
