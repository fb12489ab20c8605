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

import java.util.function.Consumer;

import io.steadfast.redis.autoconfigure.endpoint.ClusterDescription;
import io.steadfast.redis.autoconfigure.endpoint.NodeDescription;
import io.steadfast.redis.autoconfigure.endpoint.RedisClusterEndpointAutoConfiguration;
import io.steadfast.redis.autoconfigure.event.ClusterEventAutoConfiguration;
import io.steadfast.redis.autoconfigure.health.ClusterHealthAutoConfiguration;
import io.steadfast.redis.autoconfigure.metrics.SteadfastRedisMetricsAutoConfiguration;
import io.steadfast.redis.connection.TopologyAwareConnectionFactory;
import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;
import org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.metrics.MetricsAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.metrics.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.TestCompiler;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Beans that were chosen when the application was built, run with the properties of where
 * it runs.
 */
class AheadOfTimeTests {

	private static final String NODES = "spring.data.redis.cluster.nodes=node-1:7001,node-2:7002,node-3:7003";

	private static final String SECOND = "steadfast.redis.clusters.orders.cluster.nodes=node-4:7004,node-5:7005";

	private static final String[] EXPOSED = { "management.endpoints.web.exposure.include=*" };

	@Test
	@CompileWithForkedClassLoader
	void aClusterThatIsNamedOnlyWhereTheApplicationRunsIsFound() {
		processed((built) -> {
			run(built, (context) -> {
				assertThat(factory(context)).isInstanceOf(TopologyAwareConnectionFactory.class);
				assertThat(context.getBeanNamesForType(LettuceConnectionFactory.class)).hasSize(1);
				assertThat(context.containsBean("redisHealthContributor")).isTrue();
				assertThat(context.containsBean("redisClusterEndpoint")).isTrue();
			}, NODES);
			run(built, (context) -> {
				assertThat(factory(context)).isNotInstanceOf(TopologyAwareConnectionFactory.class);
				assertThat(factory(context).isClusterAware()).isFalse();
				assertThat(factory(context).getHostName()).isEqualTo("lone");
			}, "spring.data.redis.host=lone");
			run(built, (context) -> {
				assertThat(factory(context)).isNotInstanceOf(TopologyAwareConnectionFactory.class);
				assertThat(factory(context).isClusterAware()).isTrue();
			}, NODES, "steadfast.redis.enabled=false");
		});
	}

	@Test
	@CompileWithForkedClassLoader
	void aClusterThatIsNamedWhereItIsBuiltIsKnownByItsType() {
		processed((built) -> {
			run(built, (context) -> {
				assertThat(context.getBeanFactory().getBeanDefinition("redisConnectionFactory").getResolvableType())
					.returns(TopologyAwareConnectionFactory.class, (type) -> type.resolve());
				assertThat(context.getBean(TopologyAwareConnectionFactory.class).getRoutingOptions().patience())
					.hasSeconds(3);
				assertThat(context.getBean("ordersRedisConnectionFactory", TopologyAwareConnectionFactory.class)
					.getClusterConfiguration()
					.getClusterNodes()).hasSize(2);
			}, NODES, SECOND, "steadfast.redis.patience=3s");
			run(built,
					(context) -> assertThat(context.getBean(ConfigurationReport.class).findings()).anySatisfy(
							(finding) -> assertThat(finding.toString()).contains("steadfast.redis.enabled", "ahead")),
					NODES, SECOND, "steadfast.redis.enabled=false");
		}, NODES, SECOND);
	}

	@Test
	@CompileWithForkedClassLoader
	void theFirstOfClustersThatAllHaveNamesIsTheOneThatIsInjected() {
		processed((built) -> {
			run(built, (context) -> {
				assertThat(context.getBean(StringRedisTemplate.class).getConnectionFactory())
					.isInstanceOf(TopologyAwareConnectionFactory.class)
					.isSameAs(context.getBean("ordersRedisConnectionFactory"));
				assertThat(context.getBeanNamesForType(LettuceConnectionFactory.class)).hasSize(1);
			}, SECOND);
			assertThatException().isThrownBy(() -> run(built, (context) -> {
			}, SECOND, "spring.data.redis.host=lone"))
				.havingRootCause()
				.withMessageStartingWith("spring.data.redis.host is set, but the beans were chosen ahead of time");
		}, SECOND);
	}

	@Test
	@CompileWithForkedClassLoader
	void aNameThatIsSetOnlyWhereTheApplicationRunsIsAFinding() {
		processed((built) -> run(built,
				(context) -> assertThat(context.getBean(ConfigurationReport.class).findings()).anySatisfy((finding) -> {
					assertThat(finding.property()).isEqualTo("steadfast.redis.clusters.orders");
					assertThat(finding.what()).contains("has no connection factory");
				}), NODES, SECOND), NODES);
	}

	@Test
	@CompileWithForkedClassLoader
	void aServerBesideNamedClustersStaysTheOneThatIsInjected() {
		assertNotDisplaced("spring.data.redis.host=lone");
	}

	@Test
	@CompileWithForkedClassLoader
	void theJedisClientBesideNamedClustersStaysTheOneThatIsInjected() {
		assertNotDisplaced("spring.data.redis.client-type=jedis");
	}

	private static void assertNotDisplaced(String server) {
		processed((built) -> run(built, (context) -> {
			RedisConnectionFactory main = context.getBean("redisConnectionFactory", RedisConnectionFactory.class);
			assertThat(context.getBean(StringRedisTemplate.class).getConnectionFactory()).isSameAs(main)
				.isNotInstanceOf(TopologyAwareConnectionFactory.class);
			assertThat(BeanFactoryAnnotationUtils.qualifiedBeanOfType(context.getBeanFactory(),
					RedisConnectionFactory.class, "orders"))
				.isInstanceOf(TopologyAwareConnectionFactory.class);
		}, SECOND, server), SECOND, server);
	}

	@Test
	void whatIsLookedForByNameOrByReflectionIsKept() {
		RuntimeHints hints = generate(NODES).getRuntimeHints();
		new SteadfastRedisRuntimeHints().registerHints(hints, getClass().getClassLoader());
		assertThat(RuntimeHintsPredicates.resource().forResource("io/steadfast/redis/autoconfigure/default.properties"))
			.accepts(hints);
		for (Class<?> type : new Class<?>[] { SteadfastRedisProperties.class, SteadfastRedisProperties.Waiting.class,
				SteadfastRedisProperties.Topology.class, SteadfastRedisProperties.Health.class,
				ClusterDescription.class, NodeDescription.class }) {
			assertThat(RuntimeHintsPredicates.reflection().onType(type)).as(type.getName()).accepts(hints);
		}
	}

	private static LettuceConnectionFactory factory(GenericApplicationContext context) {
		return context.getBean(LettuceConnectionFactory.class);
	}

	private static void processed(Consumer<ApplicationContextInitializer<GenericApplicationContext>> runs,
			String... properties) {
		TestCompiler.forSystem().with(generate(properties)).compile((compiled) -> {
			@SuppressWarnings("unchecked")
			ApplicationContextInitializer<GenericApplicationContext> built = compiled
				.getInstance(ApplicationContextInitializer.class);
			runs.accept(built);
		});
	}

	private static TestGenerationContext generate(String... properties) {
		TestGenerationContext generation = new TestGenerationContext();
		System.setProperty(AbstractAotProcessor.AOT_PROCESSING, "true");
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			TestPropertyValues.of(properties).and(EXPOSED).applyTo(context);
			context.register(SslAutoConfiguration.class, SteadfastRedisAutoConfiguration.class,
					NamedClustersAutoConfiguration.class, RedisAutoConfiguration.class, MetricsAutoConfiguration.class,
					SimpleMetricsExportAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class,
					ClusterHealthAutoConfiguration.class, RedisClusterEndpointAutoConfiguration.class,
					ClusterEventAutoConfiguration.class, SteadfastRedisMetricsAutoConfiguration.class);
			new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
		}
		finally {
			System.clearProperty(AbstractAotProcessor.AOT_PROCESSING);
		}
		generation.writeGeneratedContent();
		return generation;
	}

	private static void run(ApplicationContextInitializer<GenericApplicationContext> built,
			Consumer<GenericApplicationContext> assertions, String... properties) {
		try (GenericApplicationContext context = new GenericApplicationContext()) {
			TestPropertyValues.of(properties).and(EXPOSED).applyTo(context);
			built.initialize(context);
			context.refresh();
			assertions.accept(context);
		}
	}

}
