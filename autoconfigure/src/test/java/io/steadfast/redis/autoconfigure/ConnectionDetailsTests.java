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

import java.util.List;

import io.steadfast.redis.connection.TopologyAwareConnectionFactory;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration;
import org.springframework.boot.autoconfigure.data.redis.RedisConnectionDetails;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.context.annotation.Bean;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisNode;
import org.springframework.data.redis.connection.RedisPassword;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Beans that say where Redis is: connection details (as {@code @ServiceConnection}
 * defines them) and Spring Data Redis configurations.
 */
class ConnectionDetailsTests {

	@Test
	void aDetailsBeanAloneIsACluster() {
		ContextRunners.withoutCluster().withBean(RedisConnectionDetails.class, ClusterDetails::new).run((context) -> {
			assertThat(context).hasSingleBean(RedisConnectionFactory.class);
			TopologyAwareConnectionFactory factory = context.getBean(TopologyAwareConnectionFactory.class);
			assertThat(nodes(factory)).containsExactly("details:9001");
		});
	}

	@Test
	void aDetailsBeanWinsOverProperties() {
		ContextRunners.withCluster()
			.withPropertyValues("spring.data.redis.username=property", "spring.data.redis.password=property",
					"spring.data.redis.cluster.max-redirects=7")
			.withBean(RedisConnectionDetails.class, ClusterDetails::new)
			.run((context) -> {
				LettuceConnectionFactory factory = context.getBean(LettuceConnectionFactory.class);
				RedisClusterConfiguration cluster = cluster(factory);
				assertThat(nodes(factory)).containsExactly("details:9001");
				assertThat(cluster.getUsername()).isEqualTo("details-user");
				assertThat(cluster.getPassword()).isEqualTo(RedisPassword.of("details-password"));
				assertThat(cluster.getMaxRedirects()).isEqualTo(7);
				assertThat(factory.getClientConfiguration().isUseSsl()).isTrue();
			});
	}

	@Test
	void aBundleOfDetailsNeedsNoNameThatIsKnown() {
		ContextRunners.withoutCluster()
			.withPropertyValues("spring.data.redis.ssl.bundle=nobody-knows-it")
			.withBean(RedisConnectionDetails.class, ClusterDetails::new)
			.run((context) -> assertThat(context.getBean(TopologyAwareConnectionFactory.class).isUseSsl()).isTrue());
	}

	@Test
	void aSingleServerInTheDetailsTakesThePlaceOfTheClusterInTheProperties() {
		ContextRunners.withCluster().withBean(RedisConnectionDetails.class, StandaloneDetails::new).run((context) -> {
			assertThat(context).hasSingleBean(RedisConnectionFactory.class);
			LettuceConnectionFactory factory = context.getBean(LettuceConnectionFactory.class);
			assertThat(factory).isExactlyInstanceOf(LettuceConnectionFactory.class);
			assertThat(factory.getHostName()).isEqualTo("single");
			assertThat(factory.getPort()).isEqualTo(9002);
			assertThat(factory.getDatabase()).isEqualTo(3);
			assertThat(factory.getPassword()).isEqualTo("single-password");
		});
	}

	@Test
	void sentinelInTheDetailsWinsAsInBoot() {
		ContextRunners.withCluster().withBean(RedisConnectionDetails.class, SentinelDetails::new).run((context) -> {
			LettuceConnectionFactory factory = context.getBean(LettuceConnectionFactory.class);
			assertThat(factory).isExactlyInstanceOf(LettuceConnectionFactory.class);
			assertThat(factory.getSentinelConfiguration()).satisfies((sentinel) -> {
				assertThat(sentinel.getMaster().getName()).isEqualTo("main");
				assertThat(sentinel.getSentinels()).containsExactly(new RedisNode("sentinel", 26379));
				assertThat(sentinel.getSentinelPassword()).isEqualTo(RedisPassword.of("sentinel-password"));
			});
		});
	}

	@Test
	void detailsThatNameNoServerAreRefusedByName() {
		ContextRunners.withCluster().withBean(RedisConnectionDetails.class, () -> new RedisConnectionDetails() {
		})
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("names no server: no cluster, no Sentinel and no single server"));
	}

	@Test
	void detailsThatComeTooLateAndNameNoClusterAreRefused() {
		ContextRunners.withCluster()
			.withConfiguration(AutoConfigurations.of(LateDetails.class))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("A cluster is configured, but the RedisConnectionDetails bean names none"));
	}

	@Test
	void aClusterConfigurationBeanWinsOverPropertiesAsInBoot() {
		ContextRunners.withCluster()
			.withPropertyValues("spring.data.redis.password=property")
			.withBean(RedisClusterConfiguration.class, () -> new RedisClusterConfiguration(List.of("bean:9003")))
			.run((context) -> {
				TopologyAwareConnectionFactory factory = context.getBean(TopologyAwareConnectionFactory.class);
				assertThat(nodes(factory)).containsExactly("bean:9003");
				assertThat(cluster(factory).getPassword()).isEqualTo(RedisPassword.none());
			});
	}

	@Test
	void aClusterConfigurationBeanAloneIsACluster() {
		ContextRunners.withoutCluster()
			.withBean(RedisClusterConfiguration.class, () -> new RedisClusterConfiguration(List.of("bean:9003")))
			.run((context) -> assertThat(context).hasSingleBean(TopologyAwareConnectionFactory.class));
	}

	private static RedisClusterConfiguration cluster(LettuceConnectionFactory factory) {
		assertThat(factory.getClusterConfiguration()).isNotNull();
		return factory.getClusterConfiguration();
	}

	private static List<String> nodes(LettuceConnectionFactory factory) {
		return cluster(factory).getClusterNodes().stream().map(RedisNode::asString).toList();
	}

	/**
	 * Details of a cluster with credentials and TLS.
	 */
	static class ClusterDetails implements RedisConnectionDetails {

		@Override
		public String getUsername() {
			return "details-user";
		}

		@Override
		public String getPassword() {
			return "details-password";
		}

		@Override
		public Cluster getCluster() {
			return new Cluster() {

				@Override
				public List<Node> getNodes() {
					return List.of(new Node("details", 9001));
				}

				@Override
				public SslBundle getSslBundle() {
					return SslBundle.systemDefault();
				}
			};
		}

	}

	/**
	 * Details of a single server, such as those of a Redis container.
	 */
	static class StandaloneDetails implements RedisConnectionDetails {

		@Override
		public String getPassword() {
			return "single-password";
		}

		@Override
		public Standalone getStandalone() {
			return Standalone.of("single", 9002, 3);
		}

	}

	/**
	 * Details of a cluster and of Sentinel, which exclude each other.
	 */
	static class SentinelDetails extends ClusterDetails {

		@Override
		public Sentinel getSentinel() {
			return new Sentinel() {

				@Override
				public int getDatabase() {
					return 0;
				}

				@Override
				public String getMaster() {
					return "main";
				}

				@Override
				public List<Node> getNodes() {
					return List.of(new Node("sentinel", 26379));
				}

				@Override
				public String getUsername() {
					return "sentinel-user";
				}

				@Override
				public String getPassword() {
					return "sentinel-password";
				}
			};
		}

	}

	/**
	 * Somebody's auto-configuration that defines details after we looked for them.
	 */
	@AutoConfiguration(after = SteadfastRedisAutoConfiguration.class, before = RedisAutoConfiguration.class)
	static class LateDetails {

		@Bean
		RedisConnectionDetails lateDetails() {
			return new StandaloneDetails();
		}

	}

}
