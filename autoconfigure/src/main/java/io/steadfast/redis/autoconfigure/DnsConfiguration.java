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

import java.time.Duration;
import java.util.Objects;

import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Transports;
import io.netty.resolver.dns.DnsAddressResolverGroup;
import io.netty.resolver.dns.DnsNameResolverBuilder;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.data.redis.ClientResourcesBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.ClassUtils;

/**
 * Resolves the names of nodes with Netty instead of the JVM, where the time for which an
 * answer may be used is limited: the JVM has one such limit for everything, set once.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(SteadfastRedisProperties.DNS_MAX_TTL)
class DnsConfiguration {

	static final String RESOLVER_CLASS = "io.netty.resolver.dns.DnsAddressResolverGroup";

	@Bean
	ClientResourcesBuilderCustomizer dnsMaxTtl(SteadfastRedisProperties properties, ResourceLoader loader) {
		Duration maxTtl = Objects.requireNonNull(properties.dnsMaxTtl(), "the condition has seen it");
		if (!ClassUtils.isPresent(RESOLVER_CLASS, loader.getClassLoader())) {
			throw UnusablePropertyException.withoutLibrary(SteadfastRedisProperties.DNS_MAX_TTL, maxTtl,
					"io.netty:netty-resolver-dns");
		}
		return (resources) -> Netty.resolveWith(resources, maxTtl);
	}

	/** Keeps the classes of the optional dependency away from those who have it not. */
	private static final class Netty {

		static void resolveWith(ClientResources.Builder resources, Duration maxTtl) {
			resources.addressResolverGroup(new DnsAddressResolverGroup(
					new DnsNameResolverBuilder().datagramChannelType(Transports.datagramChannelClass())
						.ttl(0, (int) Math.min(Integer.MAX_VALUE, maxTtl.toSeconds()))));
		}

	}

}
