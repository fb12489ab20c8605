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

package io.steadfast.redis.sample;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.steadfast.redis.connection.TopologyAwareConnectionFactory;
import io.steadfast.redis.sample.cluster.EmbeddedCluster;
import io.steadfast.redis.sample.drill.DrillCard;
import io.steadfast.redis.sample.drill.Drills;
import io.steadfast.redis.sample.traffic.Observation;
import io.steadfast.redis.sample.traffic.Traffic;
import io.steadfast.redis.test.RedisCluster;
import io.steadfast.redis.test.RedisNode;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.boot.web.embedded.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.WebServer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.RequestEntity;
import org.springframework.http.ResponseEntity;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The sample, started as its user starts it.
 */
class SampleApplicationIT {

	private static final Duration LIMIT = Duration.ofSeconds(60);

	private static ConfigurableApplicationContext context;

	private static Site site;

	@BeforeAll
	static void start() {
		context = SampleApplication.application()
			.run("--server.port=0", "--sample.drill.before=1s", "--sample.drill.calm=1s");
		site = Site.of(context);
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	@Test
	void trafficFlowsThroughOurFactory() {
		assertThat(context.getBean(RedisConnectionFactory.class)).isInstanceOf(TopologyAwareConnectionFactory.class);
		try (Observation observation = context.getBean(Traffic.class).observe()) {
			Awaitility.await().atMost(LIMIT).until(() -> observation.operations() > 2_000);
			assertThat(observation.failures()).isEmpty();
		}
	}

	@Test
	void actuatorIsExposed() {
		assertThat(site.get("/actuator/health").getStatusCode()).isEqualTo(HttpStatus.OK);
		assertThat(site.get("/actuator/health/redis").getBody()).contains("\"status\":\"UP\"", "\"served\":16384");
		assertThat(site.get("/actuator/rediscluster").getBody()).contains("\"slots\":\"0-5460\"",
				"\"steadfast.redis.patience\"", "\"counts\"");
		assertThat(site.get("/actuator/rediscluster/nowhere:1").getStatusCode()).isEqualTo(HttpStatus.NOT_FOUND);
		assertThat(site.post("/actuator/rediscluster").getBody()).contains("\"trigger\":\"USER\"");
		assertThat(site.get("/actuator/metrics").getBody()).contains("jvm.memory.used");
		assertThat(site.get("/actuator/info").getStatusCode()).isEqualTo(HttpStatus.OK);
	}

	@Test
	void aDrillCanBeStartedByHttpAndNobodyNotices() {
		assertThat(site.get("/drills").getBody()).contains("failover", "D02", "scale-in", "replace-all");
		assertThat(site.post("/drills/failover").getStatusCode()).isEqualTo(HttpStatus.ACCEPTED);
		assertThat(site.get("/drills/running").getBody()).contains("failover");
		ResponseEntity<String> second = site.post("/drills/scale-in");
		assertThat(second.getStatusCode()).isEqualTo(HttpStatus.CONFLICT);
		assertThat(second.getBody()).contains("The drill failover is being played");
		Awaitility.await().atMost(LIMIT).until(() -> !"[]".equals(site.get("/drills/played").getBody()));
		assertThat(site.get("/drills/played").getBody()).contains("\"surfaced\":0", "\"shortfalls\":[]");
	}

	@ParameterizedTest
	@ValueSource(strings = { "README.md", "sample-app/README.md", "docs/operations.md" })
	void theRequestsOfTheDocumentsAreAnswered(String document) throws IOException {
		String node = context.getBean(TopologyAwareConnectionFactory.class)
			.getStatus()
			.nodes()
			.get(0)
			.node()
			.endpoint()
			.toString();
		for (DocumentedRequest request : DocumentedRequest.of(document)) {
			if (request.playsADrill()) {
				awaitTheEndOfAnyDrill();
			}
			ResponseEntity<String> answer = site.send(request.about(node));
			assertThat(answer.getStatusCode().is2xxSuccessful()).as(() -> request + " was answered " + answer).isTrue();
		}
		awaitTheEndOfAnyDrill();
	}

	@ParameterizedTest
	@ValueSource(strings = { "README.md", "sample-app/README.md", "docs/drills.md" })
	void theDrillsAndPropertiesOfTheDocumentsExist(String document) throws IOException {
		String text = Files.readString(Path.of("..").resolve(document));
		Stream<String> known = context.getBean(Drills.class).cards().stream().map(DrillCard::name);
		List<String> drills = Stream.concat(known, Stream.of("all", "faults")).toList();
		List<String> played = Pattern.compile("--drill=([a-z,-]+)")
			.matcher(text)
			.results()
			.flatMap((option) -> Stream.of(option.group(1).split(",")))
			.toList();
		assertThat(played).isNotEmpty().isSubsetOf(drills);
		try (InputStream metadata = getClass().getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
			String properties = new String(metadata.readAllBytes(), StandardCharsets.UTF_8);
			assertThat(Pattern.compile("(?<![a-z.])sample(\\.[a-z-]+){2,}").matcher(text).results())
				.allSatisfy((name) -> assertThat(properties).contains("\"" + name.group() + "\""));
		}
	}

	private static void awaitTheEndOfAnyDrill() {
		Awaitility.await().atMost(LIMIT).until(() -> "{}".equals(site.get("/drills/running").getBody()));
	}

	@Test
	void anotherSiteCannotPlayADrillThroughSomebodysBrowser() {
		assertThat(site.postFrom("http://elsewhere.test", "/drills/earthquake").getStatusCode())
			.isEqualTo(HttpStatus.FORBIDDEN);
		assertThat(site.postFrom("null", "/actuator/rediscluster").getStatusCode()).isEqualTo(HttpStatus.FORBIDDEN);
		assertThat(site.postFrom(site.root(), "/drills/earthquake").getStatusCode()).isEqualTo(HttpStatus.NOT_FOUND);
	}

	@Test
	void isServedToThisMachineAlone() throws UnknownHostException {
		WebServer server = ((WebServerApplicationContext) context).getWebServer();
		assertThat(((TomcatWebServer) server).getTomcat().getConnector().getProperty("address"))
			.isEqualTo(InetAddress.getByAddress(new byte[] { 127, 0, 0, 1 }));
	}

	@Test
	void anUnknownDrillIsAnsweredWithTheNamesOfThoseThatExist() {
		ResponseEntity<String> answer = site.post("/drills/earthquake");
		assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.NOT_FOUND);
		assertThat(answer.getBody()).contains("earthquake", "failover", "replace-in-place");
	}

	@Test
	void drillsAreRefusedOnAClusterThatIsNotTheEmbeddedOne() {
		onAnotherCluster((foreign, other) -> {
			ResponseEntity<String> answer = Site.of(other).post("/drills/failover");
			assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.CONFLICT);
			assertThat(answer.getBody()).contains("sample.drill.on-this-cluster=true",
					"spring.data.redis.cluster.nodes");
			try (Observation observation = other.getBean(Traffic.class).observe()) {
				Awaitility.await().atMost(LIMIT).until(() -> observation.operations() > 50);
				assertThat(observation.failures()).isEmpty();
			}
			assertThat(foreign.primaries()).flatExtracting((node) -> node.execute("KEYS", "*").lines().toList())
				.hasSizeGreaterThan(10)
				.allSatisfy((key) -> assertThat(key).startsWith("steadfast.sample:"))
				.allSatisfy((key) -> assertThat(foreign.primaryFor(key).execute("TTL", key)).matches("3[56]\\d\\d"));
		});
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void aClusterUnderTheNameOfBoot2IsUsedAndItsUserIsWarnedOfTheTraffic(CapturedOutput output) {
		try (RedisCluster foreign = RedisCluster.builder().start();
				ConfigurableApplicationContext other = SampleApplication.application()
					.run("--server.port=0", "--sample.traffic.rate=100",
							"--spring.redis.cluster.nodes=" + String.join(",", foreign.seeds()))) {
			assertThat(other.getBeansOfType(EmbeddedCluster.class)).isEmpty();
			assertThat(output).contains("The traffic of this application writes to the cluster of");
		}
	}

	@Test
	void drillsThatTakeCommandsAloneAreAllowedByAProperty() {
		onAnotherCluster((foreign, other) -> {
			Site theirs = Site.of(other);
			ResponseEntity<String> kill = theirs.post("/drills/kill");
			assertThat(kill.getStatusCode()).isEqualTo(HttpStatus.CONFLICT);
			assertThat(kill.getBody()).contains("takes the processes of the nodes", "failover", "slow-migration");
			List<RedisNode> replicas = foreign.replicas();
			assertThat(theirs.post("/drills/failover").getStatusCode()).isEqualTo(HttpStatus.ACCEPTED);
			Awaitility.await().atMost(LIMIT).until(() -> !"[]".equals(theirs.get("/drills/played").getBody()));
			assertThat(theirs.get("/drills/played").getBody()).contains("\"surfaced\":0", "\"shortfalls\":[]");
			assertThat(foreign.primaries()).containsExactlyInAnyOrderElementsOf(replicas);
			Awaitility.await().atMost(LIMIT).until(() -> "{}".equals(theirs.get("/drills/running").getBody()));
			foreign.close();
			ResponseEntity<String> gone = theirs.post("/drills/failover");
			assertThat(gone.getStatusCode()).isEqualTo(HttpStatus.CONFLICT);
			assertThat(gone.getBody()).contains("spring.data.redis.cluster.nodes", "Nobody listens at 127.0.0.1:");
		}, "--sample.drill.on-this-cluster=true", "--sample.drill.before=1s", "--sample.drill.calm=1s");
	}

	@Test
	void drillsThatBothContendersCannotPlayAreNoSuccess() {
		assertThat(SideBySide.play("--contender=both", "--drill=nonesuch", "--server.port=0")).isOne();
	}

	private static void onAnotherCluster(BiConsumer<RedisCluster, ConfigurableApplicationContext> story,
			String... options) {
		try (RedisCluster foreign = RedisCluster.builder().password("secret").start();
				ConfigurableApplicationContext other = SampleApplication.application()
					.run(Stream
						.concat(Stream.of(options),
								Stream.of("--server.port=0", "--sample.traffic.rate=100",
										"--spring.data.redis.password=secret",
										"--spring.data.redis.cluster.nodes=" + String.join(",", foreign.seeds())))
						.toArray(String[]::new))) {
			story.accept(foreign, other);
		}
	}

	/** The web side of a running sample. */
	private record Site(TestRestTemplate http, String root) {

		static Site of(ConfigurableApplicationContext context) {
			String port = context.getEnvironment().getRequiredProperty("local.server.port");
			return new Site(new TestRestTemplate(), "http://localhost:" + port);
		}

		ResponseEntity<String> get(String path) {
			return this.http.getForEntity(this.root + path, String.class);
		}

		ResponseEntity<String> send(DocumentedRequest request) {
			return this.http.exchange(this.root + request.path(), request.method(), null, String.class);
		}

		ResponseEntity<String> postFrom(String origin, String path) {
			return this.http.exchange(RequestEntity.post(URI.create(this.root + path)).header("Origin", origin).build(),
					String.class);
		}

		ResponseEntity<String> post(String path) {
			return this.http.postForEntity(this.root + path, null, String.class);
		}

	}

}
