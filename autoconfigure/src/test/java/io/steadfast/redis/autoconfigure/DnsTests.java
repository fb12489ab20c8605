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

import io.lettuce.core.resource.ClientResources;
import io.netty.resolver.dns.DnsAddressResolverGroup;
import io.steadfast.redis.connection.TopologyAwareConnectionFactory;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How long the address of a name may be used.
 */
class DnsTests {

	/** In seconds; nothing shows it. */
	private static final String LONGEST = "dnsResolverBuilder.maxTtl";

	@Test
	void aLimitBringsNettysResolver() {
		ContextRunners.withCluster().run((context) -> {
			Object usual = context.getBean(ClientResources.class).addressResolverGroup();
			ContextRunners.withCluster()
				.withPropertyValues("steadfast.redis.dns-max-ttl=5s")
				.run((limited) -> assertThat(limited.getBean(ClientResources.class).addressResolverGroup())
					.isInstanceOf(DnsAddressResolverGroup.class)
					.isNotSameAs(usual)
					.extracting(LONGEST)
					.isEqualTo(5));
		});
	}

	@Test
	void aLimitHoldsForNamedClustersAlone() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, RedisAutoConfiguration.class,
					NamedClustersAutoConfiguration.class))
			.withPropertyValues("steadfast.redis.clusters.orders.cluster.nodes=node-4:7004",
					"steadfast.redis.dns-max-ttl=2500ms")
			.run((context) -> assertThat(
					context.getBean(TopologyAwareConnectionFactory.class).getClientConfiguration().getClientResources())
				.get()
				.extracting(ClientResources::addressResolverGroup)
				.isInstanceOf(DnsAddressResolverGroup.class)
				.extracting(LONGEST)
				.isEqualTo(2));
	}

	@Test
	void withoutTheLibraryTheDependencyIsNamed() {
		ContextRunners.withCluster()
			.withClassLoader(new FilteredClassLoader("io.netty.resolver.dns"))
			.withPropertyValues("steadfast.redis.dns-max-ttl=5s")
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.isInstanceOfSatisfying(UnusablePropertyException.class,
						(failure) -> assertThat(failure.getAction()).contains("io.netty:netty-resolver-dns")));
	}

}
