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

import java.util.LinkedHashMap;
import java.util.Map;

import io.steadfast.redis.connection.TopologyAwareConnectionFactory;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The named clusters of an application whose properties come from several sources.
 */
class ClusterNamesTests {

	private final ConfigurableEnvironment environment = new StandardEnvironment();

	@Test
	void theWeakestSourceSaysWhichIsTheFirst() {
		this.environment.getPropertySources().addLast(file("orders", "user-sessions"));
		set("steadfast.redis.clusters.user-sessions.patience", "1s");
		assertThat(ClusterProperties.names(this.environment)).containsExactly("orders", "user-sessions");
	}

	@Test
	void thePrimaryStaysWhatItIsWhereAnotherIsOverridden() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(RedisAutoConfiguration.class, NamedClustersAutoConfiguration.class))
			.withInitializer(
					(context) -> context.getEnvironment().getPropertySources().addLast(file("orders", "user-sessions")))
			.withPropertyValues("steadfast.redis.clusters.user-sessions.patience=1s")
			.run((context) -> assertThat(context.getBean(TopologyAwareConnectionFactory.class))
				.isSameAs(context.getBean("ordersRedisConnectionFactory")));
	}

	@Test
	void aStrongerSourceMayNameMore() {
		this.environment.getPropertySources().addLast(file("orders"));
		set("steadfast.redis.clusters.carts.cluster.nodes", "node-3:7003");
		assertThat(ClusterProperties.names(this.environment)).containsExactly("orders", "carts");
	}

	@Test
	void aVariableWithoutTheDashesOfANameIsOfThatCluster() {
		this.environment.getPropertySources().addLast(file("orders", "user-sessions"));
		setVariable("STEADFAST_REDIS_CLUSTERS_USERSESSIONS_PASSWORD", "geheim");
		assertThat(ClusterProperties.names(this.environment)).containsExactly("orders", "user-sessions");
		assertThat(ClusterProperties.named(this.environment, "user-sessions").connection().getPassword())
			.isEqualTo("geheim");
	}

	@Test
	void theSpellingWithDashesCountsWhereverItStands() {
		setVariable("STEADFAST_REDIS_CLUSTERS_USERSESSIONS_PASSWORD", "geheim");
		set("steadfast.redis.clusters.user-sessions.cluster.nodes", "node-1:7001");
		assertThat(ClusterProperties.names(this.environment)).containsExactly("user-sessions");
	}

	private static MapPropertySource file(String... names) {
		Map<String, Object> properties = new LinkedHashMap<>();
		for (String name : names) {
			properties.put("steadfast.redis.clusters." + name + ".cluster.nodes", "node-1:7001");
		}
		return new MapPropertySource("application.properties", properties);
	}

	private void set(String property, String value) {
		this.environment.getPropertySources().addFirst(new MapPropertySource("arguments", Map.of(property, value)));
	}

	private void setVariable(String variable, String value) {
		String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
		this.environment.getPropertySources()
			.replace(name, new SystemEnvironmentPropertySource(name, Map.of(variable, value)));
	}

}
