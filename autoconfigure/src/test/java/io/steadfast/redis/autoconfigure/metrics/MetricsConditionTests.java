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

package io.steadfast.redis.autoconfigure.metrics;

import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.steadfast.redis.RoutingOptions;
import io.steadfast.redis.connection.TopologyAwareConnectionFactory;
import io.steadfast.redis.test.ScriptedRedisNode;
import io.steadfast.redis.status.ClusterListener;
import io.steadfast.redis.topology.RefreshOutcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which applications get which meters.
 */
class MetricsConditionTests {

	private final ScriptedRedisNode node = ScriptedRedisNode.start();

	private final ApplicationContextRunner runner = MeteredApplication.at(this.node);

	@AfterEach
	void stop() {
		this.node.close();
	}

	@Test
	void theFactoryHasMetersUnderTheNameOfItsBean() {
		this.runner.run((context) -> assertThat(clients(context.getBean(MeterRegistry.class)))
			.containsExactly("redisConnectionFactory"));
	}

	@Test
	void theMetersLeaveARegistryThatLivesLonger() {
		MeterRegistry registry = new SimpleMeterRegistry();
		registry.counter("steadfast.redis.of.somebody.else", "client", "other");
		this.runner.run((context) -> {
			context.getBean(ConnectionFactoryMetrics.class).bindTo(registry);
			assertThat(clients(registry)).contains("redisConnectionFactory");
		});
		assertThat(clients(registry)).containsExactly("other");
	}

	@Test
	void whatIsTimedAfterwardsBringsNoneOfThemBack() throws InterruptedException {
		MeterRegistry registry = new SimpleMeterRegistry();
		TopologyAwareConnectionFactory factory = TwoClusters.factory();
		DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
		beans.registerSingleton("cluster", factory);
		ConnectionFactoryMetrics metrics = new ConnectionFactoryMetrics(beans);
		metrics.bindTo(registry);
		assertThat(clients(registry)).containsExactly("cluster");
		metrics.destroy();
		CountDownLatch refreshed = new CountDownLatch(1);
		factory.addClusterListener(new ClusterListener() {

			@Override
			public void refreshEnded(RefreshOutcome outcome) {
				refreshed.countDown();
			}

		});
		factory.afterPropertiesSet();
		assertThat(refreshed.await(10, TimeUnit.SECONDS)).isTrue();
		assertThat(clients(registry)).isEmpty();
		factory.destroy();
	}

	@Test
	void withoutMicrometerTheApplicationStarts() {
		this.runner.withClassLoader(new FilteredClassLoader("io.micrometer.core", "io.micrometer.prometheusmetrics"))
			.run((context) -> assertThat(context).hasSingleBean(TopologyAwareConnectionFactory.class)
				.doesNotHaveBean("steadfastRedisMetrics"));
	}

	@Test
	void withoutTheActuatorTheBinderIsThereForWhoeverBindsIt() {
		MeteredApplication.withoutActuator(this.node)
			.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate"))
			.withBean(SimpleMeterRegistry.class)
			.run((context) -> {
				MeterRegistry registry = context.getBean(MeterRegistry.class);
				assertThat(clients(registry)).isEmpty();
				context.getBean(ConnectionFactoryMetrics.class).bindTo(registry);
				assertThat(clients(registry)).containsExactly("redisConnectionFactory");
			});
	}

	@Test
	void withoutARegistryThereIsNoBinder() {
		MeteredApplication.withoutActuator(this.node)
			.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate"))
			.run((context) -> assertThat(context).hasSingleBean(TopologyAwareConnectionFactory.class)
				.doesNotHaveBean(ConnectionFactoryMetrics.class));
	}

	@Test
	void aPlainFactoryHasNone() {
		this.runner.withBean(LettuceConnectionFactory.class)
			.run((context) -> assertThat(clients(context.getBean(MeterRegistry.class))).isEmpty());
	}

	@Test
	void twoClustersAreToldApartWhateverTheirBeanMethodsPromise() {
		this.runner.withUserConfiguration(TwoClusters.class)
			.run((context) -> assertThat(clients(context.getBean(MeterRegistry.class))).containsExactly("orders",
					"sessions"));
	}

	private static TreeSet<String> clients(MeterRegistry registry) {
		TreeSet<String> clients = new TreeSet<>();
		for (Meter meter : registry.getMeters()) {
			if (meter.getId().getName().startsWith("steadfast.redis.")) {
				clients.add(String.valueOf(meter.getId().getTag("client")));
			}
		}
		return clients;
	}

	/**
	 * Two factories of the application's own, of which the second is asked for by name.
	 */
	@Configuration(proxyBeanMethods = false)
	static class TwoClusters {

		@Bean
		LettuceConnectionFactory orders() {
			return factory();
		}

		@Bean(defaultCandidate = false)
		RedisConnectionFactory sessions() {
			return factory();
		}

		private static TopologyAwareConnectionFactory factory() {
			return new TopologyAwareConnectionFactory(new RedisClusterConfiguration(List.of("127.0.0.1:1")),
					LettuceClientConfiguration.defaultConfiguration(), RoutingOptions.defaults());
		}

	}

}
