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

import java.nio.file.Path;

import io.steadfast.redis.test.LoneRedisServer;
import io.steadfast.redis.test.ScriptedRedisNode;
import io.steadfast.redis.test.ScriptedReply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What the user reads whose application does not start without its cluster, for each
 * reason provoked for real.
 */
@ExtendWith(OutputCaptureExtension.class)
class StartupFailureIT {

	private static final String NODES = "spring.data.redis.cluster.nodes";

	@Test
	void aServerWithoutClusterMode(CapturedOutput output) {
		try (LoneRedisServer server = LoneRedisServer.start()) {
			start(server.endpoint());
			assertTold(output,
					NODES + " names " + server.endpoint() + ", but that server runs without cluster mode "
							+ "(ERR This instance has cluster support disabled).",
					"Remove " + NODES + " and set spring.data.redis.host");
		}
	}

	@Test
	void aClusterWithoutSlots(CapturedOutput output) {
		try (LoneRedisServer server = LoneRedisServer.start("cluster-enabled yes")) {
			start(server.endpoint());
			assertTold(output, NODES + " names " + server.endpoint() + ", but in that cluster no slot has an owner",
					"Assign the slots ('redis-cli --cluster create'");
		}
	}

	@Test
	void aPasswordThatIsMissingAndOneThatIsWrong(CapturedOutput output) {
		try (LoneRedisServer server = LoneRedisServer.start("cluster-enabled yes", "requirepass right")) {
			start(server.endpoint());
			assertTold(output,
					"spring.data.redis.password is not set, but " + server.endpoint() + " wants a password "
							+ "(NOAUTH",
					"Set spring.data.redis.password to the password that the node has for the user 'default'.");
			start(server.endpoint(), "spring.data.redis.username=anna", "spring.data.redis.password=geheim");
			assertTold(output,
					"spring.data.redis.username is 'anna', and " + server.endpoint()
							+ " refuses the configured password (WRONGPASS",
					"Set spring.data.redis.password to the password that the node has for the user 'anna'.");
			start(server.endpoint(), "spring.data.redis.url=redis://otto:geheim@ignored:1");
			assertTold(output, "spring.data.redis.url names the user 'otto', and ",
					"Set spring.data.redis.url to the password that the node has for the user 'otto'.");
			assertThat(output).doesNotContain("geheim");
		}
	}

	@Test
	void aUserWhoMayNotAsk(CapturedOutput output) {
		try (LoneRedisServer server = LoneRedisServer.start("cluster-enabled yes",
				"user anna on >pw ~* +@all -cluster")) {
			start(server.endpoint(), "spring.data.redis.username=anna", "spring.data.redis.password=pw");
			assertTold(output,
					"spring.data.redis.username is 'anna', and " + server.endpoint()
							+ " does not let that user ask for the topology (NOPERM",
					"Run 'ACL SETUSER anna +cluster|nodes +cluster|myid +readonly +asking +ping'");
		}
	}

	@Test
	void tlsToAPortThatSpeaksNone(CapturedOutput output) {
		try (LoneRedisServer server = LoneRedisServer.start("cluster-enabled yes")) {
			start(server.endpoint(), "spring.data.redis.ssl.enabled=true");
			assertTold(output, "spring.data.redis.ssl.enabled is true",
					"Set spring.data.redis.ssl.enabled to false, or name the TLS ports of the nodes.");
			assertThat(output).contains(server.endpoint());
		}
	}

	@Test
	void tlsToANodeThatAnswersInPlainText(CapturedOutput output) {
		try (ScriptedRedisNode node = ScriptedRedisNode.start()) {
			start(node.endpoint(), "spring.data.redis.url=rediss://ignored:1");
			assertTold(output, "spring.data.redis.url begins with rediss:", "Begin spring.data.redis.url with redis:");
		}
	}

	@Test
	void plainTextToATlsPort(@TempDir Path directory, CapturedOutput output) {
		try (TlsPort port = TlsPort.open(directory)) {
			start(port.endpoint());
			assertTold(output, "spring.data.redis.ssl.enabled is false",
					"Set spring.data.redis.ssl.enabled to true if the nodes speak TLS");
			assertThat(output).contains(port.endpoint());
		}
	}

	@Test
	void aCertificateOfNobodyKnown(@TempDir Path directory, CapturedOutput output) {
		try (TlsPort port = TlsPort.open(directory)) {
			start(port.endpoint(), "spring.data.redis.ssl.enabled=true");
			assertTold(output,
					"spring.data.redis.ssl.enabled is true, and the certificate of " + port.endpoint()
							+ " is not trusted (",
					"Set spring.data.redis.ssl.bundle to an SSL bundle whose trust store");
		}
	}

	@Test
	void aSeedThatNobodyListensAtAndOneWhoseNameDoesNotResolve(CapturedOutput output) {
		ScriptedRedisNode node = ScriptedRedisNode.start();
		node.close();
		start(node.endpoint());
		assertTold(output, NODES + " names " + node.endpoint() + ", and nobody listens there (",
				"Start the cluster, or correct the names and ports in " + NODES + ".");
		start("no-such-name.invalid:7001");
		assertTold(output, NODES + " names no-such-name.invalid:7001, and that name does not resolve (",
				"Correct the name in " + NODES + ", or make it known to the DNS.");
	}

	@Test
	void aSeedThatSaysNothing(CapturedOutput output) {
		try (ScriptedRedisNode node = ScriptedRedisNode.start()) {
			node.on("HELLO", ScriptedReply.nothing());
			start(node.endpoint());
			assertTold(output, NODES + " names " + node.endpoint() + ", and no answer comes from there",
					"Open the way to the nodes (firewall");
		}
	}

	private static void assertTold(CapturedOutput output, String description, String action) {
		assertThat(output.toString().lines().map(String::strip)).contains("APPLICATION FAILED TO START", "Description:",
				"Action:");
		assertThat(output).contains("\n" + description).contains("\n" + action);
	}

	private static void start(String seed, String... properties) {
		SpringApplication application = new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties(properties)
			.properties(NODES + "=" + seed, "steadfast.redis.startup=fail-fast", "steadfast.redis.patience=900ms")
			.build();
		assertThatException().isThrownBy(application::run);
	}

	/**
	 * An application with a cluster.
	 */
	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ SslAutoConfiguration.class, SteadfastRedisAutoConfiguration.class,
			RedisAutoConfiguration.class })
	static class Application {

	}

}
