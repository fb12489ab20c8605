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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.cluster.SlotHash;
import io.steadfast.redis.connection.TopologyAwareConnectionFactory;
import io.steadfast.redis.test.RedisNode;
import io.steadfast.redis.test.SlotMigration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.core.StringRedisTemplate;

import static io.steadfast.redis.security.SecureRedis.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * A user with no more rights than the manual says.
 */
@ExtendWith(OutputCaptureExtension.class)
class AclIT {

	/** An entry of ACL LOG. */
	private static final Pattern REFUSED = Pattern.compile("\\bobject\\s+(\\S+)");

	@RegisterExtension
	static final SecureRedis redis = new SecureRedis();

	private ConfigurableApplicationContext context;

	private StringRedisTemplate template;

	@BeforeEach
	void start() throws IOException {
		redis.everyNode(lineOfTheManual());
		redis.everyNode("ACL", "LOG", "RESET");
		this.context = redis.start(with(redis.bundle("acl"), "spring.data.redis.username=app",
				"spring.data.redis.password=secret", "spring.data.redis.client-name=app"));
		this.template = this.context.getBean(StringRedisTemplate.class);
	}

	@AfterEach
	void stop() {
		this.context.close();
		redis.everyNode("ACL", "DELUSER", "app");
	}

	private static String[] lineOfTheManual() throws IOException {
		try (Stream<String> lines = Files.lines(Path.of("../docs/operations.md"))) {
			return lines.map(String::strip)
				.filter((line) -> line.startsWith("ACL SETUSER app on"))
				.findFirst()
				.orElseThrow()
				.split(" ");
		}
	}

	@Test
	void nothingThatWeSendIsRefused() throws Exception {
		try (Load load = new Load(this.context, redis.cluster(), "app:")) {
			RedisNode source = redis.cluster().primaryFor("app:asked");
			RedisNode target = redis.cluster()
				.nodes()
				.stream()
				.filter((node) -> node != source)
				.findFirst()
				.orElseThrow();
			SlotMigration migration = redis.cluster().beginMigration(SlotHash.getSlot("app:asked"), target);
			this.template.opsForValue().set("app:asked", "there");
			migration.finish();
			assertThat(target.execute("GET", "app:asked")).isEqualTo("there");
			load.awaitPing();
		}
		assertThat(refused()).isEqualTo(sentInVain());
	}

	@Test
	void whatTheApplicationMayNotDoIsToldToItAndIsNoFailureOfTheNode() {
		for (int i = 0; i < 30; i++) {
			assertThatException().isThrownBy(() -> this.template.opsForValue().set("other", "value"))
				.havingRootCause()
				.isInstanceOf(RedisCommandExecutionException.class)
				.withMessageStartingWith("NOPERM");
		}
		try (RedisConnection subscriber = factory().getConnection()) {
			assertThatException().isThrownBy(() -> subscriber.subscribe((message, pattern) -> {
			}, "other".getBytes(StandardCharsets.UTF_8))).withStackTraceContaining("NOPERM");
		}
		assertThat(factory().getStatus().nodes()).noneMatch((node) -> node.breaker().isOpen());
		assertThat(factory().getCounts().surfaced()).isZero();
		assertThat(refused()).contains("other");
		this.template.opsForValue().set("app:other", "value");
	}

	@Test
	void aRightThatIsTakenAwayIsNamedAndCommandsGoOn(CapturedOutput output) {
		redis.everyNode("ACL", "SETUSER", "app", "-cluster|nodes", "-cluster|myid", "-ping");
		assertThatException().isThrownBy(() -> factory().refreshTopology().toCompletableFuture().join());
		redis.cluster()
			.await("the warning", Duration.ofSeconds(5), () -> output.toString()
				.contains(
						"A node of the Redis Cluster cannot be used. spring.data.redis.username is 'app', and 127.0.0.1:"));
		assertThat(output).contains("does not let that user ask for the topology (NOPERM")
			.contains("Run 'ACL SETUSER app +cluster|nodes +cluster|myid +readonly +asking +ping' on every node");
		this.template.opsForValue().set("app:other", "value");
	}

	private TopologyAwareConnectionFactory factory() {
		return this.context.getBean(TopologyAwareConnectionFactory.class);
	}

	/** What the manual says that Lettuce does without, where the server knows it. */
	private static Set<String> sentInVain() {
		return redis.cluster()
			.nodes()
			.get(0)
			.execute("COMMAND", "LIST", "FILTERBY", "PATTERN", "client|setinfo")
			.lines()
			.collect(Collectors.toSet());
	}

	private static Set<String> refused() {
		return redis.cluster()
			.nodes()
			.stream()
			.flatMap((node) -> REFUSED.matcher(node.execute("ACL", "LOG")).results())
			.map((entry) -> entry.group(1))
			.collect(Collectors.toSet());
	}

}
