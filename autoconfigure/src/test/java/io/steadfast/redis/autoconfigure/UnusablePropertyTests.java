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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What the user of a value that cannot work reads at start-up.
 */
@ExtendWith(OutputCaptureExtension.class)
class UnusablePropertyTests {

	@Test
	void aPatienceOfZeroIsToldWithTheEditThatMendsIt(CapturedOutput output) {
		start("steadfast.redis.patience=0s");
		assertThat(output.toString().lines().map(String::strip)).containsSubsequence("APPLICATION FAILED TO START",
				"Description:", "steadfast.redis.patience is 0s, but a command needs time for at least one attempt.",
				"Action:", "Set steadfast.redis.patience to 1s or more, or remove the property.");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					patience=-2s                       | patience is -2s, but a command needs time | patience to 1s
					drain-timeout=0                    | drain-timeout is 0s, but the connection of a removed node | drain-timeout to 1s
					drain-timeout=-5ms                 | drain-timeout is -5ms, but | drain-timeout to 1s
					connections-per-node=0             | connections-per-node is 0, but a node needs | connections-per-node to 1
					blocking-connections=0             | blocking-connections is 0, but a command that blocks | blocking-connections to 1
					waiting.total=-1                   | waiting.total is -1, but | waiting.total to 0
					topology.refresh-period=0s         | topology.refresh-period is 0s, but | topology.refresh-period to 1s
					topology.min-refresh-interval=-1ns | topology.min-refresh-interval is -1ns, but | topology.min-refresh-interval to 1s
					overdue=0s                         | overdue is 0s, but a node needs time | overdue to 1s
					stall-timeout=-1s                  | stall-timeout is -1s, but a node needs time | stall-timeout to 1s
					flush-consolidation=-1             | flush-consolidation is -1, but | flush-consolidation to 0
					waiting.blocking-per-node=-1       | waiting.blocking-per-node is -1, but | waiting.blocking-per-node to 0
					dns-max-ttl=0s                     | dns-max-ttl is 0s, but the DNS counts | dns-max-ttl to 1s
					dns-max-ttl=999ms                  | dns-max-ttl is 999ms, but the DNS counts | dns-max-ttl to 1s
					health.grace-period=-1s            | health.grace-period is -1s, but | health.grace-period to 0s
					topology.sources=0                 | topology.sources is 0, but a refresh asks | topology.sources to 1
					""")
	void everyValueThatCannotWorkIsToldLikeThat(String property, String description, String action,
			CapturedOutput output) {
		start("steadfast.redis." + property);
		assertThat(output).contains("steadfast.redis." + description)
			.contains("Set steadfast.redis." + action + " or more, or remove the property.");
	}

	@Test
	void aNodeThatIsWrittenAsAUrlIsRefusedAndNotShown(CapturedOutput output) {
		start("spring.data.redis.cluster.nodes=redis://anna:geheim@node-1:7001");
		assertThat(output).contains("spring.data.redis.cluster.nodes has a URL, but a node is written as host:port.")
			.contains("Write host:port in spring.data.redis.cluster.nodes, and set spring.data.redis.username, "
					+ "spring.data.redis.password and spring.data.redis.ssl.enabled where they are needed.")
			.doesNotContain("geheim");
	}

	@Test
	void aPolicyThatDoesNotExistIsToldWithThoseThatDo(CapturedOutput output) {
		start("steadfast.redis.ambiguous-commands=retry");
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("Property: steadfast.redis.ambiguous-commands")
			.contains("FAIL")
			.contains("REPEAT_ALL")
			.contains("REPEAT_IDEMPOTENT");
	}

	private static void start(String property) {
		SpringApplication application = new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.build();
		assertThatException()
			.isThrownBy(() -> application.run("--spring.data.redis.cluster.nodes=node-1:7001", "--" + property));
	}

	/**
	 * An application with a cluster.
	 */
	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ SteadfastRedisAutoConfiguration.class, RedisAutoConfiguration.class })
	static class Application {

	}

}
