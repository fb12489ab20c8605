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

package io.steadfast.redis.autoconfigure;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.lettuce.core.resource.Transports;
import io.netty.resolver.dns.DnsAddressResolverGroup;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.steadfast.redis.connection.TopologyAwareConnectionFactory;
import io.steadfast.redis.test.ScriptedRedisNode;
import io.steadfast.redis.test.ScriptedReply;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.data.redis.ClientResourcesBuilderCustomizer;
import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The name of a node leads to another address from some time on, where Netty resolves
 * names: that is so in every application with WebFlux.
 */
class MovedNameTests {

	private static final String NAME = "node.test";

	private final Map<String, InetAddress> hosts = new ConcurrentHashMap<>();

	@AutoClose
	private final ScriptedRedisNode here = ScriptedRedisNode.start();

	@AutoClose
	private final ScriptedRedisNode there = ScriptedRedisNode.start("127.0.0.2", this.here.port());

	@Test
	void theNodeIsConnectedToWhereItIsNow() throws Exception {
		String row = this.here.row("0-16383").replace(this.here.endpoint(), NAME + ":" + this.here.port());
		this.here.clusterNodes(row).on("GET", ScriptedReply.bulk("here"));
		this.there.clusterNodes(row)
			.on("GET", ScriptedReply.bulk("there"))
			.on("CLUSTER MYID", ScriptedReply.bulk(this.here.id()));
		this.hosts.put(NAME, InetAddress.getByName("127.0.0.1"));
		ContextRunners.withoutCluster()
			.withBean(ClientResourcesBuilderCustomizer.class,
					() -> (resources) -> resources.addressResolverGroup(names()))
			.withPropertyValues("spring.data.redis.cluster.nodes=" + this.here.endpoint())
			.run((context) -> {
				StringRedisTemplate template = context.getBean(StringRedisTemplate.class);
				assertThat(template.opsForValue().get("foo")).isEqualTo("here");
				this.hosts.put(NAME, InetAddress.getByName("127.0.0.2"));
				context.getBean(TopologyAwareConnectionFactory.class).refreshTopology();
				Awaitility.await()
					.atMost(Duration.ofSeconds(5))
					.until(() -> "there".equals(template.opsForValue().get("foo")));
			});
	}

	private DnsAddressResolverGroup names() {
		return new DnsAddressResolverGroup(
				new DnsNameResolverBuilder().datagramChannelType(Transports.datagramChannelClass())
					.hostsFileEntriesResolver((name, types) -> this.hosts.get(name)));
	}

}
