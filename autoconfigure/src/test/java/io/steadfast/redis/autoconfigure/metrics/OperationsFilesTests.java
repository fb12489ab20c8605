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

package io.steadfast.redis.autoconfigure.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.steadfast.redis.connection.TopologyAwareConnectionFactory;
import io.steadfast.redis.test.ScriptedRedisNode;
import io.steadfast.redis.test.ScriptedReply;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.FileSystemResource;
import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The alerts, the dashboard and the table of meters name what a running application
 * exposes.
 */
class OperationsFilesTests {

	private static final Path DOCS = Path.of("..", "docs");

	private static final Pattern METER = Pattern.compile("(?m)^\\| `(steadfast\\.redis\\.[a-z.]+)");

	/** Series with their labels, one a line. */
	private static final Set<String> exposed = new TreeSet<>();

	private static final Set<String> meters = new TreeSet<>();

	@BeforeAll
	static void scrapeAnApplication() {
		try (ScriptedRedisNode node = ScriptedRedisNode.start().on("GET", ScriptedReply.bulk("bar"))) {
			ApplicationContextRunner application = new ApplicationContextRunner()
				.withUserConfiguration(WholeApplication.class)
				.withPropertyValues("spring.data.redis.cluster.nodes=" + node.endpoint());
			application.run((context) -> {
				assertThat(context.getBean(StringRedisTemplate.class).opsForValue().get("foo")).isEqualTo("bar");
				MeterRegistry registry = context.getBean(MeterRegistry.class);
				// The first refresh may have ended before anybody listened.
				context.getBean(TopologyAwareConnectionFactory.class).refreshTopology();
				Awaitility.await().until(() -> registry.find("steadfast.redis.refresh").timer() != null);
				registry.getMeters().forEach((meter) -> meters.add(meter.getId().getName()));
				context.getBean(PrometheusMeterRegistry.class)
					.scrape()
					.lines()
					.filter(Predicate.not((line) -> line.startsWith("#")))
					.forEach(exposed::add);
			});
		}
	}

	@AfterAll
	static void forget() {
		exposed.clear();
		meters.clear();
	}

	@Test
	void theAlertsSelectExposedSeriesAndLabels() {
		assertThat(queriesOfTheAlerts()).hasSizeGreaterThan(5).allSatisfy(OperationsFilesTests::assertFinds);
	}

	@Test
	void theDashboardSelectsExposedSeriesAndLabels() throws IOException {
		assertThat(queriesOfTheDashboard()).hasSizeGreaterThan(10).allSatisfy(OperationsFilesTests::assertFinds);
	}

	private static void assertFinds(String query) {
		assertThat(SeriesSelector.in(query)).isNotEmpty()
			.allSatisfy(
					(selector) -> assertThat(selector.findsAnyOf(exposed)).as("%s finds something", selector).isTrue());
	}

	@Test
	void theDashboardIsJsonWithAQueryInEachPanel() throws IOException {
		JsonNode dashboard = new ObjectMapper().readTree(read("operations/grafana-dashboard.json"));
		assertThat(dashboard.get("panels")).isNotEmpty()
			.allSatisfy((panel) -> assertThat(panel.get("targets")).isNotEmpty()
				.allSatisfy((target) -> assertThat(target.get("expr").asText()).isNotBlank()));
	}

	@Test
	void theTableOfMetersIsComplete() throws IOException {
		Set<String> ours = meters.stream()
			.filter((name) -> name.startsWith("steadfast."))
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(metersIn(read("operations.md"))).isEqualTo(ours);
	}

	private static List<String> queriesOfTheAlerts() {
		YamlPropertiesFactoryBean alerts = new YamlPropertiesFactoryBean();
		alerts.setResources(new FileSystemResource(DOCS.resolve("operations/prometheus-alerts.yml")));
		Properties rules = Objects.requireNonNull(alerts.getObject());
		return rules.stringPropertyNames()
			.stream()
			.filter((name) -> name.endsWith(".expr"))
			.map(rules::getProperty)
			.toList();
	}

	/** Those of the panels, and those of the choices above them. */
	private static List<String> queriesOfTheDashboard() throws IOException {
		JsonNode dashboard = new ObjectMapper().readTree(read("operations/grafana-dashboard.json"));
		return Stream
			.concat(dashboard.findValuesAsText("expr").stream(),
					dashboard.findValuesAsText("query").stream().filter((query) -> query.startsWith("label_values")))
			.toList();
	}

	private static Set<String> metersIn(String text) {
		return METER.matcher(text)
			.results()
			.map((result) -> result.group(1))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static String read(String file) throws IOException {
		return Files.readString(DOCS.resolve(file));
	}

	/**
	 * An application with all that is auto-configured.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class WholeApplication {

	}

}
