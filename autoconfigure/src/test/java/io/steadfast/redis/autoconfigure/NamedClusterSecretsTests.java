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

import io.steadfast.redis.connection.TopologyAwareConnectionFactory;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The credentials of a named cluster: read as Boot reads them, and shown nowhere.
 */
@ExtendWith(OutputCaptureExtension.class)
class NamedClusterSecretsTests {

	private static final String ORDERS = "ordersRedisConnectionFactory";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, RedisAutoConfiguration.class,
				NamedClustersAutoConfiguration.class))
		.withPropertyValues("steadfast.redis.clusters.orders.cluster.nodes=node-1:7001");

	@ParameterizedTest
	@ValueSource(strings = { "redis://anna:geheim@[bad", "tcp://anna:geheim@node-1:7001", "anna:geheim@node-1" })
	void aUrlThatCannotBeReadIsNotShown(String url, CapturedOutput output) {
		this.runner.withPropertyValues("steadfast.redis.clusters.orders.url=" + url).run((context) -> {
			assertThat(context).getFailure().rootCause().isInstanceOf(UnusablePropertyException.class);
			assertThat(Throwables.getStackTrace(context.getStartupFailure())).contains("clusters.orders.url")
				.doesNotContain("geheim");
		});
		assertThat(output).doesNotContain("geheim");
	}

	@ParameterizedTest
	@ValueSource(strings = { "redis://anna:geheim@node-1:7001", "rediss://:geheim@node-1", "geheim@node-1:7001" })
	void aNodeThatIsWrittenAsAUrlIsNotShown(String node, CapturedOutput output) {
		this.runner.withPropertyValues("steadfast.redis.clusters.orders.cluster.nodes=node-1:7001," + node)
			.run((context) -> {
				assertThat(context).getFailure().rootCause().isInstanceOf(UnusablePropertyException.class);
				assertThat(Throwables.getStackTrace(context.getStartupFailure()))
					.contains("steadfast.redis.clusters.orders.cluster.nodes has a URL")
					.doesNotContain("geheim");
			});
		assertThat(output).doesNotContain("geheim");
	}

	@ParameterizedTest
	@CsvSource(nullValues = "null",
			value = { "redis://anna:geh%40im@any, anna, geh@im", "rediss://geheim@any, null, geheim",
					"redis://:geheim@any, '', geheim", "redis://anna:ge:heim@any, anna, ge:heim",
					"redis://any, null, null" })
	void aUrlIsReadAsBootReadsIt(String url, String user, String password) {
		assertThat(UrlCredentials.of(url)).isEqualTo(new UrlCredentials(user, password));
	}

	@ParameterizedTest
	@ValueSource(strings = { "password=geheim", "url=redis://anna:geheim@any" })
	void aPasswordIsInUseAndNotShown(String property, CapturedOutput output) {
		this.runner.withPropertyValues("steadfast.redis.clusters.orders." + property).run((context) -> {
			assertThat(context.getBean(ORDERS, TopologyAwareConnectionFactory.class).getPassword()).isEqualTo("geheim");
			ConfigurationReport report = context.getBean(ConfigurationReport.class);
			assertThat(report.options(ORDERS).toString()).contains("password=EffectiveOption[value=set")
				.doesNotContain("geheim");
			assertThat(report.findings().toString()).doesNotContain("geheim");
			assertThat(context.getBean(ConnectionFactories.class).made().toString()).doesNotContain("geheim");
		});
		assertThat(output).contains("password=set").doesNotContain("geheim");
	}

	@Test
	void credentialsDoNotShowThePassword() {
		assertThat(UrlCredentials.of("redis://anna:geheim@any")).hasToString("user anna");
	}

}
