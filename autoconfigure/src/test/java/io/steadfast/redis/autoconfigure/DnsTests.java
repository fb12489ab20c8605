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
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Transports;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.dns.DatagramDnsQuery;
import io.netty.handler.codec.dns.DatagramDnsQueryDecoder;
import io.netty.handler.codec.dns.DatagramDnsResponse;
import io.netty.handler.codec.dns.DatagramDnsResponseEncoder;
import io.netty.handler.codec.dns.DefaultDnsRawRecord;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsSection;
import io.netty.resolver.dns.DnsAddressResolverGroup;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.DnsServerAddresses;
import io.netty.util.ReferenceCountUtil;
import io.steadfast.redis.connection.TopologyAwareConnectionFactory;
import org.assertj.core.api.InstanceOfAssertFactories;
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

	private static final byte[] ADDRESS = { 10, 0, 0, 1 };

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
	void aNameIsResolvedOnTheEventLoopsOfLettuce() {
		ContextRunners.withCluster().withPropertyValues("steadfast.redis.dns-max-ttl=5s").run((context) -> {
			EventLoopGroup loops = context.getBean(ClientResources.class)
				.eventLoopGroupProvider()
				.allocate(Transports.eventLoopGroupClass());
			DnsNameResolverBuilder builder = assertThat(context.getBean(ClientResources.class).addressResolverGroup())
				.extracting("dnsResolverBuilder", InstanceOfAssertFactories.type(DnsNameResolverBuilder.class))
				.actual();
			InetSocketAddress server = nameServer(loops);
			try (DnsNameResolver resolver = builder.copy()
				.eventLoop(loops.next())
				.nameServerProvider((name) -> DnsServerAddresses.singleton(server).stream())
				.build()) {
				assertThat(resolver.resolve("node-1.example.").get(5, TimeUnit.SECONDS))
					.isEqualTo(InetAddress.getByAddress(ADDRESS));
			}
		});
	}

	/** Knows one address for all names. */
	private static InetSocketAddress nameServer(EventLoopGroup loops) {
		return (InetSocketAddress) new Bootstrap().group(loops)
			.channel(Transports.datagramChannelClass())
			.handler(new ChannelInitializer<>() {
				@Override
				protected void initChannel(Channel channel) {
					channel.pipeline()
						.addLast(new DatagramDnsQueryDecoder(), new DatagramDnsResponseEncoder(), new OneAddress());
				}
			})
			.bind(InetAddress.getLoopbackAddress(), 0)
			.syncUninterruptibly()
			.channel()
			.localAddress();
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

	/**
	 * Answers every question with {@link #ADDRESS}.
	 */
	private static final class OneAddress extends SimpleChannelInboundHandler<DatagramDnsQuery> {

		@Override
		protected void channelRead0(ChannelHandlerContext context, DatagramDnsQuery query) {
			DnsRecord question = query.recordAt(DnsSection.QUESTION);
			context.writeAndFlush(new DatagramDnsResponse(query.recipient(), query.sender(), query.id())
				.addRecord(DnsSection.QUESTION, ReferenceCountUtil.retain(question))
				.addRecord(DnsSection.ANSWER, new DefaultDnsRawRecord(question.name(), DnsRecordType.A, 60,
						Unpooled.wrappedBuffer(ADDRESS))));
		}

	}

}
