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
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import io.lettuce.core.cluster.RedisClusterClient;
import io.steadfast.redis.connection.TopologyAwareConnectionFactory;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionEvaluationReport;
import org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisSentinelConfiguration;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.RedisTemplate;
import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When the application keeps Boot's connection factory or its own, and what the condition
 * report says about it.
 */
class BackOffTests {

	@Test
	void withoutAClusterTheApplicationHasBootsFactory() {
		ContextRunners.withoutCluster().run((context) -> {
			assertBootsLettuceFactory(context);
			assertThat(report(context)).contains("no cluster is configured: neither spring.data.redis.cluster.nodes "
					+ "is set, nor is there a RedisConnectionDetails or RedisClusterConfiguration bean");
		});
	}

	@Test
	void anEmptyListOfNodesIsLeftToBootWhichRefusesIt() {
		ContextRunners.withoutCluster()
			.withPropertyValues("spring.data.redis.cluster.nodes=")
			.run((context) -> assertThat(context).getFailure()
				.hasMessageContaining("LettuceConnectionConfiguration: RedisURIs must not be empty"));
	}

	@Test
	void whenDisabledTheApplicationHasBootsFactory() {
		ContextRunners.withCluster().withPropertyValues("steadfast.redis.enabled=false").run((context) -> {
			assertBootsLettuceFactory(context);
			assertThat(context.getBean(LettuceConnectionFactory.class).isClusterAware()).isTrue();
			assertThat(context).doesNotHaveBean(SteadfastRedisProperties.class);
			assertThat(report(context)).contains("steadfast.redis.enabled is false");
		});
	}

	@Test
	void withTheJedisClientTheApplicationHasBootsJedisFactory() {
		notStarting(ContextRunners.withCluster()).withPropertyValues("spring.data.redis.client-type=jedis")
			.run((context) -> {
				assertBootsJedisFactory(context);
				assertThat(report(context))
					.contains("spring.data.redis.client-type is jedis, and only Lettuce connections can be routed");
			});
	}

	@Test
	void withoutLettuceTheApplicationHasBootsJedisFactory() {
		notStarting(ContextRunners.withCluster())
			.withClassLoader(new FilteredClassLoader(RedisClusterClient.class.getPackage().getName(),
					"io.lettuce.core.RedisClient"))
			.run((context) -> {
				assertBootsJedisFactory(context);
				assertThat(report(context))
					.contains("did not find required class '" + RedisClusterClient.class.getName());
			});
	}

	@Test
	void withoutSpringDataRedisNothingIsConfigured() {
		ContextRunners.withCluster()
			.withClassLoader(new FilteredClassLoader("org.springframework.data.redis"))
			.run((context) -> {
				assertThat(context).hasNotFailed().doesNotHaveBean("redisConnectionFactory");
				assertThat(report(context)).contains("did not find required class")
					.contains(LettuceConnectionFactory.class.getName());
			});
	}

	@Test
	void anApplicationsOwnFactoryStays() {
		ContextRunners.withCluster().withUserConfiguration(OwnFactory.class).run((context) -> {
			assertThat(context).hasSingleBean(RedisConnectionFactory.class).hasBean("own");
			assertThat(context).doesNotHaveBean(ConfiguredServers.class);
			assertThat(report(context)).contains("found beans of type").contains("RedisConnectionFactory' own");
		});
	}

	@Test
	void sentinelPropertiesWinOverAClusterAsInBoot() {
		ContextRunners.withCluster()
			.withPropertyValues("spring.data.redis.sentinel.master=main",
					"spring.data.redis.sentinel.nodes=node-3:26379")
			.run((context) -> {
				assertBootsLettuceFactory(context);
				assertThat(context.getBean(LettuceConnectionFactory.class).isRedisSentinelAware()).isTrue();
				assertThat(report(context))
					.contains("spring.data.redis.sentinel is set, and Spring Boot prefers Sentinel to a cluster");
			});
	}

	@Test
	void aSentinelBeanWinsOverAClusterAsInBoot() {
		ContextRunners.withCluster()
			.withBean("mySentinel", RedisSentinelConfiguration.class,
					() -> new RedisSentinelConfiguration().master("main").sentinel("node-3", 26379))
			.run((context) -> {
				assertBootsLettuceFactory(context);
				assertThat(report(context)).contains("the RedisSentinelConfiguration bean 'mySentinel' is defined, "
						+ "and Spring Boot prefers Sentinel to a cluster");
			});
	}

	@Test
	void whoExcludesBootsAutoConfigurationHasNoRedisFromUsEither() {
		new ApplicationContextRunner().withUserConfiguration(WholeBoot.class)
			.withPropertyValues("spring.data.redis.cluster.nodes=node-1:7001",
					"spring.autoconfigure.exclude=" + RedisAutoConfiguration.class.getName())
			.run((context) -> {
				assertThat(context).hasNotFailed().doesNotHaveBean(RedisConnectionFactory.class);
				assertThat(report(context))
					.contains("RedisAutoConfiguration is excluded, so the application wants no Redis from Spring Boot");
			});
	}

	@Test
	void withAClusterOnlyTheFactoryIsOursAndTheReportSaysWhy() {
		ContextRunners.withCluster().run((context) -> {
			assertThat(context).hasSingleBean(RedisConnectionFactory.class);
			assertThat(context).getBean("redisConnectionFactory").isInstanceOf(TopologyAwareConnectionFactory.class);
			assertThat(context).hasSingleBean(StringRedisTemplate.class);
			assertThat(context.getBean("redisTemplate", RedisTemplate.class).getConnectionFactory())
				.isSameAs(context.getBean("redisConnectionFactory"));
			assertThat(definingConfiguration(context, "redisTemplate")).endsWith("RedisAutoConfiguration");
			assertThat(report(context)).contains("spring.data.redis.cluster.nodes is set");
		});
	}

	@Test
	void enabledMayBeSaidAloud() {
		ContextRunners.withCluster()
			.withPropertyValues("steadfast.redis.enabled=true")
			.run((context) -> assertThat(context).hasSingleBean(TopologyAwareConnectionFactory.class));
	}

	@Test
	void bootFindsOurAutoConfigurationAmongItsOwn() {
		new ApplicationContextRunner().withUserConfiguration(WholeBoot.class)
			.withPropertyValues("spring.data.redis.cluster.nodes=node-1:7001")
			.run((context) -> assertThat(context).hasSingleBean(TopologyAwareConnectionFactory.class)
				.hasBean("reactiveRedisTemplate"));
	}

	private static void assertBootsLettuceFactory(AssertableApplicationContext context) {
		assertThat(context).hasSingleBean(RedisConnectionFactory.class);
		assertThat(context.getBean(RedisConnectionFactory.class)).isExactlyInstanceOf(LettuceConnectionFactory.class);
		assertThat(definingConfiguration(context, "redisConnectionFactory")).endsWith("LettuceConnectionConfiguration");
	}

	private static void assertBootsJedisFactory(AssertableApplicationContext context) {
		assertThat(context).hasSingleBean(JedisConnectionFactory.class).hasSingleBean(RedisConnectionFactory.class);
		assertThat(definingConfiguration(context, "redisConnectionFactory")).endsWith("JedisConnectionConfiguration");
	}

	/**
	 * A runner whose factories do not start: a Jedis cluster would connect.
	 */
	private static ApplicationContextRunner notStarting(ApplicationContextRunner runner) {
		return runner.withBean(NoStart.class);
	}

	private static String definingConfiguration(AssertableApplicationContext context, String bean) {
		return Objects.requireNonNull(
				context.getSourceApplicationContext().getBeanFactory().getBeanDefinition(bean).getFactoryBeanName());
	}

	private static String report(AssertableApplicationContext context) {
		Map<String, ConditionEvaluationReport.ConditionAndOutcomes> outcomes = ConditionEvaluationReport
			.get(context.getSourceApplicationContext().getBeanFactory())
			.getConditionAndOutcomesBySource();
		return StreamSupport.stream(outcomes.get(SteadfastRedisAutoConfiguration.class.getName()).spliterator(), false)
			.map((each) -> each.getOutcome().getMessage())
			.collect(Collectors.joining("\n"));
	}

	/**
	 * An application with a connection factory of its own.
	 */
	@Configuration(proxyBeanMethods = false)
	static class OwnFactory {

		@Bean
		LettuceConnectionFactory own() {
			return new LettuceConnectionFactory();
		}

	}

	/**
	 * Keeps a Jedis connection factory from connecting.
	 */
	static class NoStart implements BeanPostProcessor {

		@Override
		public Object postProcessBeforeInitialization(Object bean, String beanName) {
			if (bean instanceof JedisConnectionFactory factory) {
				factory.setEarlyStartup(false);
				factory.setAutoStartup(false);
			}
			return bean;
		}

	}

	/**
	 * An application with everything that Boot configures by itself.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class WholeBoot {

	}

}
