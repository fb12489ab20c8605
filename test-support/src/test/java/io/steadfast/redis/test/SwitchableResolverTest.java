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
import java.net.UnknownHostException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Names follow the resolver's last word.
 */
class SwitchableResolverTest {

	private final SwitchableResolver resolver = new SwitchableResolver((name) -> {
		throw new UnknownHostException(name);
	});

	@Test
	void aNameCanBePointedAtAnotherAddress() throws Exception {
		this.resolver.map("redis-1.steadfast.test", "127.0.0.2");
		assertThat(addressOf("redis-1.steadfast.test")).isEqualTo("127.0.0.2");
		this.resolver.map("redis-1.steadfast.test", "127.0.0.3");
		assertThat(addressOf("redis-1.steadfast.test")).isEqualTo("127.0.0.3");
	}

	@Test
	void theAddressKeepsTheName() throws Exception {
		this.resolver.map("redis-1.steadfast.test", "127.0.0.2");
		assertThat(this.resolver.resolve("redis-1.steadfast.test")[0].getHostName())
			.isEqualTo("redis-1.steadfast.test");
	}

	@Test
	void lookUpsAreCountedByName() throws Exception {
		this.resolver.map("a.test", "127.0.0.2");
		this.resolver.resolve("a.test");
		this.resolver.resolve("a.test");
		assertThat(this.resolver.lookUps("a.test")).isEqualTo(2);
		assertThat(this.resolver.lookUps("b.test")).isZero();
	}

	@Test
	void aNameThatIsNotMappedIsLeftToTheOtherResolver() throws Exception {
		SwitchableResolver resolver = new SwitchableResolver(
				(name) -> new InetAddress[] { InetAddress.getLoopbackAddress() });
		assertThat(resolver.resolve("elsewhere.test")).hasSize(1);
	}

	@Test
	void aForgottenNameIsUnknown() {
		this.resolver.map("a.test", "127.0.0.2");
		this.resolver.unmap("a.test");
		assertThatExceptionOfType(UnknownHostException.class).isThrownBy(() -> this.resolver.resolve("a.test"));
	}

	private String addressOf(String name) throws UnknownHostException {
		return this.resolver.resolve(name)[0].getHostAddress();
	}

}
