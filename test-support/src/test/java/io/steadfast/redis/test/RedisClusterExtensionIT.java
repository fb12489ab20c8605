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

package io.steadfast.redis.test;

import java.lang.reflect.Proxy;
import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * A static extension starts one cluster for the class, an instance's one for each test.
 */
class RedisClusterExtensionIT {

	/**
	 * An extension in an instance field.
	 */
	@Nested
	class PerTest {

		private static final Set<Long> PIDS = new HashSet<>();

		@RegisterExtension
		RedisClusterExtension redis = new RedisClusterExtension((cluster) -> cluster.shards(1).replicas(0));

		@RepeatedTest(2)
		void eachTestHasItsOwn(RedisCluster cluster) {
			assertThat(PIDS.add(cluster.nodes().get(0).pid())).isTrue();
			assertThat(cluster).isSameAs(this.redis.cluster());
		}

	}

	/**
	 * An extension in a static field.
	 */
	@Nested
	class PerClass {

		private static final Set<Long> PIDS = new HashSet<>();

		@RegisterExtension
		static RedisClusterExtension redis = new RedisClusterExtension((cluster) -> cluster.shards(1).replicas(0));

		/**
		 * A class within, for which JUnit calls the extension once more.
		 */
		@Nested
		class Inner {

			@Test
			void nestedClassesShareIt(RedisCluster cluster) {
				assertThat(cluster).isSameAs(redis.cluster());
				assertThat(cluster.nodes().get(0).isAlive()).isTrue();
				PIDS.add(cluster.nodes().get(0).pid());
				assertThat(PIDS).hasSize(1);
			}

		}

		/**
		 * A second class within: the end of the first must not end the cluster.
		 */
		@Nested
		class InnerToo {

			@Test
			void nestedClassesShareIt(RedisCluster cluster) {
				PIDS.add(cluster.nodes().get(0).pid());
				assertThat(PIDS).hasSize(1);
			}

		}

	}

	/**
	 * One instance of the class, made before all callbacks.
	 */
	@Nested
	@TestInstance(Lifecycle.PER_CLASS)
	@ExtendWith(EarlyBird.class)
	class OneInstance {

		@RegisterExtension
		static RedisClusterExtension redis = new RedisClusterExtension((cluster) -> cluster.shards(1).replicas(0));

		@Test
		void whatMakesTheInstanceFindsTheCluster(RedisCluster cluster) {
			assertThat(EarlyBird.found).isSameAs(cluster);
		}

	}

	/**
	 * Asks for the cluster as soon as there is an instance, as Spring does for the
	 * properties of its context.
	 */
	static class EarlyBird implements TestInstancePostProcessor {

		private static @Nullable RedisCluster found;

		@Override
		public void postProcessTestInstance(Object instance, ExtensionContext context) {
			found = OneInstance.redis.cluster();
		}

	}

	@Test
	void classesThatRunSideBySideShareThatOfTheirBaseClassToTheEnd() {
		RedisClusterExtension inherited = new RedisClusterExtension((cluster) -> cluster.shards(1).replicas(0));
		inherited.beforeAll(contextOf(PerTest.class));
		RedisCluster cluster = inherited.cluster();
		inherited.beforeAll(contextOf(PerClass.class));
		assertThat(inherited.cluster()).isSameAs(cluster);
		inherited.afterAll(contextOf(PerTest.class));
		assertThat(inherited.cluster()).isSameAs(cluster);
		// Another extension of the same class failed before this one was asked.
		inherited.afterAll(contextOf(RedisClusterExtensionIT.class));
		assertThat(cluster.nodes()).allMatch(RedisNode::isAlive);
		inherited.afterAll(contextOf(PerClass.class));
		assertThat(cluster.nodes()).noneMatch(RedisNode::isAlive);
	}

	private static ExtensionContext contextOf(Class<?> testClass) {
		return (ExtensionContext) Proxy.newProxyInstance(testClass.getClassLoader(),
				new Class<?>[] { ExtensionContext.class }, (proxy, method, arguments) -> testClass);
	}

	@Test
	void outsideOfTestsThereIsNone() {
		RedisClusterExtension unregistered = new RedisClusterExtension();
		assertThatIllegalStateException().isThrownBy(unregistered::cluster).withMessageContaining("@RegisterExtension");
	}

}
