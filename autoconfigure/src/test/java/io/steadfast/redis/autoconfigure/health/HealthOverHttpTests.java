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

package io.steadfast.redis.autoconfigure.health;

import java.time.Duration;

import io.steadfast.redis.connection.TopologyAwareConnectionFactory;
import io.steadfast.redis.test.ScriptedRedisCluster;
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

/**
 * Health as a load balancer and a stranger see it: with the readiness group that
 * docs/operations.md names, and without details.
 */
class HealthOverHttpTests {

	@AutoClose
	private final ScriptedRedisCluster cluster = ScriptedRedisCluster.start();

	private ConfigurableApplicationContext context;

	private WebTestClient http;

	@BeforeEach
	void start() {
		this.context = new SpringApplicationBuilder(ReactiveApplication.class).web(WebApplicationType.REACTIVE)
			.run("--server.port=0", "--spring.data.redis.cluster.nodes=" + this.cluster.first().endpoint(),
					"--steadfast.redis.startup=eager", "--steadfast.redis.health.grace-period=2s",
					"--management.endpoint.health.probes.enabled=true",
					"--management.endpoint.health.group.readiness.include=readinessState,redis",
					"--management.endpoint.health.show-components=always",
					"--management.endpoint.health.show-details=never");
		this.http = WebTestClient.bindToServer()
			.responseTimeout(Duration.ofSeconds(10))
			.baseUrl("http://127.0.0.1:" + this.context.getEnvironment().getProperty("local.server.port")
					+ "/actuator/health")
			.build();
		Awaitility.await().atMost(Duration.ofSeconds(5)).until(this::coverageIsComplete);
	}

	@AfterEach
	void stop() {
		this.context.close();
	}

	private TopologyAwareConnectionFactory factory() {
		return this.context.getBean(TopologyAwareConnectionFactory.class);
	}

	private boolean coverageIsComplete() {
		return factory().getStatus().coverage().isComplete();
	}

	private WebTestClient.BodyContentSpec get(String path, HttpStatus expected, String status) {
		return this.http.get()
			.uri(path)
			.exchange()
			.expectStatus()
			.isEqualTo(expected)
			.expectBody()
			.jsonPath("$.status")
			.isEqualTo(status);
	}

	@Test
	void readinessFollowsTheClusterWhereItIsAskedToAndLivenessNever() {
		get("/readiness", HttpStatus.OK, "UP");
		this.cluster.tell(this.cluster.first().row(ScriptedRedisCluster.FIRST_HALF),
				this.cluster.second().row("8192-16000"));
		factory().refreshTopology().toCompletableFuture().join();
		factory().refreshTopology().toCompletableFuture().join();
		Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> !coverageIsComplete());
		get("/readiness", HttpStatus.OK, "DEGRADED").jsonPath("$.components.redis.status").isEqualTo("DEGRADED");
		get("/liveness", HttpStatus.OK, "UP");
		Awaitility.await()
			.atMost(Duration.ofSeconds(5))
			.until(() -> factory().getStatus().coverage().impairedFor().compareTo(Duration.ofSeconds(2)) > 0);
		get("/readiness", HttpStatus.SERVICE_UNAVAILABLE, "DOWN");
		get("/liveness", HttpStatus.OK, "UP").jsonPath("$.components.redis").doesNotExist();
	}

	@Test
	void whoMayNotSeeDetailsSeesTheStatusAlone() {
		get("/redis", HttpStatus.OK, "UP").jsonPath("$.length()").isEqualTo(1);
		get("", HttpStatus.OK, "UP").jsonPath("$.components.redis.status")
			.isEqualTo("UP")
			.jsonPath("$.components.redis.length()")
			.isEqualTo(1);
	}

	/**
	 * An application with all that is auto-configured, behind Netty.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class ReactiveApplication {

	}

}
