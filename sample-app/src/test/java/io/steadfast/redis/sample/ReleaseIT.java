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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import io.steadfast.redis.test.CertificateAuthority;
import io.steadfast.redis.test.RedisCluster;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.boot.web.client.RestTemplateBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What a release puts into a folder, by the command of CONTRIBUTING.md in a copy of the
 * sources, and an application outside of this repository that uses it. Unlike the
 * commands of the README, it may fetch: nothing else in the build needs the plugins of a
 * release.
 */
class ReleaseIT {

	private static final Pattern VERSION = Pattern
		.compile("<artifactId>steadfast-redis-parent</artifactId>\\s*<version>(.*?)</version>");

	private static final String[] WITH_CODE = { "core", "autoconfigure", "spring-boot-starter", "test" };

	private static String version;

	private static Publication published;

	private static Publication again;

	@BeforeAll
	static void publishTwice(@TempDir Path sources, @TempDir Path elsewhere) throws IOException {
		Matcher parent = VERSION.matcher(Files.readString(SourceCopy.ROOT.resolve("pom.xml")));
		assertThat(parent.find()).isTrue();
		version = parent.group(1);
		SourceCopy.into(sources);
		SourceCopy.into(elsewhere.resolve("another"));
		try (Publication.Run first = Publication.start(sources, Path.of("target", "published").toAbsolutePath());
				Publication.Run second = Publication.start(elsewhere.resolve("another"),
						elsewhere.resolve("published"))) {
			published = first.await();
			again = second.await();
		}
	}

	@Test
	void whatIsThereIsWhatIsPublishedAndNothingElse() throws IOException {
		Stream<String> expected = Stream.of(WITH_CODE)
			.flatMap((artifact) -> Stream.of(".pom", ".jar", "-sources.jar", "-javadoc.jar")
				.map((suffix) -> file(artifact, suffix)));
		assertThat(published.files().keySet())
			.containsExactlyInAnyOrderElementsOf(Stream.concat(Stream.of(file("bom", ".pom")), expected).toList());
	}

	@ParameterizedTest
	@ValueSource(strings = { "bom", "core", "autoconfigure", "spring-boot-starter", "test" })
	void aPomStandsAlone(String artifact) throws Exception {
		String pom = file(artifact, ".pom");
		assertThat(published.files().get(pom)).content().doesNotContain("${");
		assertThat(published.pom(pom, "/project/parent")).isEmpty();
		assertThat(published.pom(pom, "/project/version")).containsExactly(version);
		assertThat(published.pom(pom, "//dependency[not(version)]")).isEmpty();
		for (String wanted : new String[] { "name", "description", "url", "licenses", "developers", "scm" }) {
			assertThat(published.pom(pom, "/project/" + wanted)).as(wanted).hasSize(1);
		}
	}

	@Test
	void theBomManagesAllOthers() throws Exception {
		String managed = "/project/dependencyManagement/dependencies/dependency";
		assertThat(published.pom(file("bom", ".pom"), managed + "/artifactId"))
			.containsExactlyInAnyOrder(Stream.of(WITH_CODE).map("steadfast-redis-"::concat).toArray(String[]::new));
		assertThat(published.pom(file("bom", ".pom"), managed + "/version")).containsOnly(version);
	}

	@ParameterizedTest
	@ValueSource(strings = { "sample-app", "benchmarks" })
	void whatIsNotPublishedSaysSo(String module) {
		assertThat(SourceCopy.ROOT.resolve(module).resolve("pom.xml")).content()
			.contains("<maven.deploy.skip>true</maven.deploy.skip>");
	}

	@Test
	void nothingIsUploadedBeforeAllIsBuilt() {
		assertThat(published.told().lines().filter((line) -> line.contains("Deferring deploy"))).hasSize(4);
	}

	@Test
	void anotherFolderMakesTheSameBytes() throws IOException {
		Map<String, Path> others = again.files();
		assertThat(others.keySet()).isEqualTo(published.files().keySet());
		assertThat(published.files())
			.allSatisfy((name, file) -> assertThat(others.get(name)).hasSameBinaryContentAs(file));
	}

	@Test
	void anApplicationOutsideOfTheRepositoryNoticesNoFailover(@TempDir Path folder, @TempDir Path fetched)
			throws Exception {
		CertificateAuthority authority = CertificateAuthority.create("testers");
		Path trusted = Files.writeString(folder.resolve("nodes-ca.crt"), authority.certificatePem());
		try (RedisCluster cluster = RedisCluster.builder()
			.password("sesame-open")
			.tls(authority, authority.issue("node", "127.0.0.1"))
			.start()) {
			FirstApplication.write(folder, version, published,
					"spring.data.redis.cluster.nodes=" + String.join(",", cluster.seeds()),
					"spring.data.redis.password=sesame-open", "spring.data.redis.ssl.bundle=nodes",
					"spring.ssl.bundle.pem.nodes.truststore.certificate=file:" + trusted, advised());
			try (MavenRun maven = MavenRun.start("mvn spring-boot:run", folder, fetched)) {
				assertThatNoFailoverIsNoticed(maven.awaitAddress(), cluster);
			}
		}
	}

	/** What shows health and endpoint over HTTP. */
	private static String advised() throws IOException {
		Matcher properties = Pattern.compile("(?s)```properties\n(.*?)```")
			.matcher(Files.readString(SourceCopy.ROOT.resolve("docs/operations.md")));
		assertThat(properties.find()).isTrue();
		return properties.group(1);
	}

	private static void assertThatNoFailoverIsNoticed(String address, RedisCluster cluster) throws Exception {
		TestRestTemplate http = new TestRestTemplate(new RestTemplateBuilder().rootUri(address + "/actuator"));
		try (Visitors visitors = new Visitors(address)) {
			visitors.awaitMore();
			assertThat(http.getForObject("/health/redis", String.class)).contains("\"status\":\"UP\"");
			assertThat(http.getForObject("/metrics/steadfast.redis.slots?tag=state:served", String.class))
				.contains("\"value\":16384.0");

			cluster.primaries().forEach((primary) -> cluster.failover(cluster.replicasOf(primary).get(0)));

			visitors.awaitMore();
			assertThat(visitors.refused()).isEmpty();
		}
		await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
			assertThat(http.getForObject("/health/redis", String.class)).contains("\"status\":\"UP\"");
			List<String> kinds = JsonPath.read(http.getForObject("/rediscluster", String.class),
					"$.redisConnectionFactory.lastIncidents[*].kind");
			assertThat(kinds).contains("FAILOVER");
		});
	}

	private static String file(String artifact, String suffix) {
		return "steadfast-redis-" + artifact + "-" + version + suffix;
	}

}
