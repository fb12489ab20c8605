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

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.SocketAddressResolver;
import io.netty.resolver.AbstractAddressResolver;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import io.steadfast.redis.test.ScriptedRedisNode;
import io.steadfast.redis.test.ScriptedReply;
import io.steadfast.redis.test.SwitchableResolver;
import io.steadfast.redis.topology.Endpoint;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The name of a node leads to another address from some time on, and no command has met a
 * redirect.
 */
class ScriptedAddressTest {

	private static final String NAME = "node.test";

	private static final String KEY = "foo";

	private final SwitchableResolver names = new SwitchableResolver();

	private final ClientResources resources = ClientResources.builder()
		.ioThreadPoolSize(2)
		.computationThreadPoolSize(2)
		.socketAddressResolver(SocketAddressResolver.create(this.names))
		.build();

	private final ScriptedRedisNode here = ScriptedRedisNode.start();

	private final ScriptedRedisNode there = ScriptedRedisNode.start("127.0.0.2", this.here.port());

	@BeforeEach
	void oneNodeByItsName() {
		String row = this.here.row("0-16383").replace(this.here.endpoint(), NAME + ":" + this.here.port());
		this.here.clusterNodes(row).on("GET", ScriptedReply.bulk("here"));
		this.there.clusterNodes(row).on("GET", ScriptedReply.bulk("there"));
		this.names.map(NAME, "127.0.0.1");
	}

	@AfterEach
	void stop() {
		this.here.close();
		this.there.close();
		this.resources.shutdown(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
	}

	private ScriptedApplication application() {
		ScriptedApplication application = ScriptedApplication.withResources(this.resources, this.here).started();
		Awaitility.await().atMost(Duration.ofSeconds(3)).until(() -> application.get(KEY).equals("here"));
		return application;
	}

	@Test
	void theNodeIsConnectedToWhereItIsNow() {
		this.there.on("CLUSTER MYID", ScriptedReply.bulk(this.here.id()));
		try (ScriptedApplication application = application()) {
			this.names.map(NAME, "127.0.0.2");
			application.refresh();
			Awaitility.await().atMost(Duration.ofSeconds(3)).until(() -> application.get(KEY).equals("there"));
			Awaitility.await().atMost(Duration.ofSeconds(3)).until(() -> this.here.connectionsOpen() == 0);
			int opened = this.there.connectionsOpened();
			application.refresh();
			application.refresh();
			assertThat(application.get(KEY)).isEqualTo("there");
			assertThat(this.there.connectionsOpened()).as("is not replaced again").isEqualTo(opened);
		}
	}

	@Test
	void aNameThatIsAheadOfTheProcessIsWaitedFor() {
		this.there.down();
		this.there.on("CLUSTER MYID", ScriptedReply.bulk(this.here.id()));
		try (ScriptedApplication application = application()) {
			int looked = this.names.lookUps(NAME);
			this.names.map(NAME, "127.0.0.2");
			application.refresh();
			Awaitility.await().atMost(Duration.ofSeconds(3)).until(() -> this.names.lookUps(NAME) > looked + 1);
			assertThat(application.get(KEY)).isEqualTo("here");
			this.there.up();
			application.refresh();
			Awaitility.await().atMost(Duration.ofSeconds(3)).until(() -> application.get(KEY).equals("there"));
		}
	}

	@Test
	void anotherNodeBehindTheNameIsLeftToTheTopology() {
		try (ScriptedApplication application = application()) {
			this.names.map(NAME, "127.0.0.2");
			application.refresh();
			Awaitility.await()
				.atMost(Duration.ofSeconds(3))
				.until(() -> this.there.connectionsOpened() > 0 && this.there.connectionsOpen() == 0);
			assertThat(application.get(KEY)).isEqualTo("here");
		}
	}

	@Test
	void aNameThatNobodyKnowsIsTold() {
		String row = this.here.row("0-16383").replace("127.0.0.1", "nowhere.invalid");
		this.here.clusterNodes(row);
		try (ScriptedApplication application = ScriptedApplication.withResources(this.resources, this.here).started()) {
			Awaitility.await()
				.atMost(Duration.ofSeconds(5))
				.until(() -> application.factory()
					.getStatus()
					.unresolved()
					.equals(List.of(new Endpoint("nowhere.invalid", this.here.port()))));
			this.names.map("nowhere.invalid", "127.0.0.1");
			application.refresh();
			Awaitility.await()
				.atMost(Duration.ofSeconds(5))
				.until(() -> application.factory().getStatus().unresolved().isEmpty());
		}
	}

	@Test
	void aNameThatAProxyResolvesIsLeftAlone() {
		// the seed is the same node, so that nobody asks it over a connection of its own
		this.here.clusterNodes(this.here.row("0-16383").replaceFirst("@(\\d+) ", "@$1," + NAME + " "));
		NamesOfAProxy proxy = new NamesOfAProxy();
		ClientResources proxied = ClientResources.builder().addressResolverGroup(proxy).build();
		try (ScriptedApplication application = ScriptedApplication.withResources(proxied, this.here).started()) {
			assertThat(application.get(KEY)).isEqualTo("here");
			Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> this.here.connectionsOpen() == 1);
			int opened = this.here.connectionsOpened();

			Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> {
				application.refresh();
				return proxy.lookUps.get() > 2;
			});

			assertThat(application.get(KEY)).isEqualTo("here");
			assertThat(this.here.connectionsOpened()).isEqualTo(opened);
			assertThat(application.factory().getStatus().unresolved()).isEmpty();
		}
		finally {
			proxied.shutdown(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
		}
	}

	/**
	 * Leaves names as they are to whoever asks for addresses, and leads all connections
	 * to this machine, as a proxy would.
	 */
	private static final class NamesOfAProxy extends AddressResolverGroup<InetSocketAddress> {

		private final AtomicInteger lookUps = new AtomicInteger();

		@Override
		protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
			return new AbstractAddressResolver<>(executor, InetSocketAddress.class) {

				@Override
				protected boolean doIsResolved(InetSocketAddress address) {
					return !address.isUnresolved();
				}

				@Override
				protected void doResolve(InetSocketAddress name, Promise<InetSocketAddress> address) {
					address.setSuccess(new InetSocketAddress("127.0.0.1", name.getPort()));
				}

				@Override
				protected void doResolveAll(InetSocketAddress name, Promise<List<InetSocketAddress>> addresses) {
					NamesOfAProxy.this.lookUps.incrementAndGet();
					addresses.setSuccess(List.of(name));
				}

			};
		}

	}

}
