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

import java.util.Map;

import io.lettuce.core.resource.ClientResources;
import io.steadfast.redis.connection.TopologyAwareConnectionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.UnsatisfiedDependencyException;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration;
import org.springframework.boot.autoconfigure.data.redis.RedisConnectionDetails;
import org.springframework.boot.autoconfigure.data.redis.RedisReactiveAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.ReactiveRedisTemplate;
import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Named clusters beside a Redis that is not ours: Boot makes its factory as if they were
 * not there, and nothing of it goes to a named cluster.
 */
class NamedBesideBootTests {

	private static final String ORDERS = "ordersRedisConnectionFactory";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, SteadfastRedisAutoConfiguration.class,
				NamedClustersAutoConfiguration.class, RedisAutoConfiguration.class,
				RedisReactiveAutoConfiguration.class))
		.withPropertyValues("steadfast.redis.clusters.orders.cluster.nodes=node-4:7004,node-5:7005");

	@ParameterizedTest
	@ValueSource(strings = { "host=cache", "url=redis://cache:6379", "port=7000",
			"sentinel.master=main spring.data.redis.sentinel.nodes=node-3:26379" })
	void aSingleServerOrASentinelStaysTheOneThatIsInjected(String server) {
		beside(server).run((context) -> {
			LettuceConnectionFactory boots = context.getBean("redisConnectionFactory", LettuceConnectionFactory.class);
			assertThat(boots).isNotInstanceOf(TopologyAwareConnectionFactory.class);
			assertThat(boots.isRedisSentinelAware()).isEqualTo(server.startsWith("sentinel"));
			assertThat(context.getBean(StringRedisTemplate.class).getConnectionFactory()).isSameAs(boots);
			assertThat(context.getBean("reactiveRedisTemplate", ReactiveRedisTemplate.class).getConnectionFactory())
				.isSameAs(boots);
			assertThat(context.getBean(Shop.class).any).isSameAs(boots)
				.isSameAs(context.getBean(RedisConnectionFactory.class));
			assertOrdersByName(context.getBean(Shop.class), context.getBeansOfType(RedisConnectionFactory.class));
		});
	}

	@Test
	void aServerOfTheApplicationsOwnBeansStaysTheOneThatIsInjected() {
		this.runner.withBean(Shop.class)
			.withBean(RedisStandaloneConfiguration.class, () -> new RedisStandaloneConfiguration("bean", 7007))
			.run((context) -> assertThat(((LettuceConnectionFactory) context.getBean(Shop.class).any).getHostName())
				.isEqualTo("bean"));
		this.runner.withBean(Shop.class)
			.withBean(RedisConnectionDetails.class, ConnectionDetailsTests.StandaloneDetails::new)
			.run((context) -> assertThat(((LettuceConnectionFactory) context.getBean(Shop.class).any).getHostName())
				.isEqualTo("single"));
	}

	@Test
	void theJedisClientStaysTheOneThatIsInjectedAndReactiveTemplatesDoNotTakeItsPlace() {
		beside("client-type=jedis").run((context) -> {
			assertThat(context.getBean(Shop.class).any).isInstanceOf(JedisConnectionFactory.class)
				.isSameAs(context.getBean(StringRedisTemplate.class).getConnectionFactory());
			assertThat(context).doesNotHaveBean(ReactiveRedisTemplate.class);
			assertOrdersByName(context.getBean(Shop.class), context.getBeansOfType(RedisConnectionFactory.class));
			assertThat(context.getBean(ORDERS, LettuceConnectionFactory.class)
				.getClientConfiguration()
				.getClientResources()).containsSame(context.getBean(ClientResources.class));
		});
	}

	@Test
	void jedisDetailsDoNotMakeThemTheOneThatIsInjected() {
		beside("client-type=jedis")
			.withBean(RedisConnectionDetails.class, ConnectionDetailsTests.StandaloneDetails::new)
			.run((context) -> assertThat(context.getBean(Shop.class).any).isInstanceOf(JedisConnectionFactory.class));
	}

	@Test
	void withoutAQualifierNobodyGetsANamedOneByItsType() {
		beside("host=cache").run((context) -> assertThatExceptionOfType(UnsatisfiedDependencyException.class)
			.isThrownBy(() -> context.getAutowireCapableBeanFactory().createBean(Careless.class))
			.withMessageContaining("TopologyAwareConnectionFactory"));
	}

	@Test
	void whoExcludesBootsAutoConfigurationHasTheFirstName() {
		new ApplicationContextRunner().withUserConfiguration(WholeBoot.class)
			.withBean(Shop.class)
			.withPropertyValues("steadfast.redis.clusters.orders.cluster.nodes=node-4:7004",
					"spring.data.redis.host=cache", "spring.data.redis.repositories.enabled=false",
					"spring.autoconfigure.exclude=" + RedisAutoConfiguration.class.getName())
			.run((context) -> assertThat(context.getBean(Shop.class).any).isSameAs(context.getBean(ORDERS)));
	}

	private ApplicationContextRunner beside(String server) {
		return this.runner.withBean(Shop.class).withPropertyValues(("spring.data.redis." + server).split(" "));
	}

	private static void assertOrdersByName(Shop shop, Map<String, RedisConnectionFactory> factories) {
		assertThat(factories).containsOnlyKeys("redisConnectionFactory", ORDERS);
		assertThat(shop.orders).isInstanceOf(TopologyAwareConnectionFactory.class).isSameAs(factories.get(ORDERS));
	}

	/**
	 * Gets factories in the two ways in which they are asked for.
	 */
	static class Shop {

		private final RedisConnectionFactory any;

		private final RedisConnectionFactory orders;

		Shop(RedisConnectionFactory any, @Qualifier("orders") RedisConnectionFactory orders) {
			this.any = any;
			this.orders = orders;
		}

	}

	/**
	 * Wants one of ours, and does not say which.
	 */
	record Careless(TopologyAwareConnectionFactory any) {
	}

	/**
	 * An application with everything that Boot configures by itself.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class WholeBoot {

	}

}
