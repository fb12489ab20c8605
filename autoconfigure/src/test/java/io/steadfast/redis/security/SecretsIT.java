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

package io.steadfast.redis.security;

import java.time.Duration;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.steadfast.redis.SteadfastRedisException;
import io.steadfast.redis.autoconfigure.endpoint.RedisClusterEndpoint;
import io.steadfast.redis.connection.TopologyAwareConnectionFactory;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.boot.actuate.health.HealthContributorRegistry;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.redis.core.StringRedisTemplate;

import static io.steadfast.redis.security.SecureRedis.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * No password appears in anything that an application writes or shows.
 */
@ExtendWith(OutputCaptureExtension.class)
class SecretsIT {

	private static final String SECRET = "xyzzy-4711";

	@RegisterExtension
	static final SecureRedis redis = new SecureRedis();

	private final StringBuilder shown = new StringBuilder();

	@BeforeEach
	void user() {
		redis.everyNode("ACL", "SETUSER", "agent", "on", ">" + SECRET, "~*", "&*", "+@all");
	}

	@AfterEach
	void noUser() {
		redis.everyNode("ACL", "DELUSER", "agent");
	}

	@Test
	void ofAnApplicationThatIsServedAndThenRefused(CapturedOutput output) throws Exception {
		try (ConfigurableApplicationContext context = start("spring.data.redis.client-name=secret", url(SECRET))) {
			try (Load load = new Load(context, redis.cluster(), "secret:")) {
				show(context);
			}
			StringRedisTemplate template = context.getBean(StringRedisTemplate.class);
			template.opsForList().leftPush("list", "value");
			show(catchThrowable(() -> template.opsForValue().get("list")));

			redis.everyNode("ACL", "SETUSER", "agent", "resetpass", ">other");
			redis.everyNode("CLIENT", "KILL", "USER", "agent");
			show(catchThrowable(() -> {
				for (int i = 0; i < 100; i++) {
					SecureRedis.writeToEveryShard(context);
				}
			}));
			redis.cluster()
				.await("the warning", Duration.ofSeconds(5), () -> output.toString()
					.contains("spring.data.redis.url names the user 'agent', and 127.0.0.1:"));
			show(context);
		}
		assertThat(this.shown).contains(SteadfastRedisException.class.getPackageName(), "WRONGTYPE", "WRONGPASS",
				"steadfast.redis.redirects", "callersWaiting");
		assertNothingTold(output);
	}

	@Test
	void ofAnApplicationThatDoesNotStart(CapturedOutput output) {
		for (String credentials : new String[] { url("wrong-" + SECRET),
				"spring.data.redis.password=wrong-" + SECRET }) {
			Throwable failure = catchThrowable(() -> start(credentials, "spring.data.redis.username=agent").close());
			assertThat(failure).isNotNull();
			show(failure);
		}
		assertThat(output).contains("refuses the configured password (WRONGPASS");
		assertNothingTold(output);
	}

	private static String url(String password) {
		return "spring.data.redis.url=rediss://agent:" + password + "@ignored:1";
	}

	private static ConfigurableApplicationContext start(String... properties) {
		return redis.start(with(redis.bundle("secrets"),
				with(properties, "steadfast.redis.patience=900ms", "logging.level.io.steadfast=trace",
						"management.endpoints.web.exposure.include=*",
						"management.endpoint.health.show-details=always")));
	}

	private void assertNothingTold(CapturedOutput output) {
		assertThat(output.toString()).contains("DEBUG").doesNotContain(SECRET);
		assertThat(this.shown.toString()).doesNotContain(SECRET);
	}

	private void show(Throwable failure) {
		this.shown.append(Throwables.getStackTrace(failure));
	}

	private void show(ConfigurableApplicationContext context) {
		TopologyAwareConnectionFactory factory = context.getBean(TopologyAwareConnectionFactory.class);
		this.shown.append(factory.getRoutingOptions())
			.append(factory.getClientConfiguration())
			.append(factory.getRequiredNativeClient())
			.append(factory.getStatus())
			.append(factory.getCounts())
			.append(factory.getIncidents())
			.append(context.getBean(RedisClusterEndpoint.class).clusters())
			.append(((HealthIndicator) context.getBean(HealthContributorRegistry.class).getContributor("redis"))
				.health());
		for (Object bean : context.getBeansOfType(Object.class, false, false).values()) {
			if (bean.getClass().getName().startsWith("io.steadfast.")) {
				this.shown.append(bean);
			}
		}
		for (Meter meter : context.getBean(MeterRegistry.class).getMeters()) {
			this.shown.append(meter.getId()).append(meter.measure());
		}
	}

}
