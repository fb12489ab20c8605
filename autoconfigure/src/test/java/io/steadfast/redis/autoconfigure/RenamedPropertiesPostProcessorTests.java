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

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import com.jayway.jsonpath.JsonPath;
import io.steadfast.redis.connection.TopologyAwareConnectionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration;
import org.springframework.boot.autoconfigure.data.redis.RedisProperties;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.data.redis.connection.RedisClusterConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications that still name their Redis properties as in Spring Boot 2.
 */
@ExtendWith(OutputCaptureExtension.class)
class RenamedPropertiesPostProcessorTests {

	private static final String WARNING = "The application uses names of Spring Boot 2 for its Redis properties: ";

	@Test
	void everyNameThatBootItselfCallsRenamedIsMapped() throws IOException {
		List<Map<String, Object>> renamed = bootsMetadata().stream()
			.filter((property) -> property.get("name").toString().startsWith("spring.redis."))
			.filter((property) -> replacement(property).startsWith("spring.data.redis."))
			.toList();
		assertThat(renamed).hasSizeGreaterThan(15).allSatisfy((property) -> {
			ConfigurableEnvironment environment = environment(Map.of(property.get("name").toString(), "some"));
			// Boot names ssl as the replacement, which it has renamed once more since.
			String current = replacement(property).replaceFirst("\\.ssl$", ".ssl.enabled");
			assertThat(environment.getProperty(current)).isEqualTo("some");
		});
	}

	@Test
	void everyCurrentNameOfBootHasAFormerOne() throws IOException {
		assertThat(RenamedProperty.ALL.stream().map((each) -> each.current().toString()).collect(Collectors.toSet()))
			.containsExactlyInAnyOrderElementsOf(bootsMetadata().stream()
				.filter((property) -> !property.containsKey("deprecation"))
				.map((property) -> property.get("name").toString())
				.filter((name) -> name.startsWith("spring.data.redis."))
				.filter((name) -> !name.equals("spring.data.redis.repositories.enabled"))
				.collect(Collectors.toSet()));
	}

	@Test
	void theSwitchForTlsIsNowPartOfAGroup() {
		assertThat(redis(environment(Map.of("spring.redis.ssl", "true"))).getSsl().isEnabled()).isTrue();
		assertThat(redis(environment(Map.of("spring.redis.ssl", "false"))).getSsl().isEnabled()).isFalse();
	}

	@Test
	void nodesMayBeOneTextOrAList() {
		assertThat(nodes(environment(Map.of("spring.redis.cluster.nodes", "a:1,b:2")))).containsExactly("a:1", "b:2");
		assertThat(nodes(
				environment(Map.of("spring.redis.cluster.nodes[0]", "a:1", "spring.redis.cluster.nodes[1]", "b:2"))))
			.containsExactly("a:1", "b:2");
	}

	@Test
	void namesAreRelaxed() {
		RedisProperties redis = redis(
				environment(Map.of("spring.redis.clientName", "shop", "spring.redis.lettuce.pool.max_active", "3")));
		assertThat(redis.getClientName()).isEqualTo("shop");
		assertThat(redis.getLettuce().getPool().getMaxActive()).isEqualTo(3);
	}

	@Test
	void environmentVariablesAreNamesToo(CapturedOutput output) {
		ConfigurableEnvironment environment = withVariables(Map.of("SPRING_REDIS_CLUSTER_NODES", "a:1,b:2",
				"SPRING_REDIS_CONNECT_TIMEOUT", "3s", "SPRING_REDIS_CLIENTNAME", "shop", "SPRING_REDIS_SSL", "true"));
		assertThat(nodes(environment)).containsExactly("a:1", "b:2");
		assertThat(redis(environment).getConnectTimeout()).isEqualTo(Duration.ofSeconds(3));
		assertThat(redis(environment).getClientName()).isEqualTo("shop");
		assertThat(redis(environment).getSsl().isEnabled()).isTrue();
		assertThat(output).contains("rename spring.redis.cluster.nodes to spring.data.redis.cluster.nodes");
	}

	@Test
	void environmentVariablesMayNameTheElementsOfAList() {
		assertThat(nodes(
				withVariables(Map.of("SPRING_REDIS_CLUSTER_NODES_0", "a:1", "SPRING_REDIS_CLUSTER_NODES_1", "b:2"))))
			.containsExactly("a:1", "b:2");
	}

	@Test
	void theCurrentNameWinsEvenFromAWeakerSource(CapturedOutput output) {
		ConfigurableEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.addFirst(new MapPropertySource("strong", Map.of("spring.redis.cluster.nodes[0]", "old:1",
					"spring.redis.cluster.nodes[1]", "old:2", "spring.redis.username", "anna")));
		environment.getPropertySources()
			.addLast(new MapPropertySource("weak", Map.of("spring.data.redis.cluster.nodes", "new:1")));
		process(environment);
		assertThat(nodes(environment)).containsExactly("new:1");
		assertThat(redis(environment).getUsername()).isEqualTo("anna");
		assertThat(output).contains(WARNING + "rename spring.redis.username to spring.data.redis.username, remove "
				+ "spring.redis.cluster.nodes (spring.data.redis.cluster.nodes is set and wins).");
	}

	@Test
	void theStrongestSourceOfAFormerNameCounts() {
		ConfigurableEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.addLast(new MapPropertySource("strong", Map.of("spring.redis.cluster.nodes", "strong:1")));
		environment.getPropertySources()
			.addLast(new MapPropertySource("weak",
					Map.of("spring.redis.cluster.nodes[0]", "weak:1", "spring.redis.cluster.nodes[1]", "weak:2")));
		process(environment);
		assertThat(nodes(environment)).containsExactly("strong:1");
	}

	@Test
	void aPlaceholderIsResolvedWhenTheValueIsUsed() {
		ConfigurableEnvironment environment = environment(Map.of("spring.redis.password", "${vault.secret}"));
		environment.getPropertySources().addFirst(new MapPropertySource("vault", Map.of("vault.secret", "late")));
		assertThat(redis(environment).getPassword()).isEqualTo("late");
	}

	@Test
	void whatOtherProjectsKeepBelowTheFormerPrefixIsTheirs(CapturedOutput output) {
		ConfigurableEnvironment environment = environment(Map.of("spring.redis.redisson.file", "redisson.yaml"));
		assertThat(environment.getProperty("spring.data.redis.redisson.file")).isNull();
		assertThat(output).doesNotContain(WARNING);
	}

	@Test
	void aServiceLinkOfKubernetesIsNoPort(CapturedOutput output) {
		ConfigurableEnvironment environment = withVariables(Map.of("SPRING_REDIS_PORT", "tcp://10.0.0.1:6379",
				"SPRING_REDIS_PORT_6379_TCP_PORT", "6379", "SPRING_REDIS_SERVICE_HOST", "10.0.0.1"));
		assertThat(environment.getProperty("spring.data.redis.port")).isNull();
		assertThat(output).doesNotContain(WARNING);
	}

	@Test
	void processingTwiceChangesNothing(CapturedOutput output) {
		ConfigurableEnvironment environment = environment(Map.of("spring.redis.cluster.nodes", "a:1"));
		int sources = environment.getPropertySources().size();
		process(environment);
		assertThat(environment.getPropertySources()).hasSize(sources);
		assertThat(output).doesNotContain("is set and wins");
		assertThat(nodes(environment)).containsExactly("a:1");
	}

	@Test
	void anApplicationOfSpringBoot2StartsWithOneWarningThatNamesNoValue(CapturedOutput output) {
		try (ConfigurableApplicationContext context = run("--spring.redis.cluster.nodes=former-node:7001",
				"--spring.redis.password=former-password", "--spring.redis.timeout=900ms")) {
			TopologyAwareConnectionFactory factory = context.getBean(TopologyAwareConnectionFactory.class);
			RedisClusterConfiguration cluster = Objects.requireNonNull(factory.getClusterConfiguration());
			assertThat(cluster.getClusterNodes()).hasToString("[former-node:7001]");
			assertThat(cluster.getPassword().isPresent()).isTrue();
			assertThat(factory.getRoutingOptions().patience()).hasMillis(675);
		}
		assertThat(output.toString().split(WARNING, -1)).hasSize(2);
		assertThat(output.toString().lines().filter((line) -> line.contains(WARNING))).singleElement()
			.asString()
			.contains("WARN")
			.contains("rename spring.redis.password to spring.data.redis.password")
			.contains("rename spring.redis.timeout to spring.data.redis.timeout")
			.contains("rename spring.redis.cluster.nodes to spring.data.redis.cluster.nodes")
			.doesNotContain("former-node")
			.doesNotContain("900ms");
		assertThat(output).doesNotContain("former-password");
	}

	@Test
	void anApplicationWithCurrentNamesIsNotWarned(CapturedOutput output) {
		run("--spring.data.redis.cluster.nodes=node-1:7001").close();
		assertThat(output).doesNotContain(WARNING);
	}

	private static ConfigurableApplicationContext run(String... arguments) {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE).run(arguments);
	}

	private static ConfigurableEnvironment environment(Map<String, Object> properties) {
		ConfigurableEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(new MapPropertySource("test", properties));
		return process(environment);
	}

	private static ConfigurableEnvironment withVariables(Map<String, Object> variables) {
		ConfigurableEnvironment environment = new StandardEnvironment();
		String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
		environment.getPropertySources().replace(name, new SystemEnvironmentPropertySource(name, variables));
		return process(environment);
	}

	private static ConfigurableEnvironment process(ConfigurableEnvironment environment) {
		new RenamedPropertiesPostProcessor(Supplier::get).postProcessEnvironment(environment, new SpringApplication());
		return environment;
	}

	private static RedisProperties redis(ConfigurableEnvironment environment) {
		return Binder.get(environment).bind("spring.data.redis", RedisProperties.class).get();
	}

	private static List<String> nodes(ConfigurableEnvironment environment) {
		return redis(environment).getCluster().getNodes();
	}

	private static String replacement(Map<String, Object> property) {
		return (property.get("deprecation") instanceof Map<?, ?> deprecation)
				? String.valueOf(deprecation.get("replacement")) : "";
	}

	private static List<Map<String, Object>> bootsMetadata() throws IOException {
		URL jar = RedisProperties.class.getProtectionDomain().getCodeSource().getLocation();
		try (InputStream stream = new URL("jar:" + jar + "!/META-INF/spring-configuration-metadata.json")
			.openStream()) {
			return JsonPath.read(stream, "$.properties");
		}
	}

	/**
	 * An application with Redis.
	 */
	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ SteadfastRedisAutoConfiguration.class, RedisAutoConfiguration.class })
	static class Application {

	}

}
