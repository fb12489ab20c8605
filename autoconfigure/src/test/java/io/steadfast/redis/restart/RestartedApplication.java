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

package io.steadfast.redis.restart;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;

import io.steadfast.redis.autoconfigure.event.RedisClusterEvent;
import io.steadfast.redis.connection.TopologyAwareConnectionFactory;
import org.awaitility.Awaitility;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.http.client.reactive.ClientHttpConnectorAutoConfiguration;
import org.springframework.boot.autoconfigure.web.reactive.function.client.WebClientAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.listener.ChannelTopic;
import org.springframework.data.redis.listener.RedisMessageListenerContainer;

/**
 * An application with every kind of traffic, to be started, used and thrown away. Without
 * Spring's HTTP client, whose end leaves a thread of Reactor's with the class loader.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = { ClientHttpConnectorAutoConfiguration.class, WebClientAutoConfiguration.class })
public class RestartedApplication implements Function<List<String>, ConfigurableApplicationContext> {

	private static final ChannelTopic CHANNEL = ChannelTopic.of("news");

	private final CountDownLatch heard = new CountDownLatch(1);

	@Override
	public ConfigurableApplicationContext apply(List<String> arguments) {
		ConfigurableApplicationContext context = new SpringApplicationBuilder(RestartedApplication.class)
			.web(WebApplicationType.NONE)
			.run(arguments.toArray(String[]::new));
		context.getBean(RestartedApplication.class).use(context);
		return context;
	}

	@Bean
	RedisMessageListenerContainer listeners(RedisConnectionFactory factory) {
		RedisMessageListenerContainer listeners = new RedisMessageListenerContainer();
		listeners.setConnectionFactory(factory);
		listeners.addMessageListener((message, pattern) -> this.heard.countDown(), CHANNEL);
		return listeners;
	}

	@EventListener
	void changed(RedisClusterEvent event) {
		// a class of the application in the hands of ours
	}

	private void use(ConfigurableApplicationContext context) {
		StringRedisTemplate template = context.getBean(StringRedisTemplate.class);
		ReactiveStringRedisTemplate reactive = context.getBean(ReactiveStringRedisTemplate.class);
		IntStream.range(0, 200).forEach((i) -> template.opsForValue().set("key-" + i, "value"));
		IntStream.range(0, 200).forEach((i) -> reactive.opsForValue().get("key-" + i).block(Duration.ofSeconds(5)));
		template.convertAndSend(CHANNEL.getTopic(), "hello");
		boolean ours = context.getBean(RedisConnectionFactory.class) instanceof TopologyAwareConnectionFactory;
		HealthIndicator health = context.getBean("redisHealthContributor", HealthIndicator.class);
		if (!ours || !isHeard()) {
			throw new IllegalStateException("ours: %s, heard: %s".formatted(ours, isHeard()));
		}
		// What is served is looked at four times a second.
		Awaitility.await()
			.pollInSameThread()
			.atMost(Duration.ofSeconds(10))
			.until(() -> health.getHealth(false).getStatus().equals(Status.UP));
	}

	private boolean isHeard() {
		try {
			return this.heard.await(10, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
