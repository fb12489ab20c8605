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

package io.steadfast.redis.autoconfigure.endpoint;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;

import javax.management.MBeanServer;
import javax.management.ObjectName;

import io.steadfast.redis.connection.TopologyAwareConnectionFactory;
import io.steadfast.redis.test.ScriptedRedisCluster;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Health and endpoint as an operator reaches them: over HTTP, in an application whose web
 * server is a reactive one, and over JMX.
 */
class ActuatorAccessTests {

	@AutoClose
	private final ScriptedRedisCluster cluster = ScriptedRedisCluster.start();

	private ConfigurableApplicationContext context;

	private WebTestClient http;

	@BeforeEach
	void start() {
		this.context = new SpringApplicationBuilder(ReactiveApplication.class).web(WebApplicationType.REACTIVE)
			.run("--server.port=0", "--spring.data.redis.cluster.nodes=" + this.cluster.first().endpoint(),
					"--management.endpoints.web.exposure.include=health,rediscluster", "--spring.jmx.enabled=true",
					"--management.endpoints.jmx.exposure.include=rediscluster",
					"--management.endpoints.jmx.domain=actuator-access",
					"--management.endpoint.health.show-details=always", "--steadfast.redis.startup=eager",
					"--steadfast.redis.health.grace-period=1s");
		this.http = WebTestClient.bindToServer()
			.responseTimeout(Duration.ofSeconds(10))
			.baseUrl("http://127.0.0.1:" + this.context.getEnvironment().getProperty("local.server.port") + "/actuator")
			.build();
		Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> health(HttpStatus.OK).equals("UP"));
	}

	@AfterEach
	void stop() {
		this.context.close();
	}

	private String health(HttpStatus expected) {
		Object status = this.http.get()
			.uri("/health/redis")
			.exchange()
			.expectStatus()
			.isEqualTo(expected)
			.expectBody(Map.class)
			.returnResult()
			.getResponseBody()
			.get("status");
		return String.valueOf(status);
	}

	@Test
	void whatIsDegradedIsToldWithSuccessAndWhatIsDownWithout() {
		this.cluster.tell(this.cluster.first().row(ScriptedRedisCluster.FIRST_HALF),
				this.cluster.second().row("8192-16000"));
		TopologyAwareConnectionFactory factory = this.context.getBean(TopologyAwareConnectionFactory.class);
		factory.refreshTopology().toCompletableFuture().join();
		factory.refreshTopology().toCompletableFuture().join();
		Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> !factory.getStatus().coverage().isComplete());
		assertThat(health(HttpStatus.OK)).isEqualTo("DEGRADED");
		Awaitility.await()
			.atMost(Duration.ofSeconds(5))
			.until(() -> factory.getStatus().coverage().impairedFor().compareTo(Duration.ofSeconds(1)) > 0);
		assertThat(health(HttpStatus.SERVICE_UNAVAILABLE)).isEqualTo("DOWN");
	}

	@Test
	void theEndpointIsReadAndAskedOverHttp() {
		this.http.get()
			.uri("/rediscluster")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.redisConnectionFactory.nodes.length()")
			.isEqualTo(2)
			.jsonPath("$.redisConnectionFactory.options['steadfast.redis.startup'].value")
			.isEqualTo("eager")
			.jsonPath("$.redisConnectionFactory.options['steadfast.redis.startup'].origin")
			.value((origin) -> assertThat(origin).asString().contains("commandLineArgs"));
		this.http.get().uri("/rediscluster/" + this.cluster.second().id()).exchange().expectStatus().isOk();
		this.http.get().uri("/rediscluster/nowhere:1").exchange().expectStatus().isNotFound();
		this.http.post().uri("/rediscluster").exchange().expectStatus().isOk();
		this.http.post().uri("/rediscluster/" + this.cluster.second().endpoint()).exchange().expectStatus().isOk();
		this.http.post().uri("/rediscluster/nowhere:1").exchange().expectStatus().isBadRequest();
	}

	@Test
	void theEndpointIsReadAndAskedOverJmx() throws Exception {
		MBeanServer server = ManagementFactory.getPlatformMBeanServer();
		ObjectName endpoint = new ObjectName("actuator-access:type=Endpoint,name=Rediscluster");
		assertThat(server.invoke(endpoint, "clusters", new Object[0], new String[0]))
			.asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
			.containsOnlyKeys("redisConnectionFactory");
		assertThat(server.invoke(endpoint, "refresh", new Object[0], new String[0]))
			.asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
			.containsOnlyKeys("redisConnectionFactory");
		Object[] second = { this.cluster.second().endpoint() };
		String[] text = { String.class.getName() };
		assertThat(server.invoke(endpoint, "node", second, text)).asString().contains(this.cluster.second().id());
		assertThat(server.invoke(endpoint, "reconnect", second, text)).asString().contains("reconnected");
	}

	/**
	 * An application with all that is auto-configured, behind Netty.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class ReactiveApplication {

	}

}
