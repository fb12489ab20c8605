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

package io.steadfast.redis.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.lettuce.core.SslVerifyMode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.steadfast.redis.autoconfigure.NamedClustersAutoConfiguration;
import io.steadfast.redis.autoconfigure.SteadfastRedisAutoConfiguration;
import io.steadfast.redis.connection.TopologyAwareConnectionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.metrics.MetricsAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.metrics.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the documents to what is there: their code is run, in its order.
 */
class DocumentsTests {

	private static final Path ROOT = Path.of("..");

	private final ApplicationContextRunner application = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, RedisAutoConfiguration.class,
				SteadfastRedisAutoConfiguration.class, NamedClustersAutoConfiguration.class,
				MetricsAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class,
				CompositeMeterRegistryAutoConfiguration.class));

	@ParameterizedTest
	@CsvSource({ "docs/drill-of-your-own.md, DrillOfYourOwnIT", "docs/operations.md, DocumentedBeans" })
	void theJavaShownIsTheJavaThatRuns(String document, String source) throws IOException {
		String run = read("autoconfigure/src/test/java/io/steadfast/redis/documents/" + source + ".java");
		String shown = blocks(document, "java").collect(Collectors.joining());
		assertThat(shown).isNotEmpty();
		assertThat(lines(run)).containsSubsequence(lines(shown));
	}

	@Test
	void theBeansOfOperationsDoWhatIsSaid() {
		this.application.withUserConfiguration(DocumentedBeans.class)
			.withPropertyValues("spring.data.redis.cluster.nodes=127.0.0.1:1")
			.run((context) -> {
				LettuceConnectionFactory factory = context.getBean(LettuceConnectionFactory.class);
				assertThat(factory.getClientConfiguration().isUseSsl()).isTrue();
				assertThat(factory.getClientConfiguration().getVerifyMode()).isEqualTo(SslVerifyMode.CA);
				Counter counter = context.getBean(MeterRegistry.class).counter("any", "remote", "127.0.0.1:1");
				assertThat(counter.getId().getTags()).isEmpty();
			});
	}

	@Test
	void thePropertiesOfTheReadmeMakeTheFactoriesThatItNames() throws IOException {
		String[] properties = blocks("README.md", "properties").flatMap(String::lines).toArray(String[]::new);
		assertThat(properties).hasSizeGreaterThan(4);
		this.application.withPropertyValues(properties)
			.withPropertyValues("ORDERS_PASSWORD=unlikely")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBeansOfType(TopologyAwareConnectionFactory.class).keySet())
					.containsExactlyInAnyOrder("redisConnectionFactory", "ordersRedisConnectionFactory",
							"userSessionsRedisConnectionFactory");
				assertThat(context.getBean("userSessionsRedisConnectionFactory", TopologyAwareConnectionFactory.class)
					.getRoutingOptions()
					.patience()).hasSeconds(1);
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "README.md", "docs/drill-of-your-own.md", "test-support/README.md" })
	void dependenciesAreThoseThatAreBuilt(String document) throws IOException {
		Pattern ours = Pattern.compile(
				"<groupId>io.steadfast</groupId>\\s*<artifactId>(.*?)</artifactId>\\s*" + "<version>(.*?)</version>");
		List<MatchResult> shown = blocks(document, "xml").flatMap((block) -> ours.matcher(block).results()).toList();
		assertThat(shown).isNotEmpty();
		String version = "<version>" + shown.get(0).group(2) + "</version>";
		assertThat(read("pom.xml")).contains(version);
		try (Stream<Path> modules = Files.list(ROOT)) {
			List<String> built = modules.map((module) -> module.resolve("pom.xml"))
				.filter(Files::exists)
				.map(DocumentsTests::text)
				.toList();
			assertThat(shown).allSatisfy((dependency) -> assertThat(built)
				.anyMatch((pom) -> pom.contains("<artifactId>" + dependency.group(1) + "</artifactId>\n	<name>")));
		}
	}

	/**
	 * The code of a document.
	 * @param language what the fence names
	 */
	private static Stream<String> blocks(String document, String language) throws IOException {
		return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
			.matcher(read(document))
			.results()
			.map((block) -> block.group(1));
	}

	private static List<String> lines(String code) {
		return code.lines().map(String::strip).filter(Predicate.not(String::isEmpty)).toList();
	}

	private static String read(String file) throws IOException {
		return Files.readString(ROOT.resolve(file));
	}

	private static String text(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
