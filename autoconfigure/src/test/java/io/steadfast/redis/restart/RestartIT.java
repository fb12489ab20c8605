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

package io.steadfast.redis.restart;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import io.steadfast.redis.test.RedisCluster;
import io.steadfast.redis.test.RedisClusterExtension;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * I8 for a restart in the same JVM, as devtools does it: an application that was used and
 * closed leaves no thread, no socket and none of its classes behind.
 */
class RestartIT {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	@RegisterExtension
	static RedisClusterExtension redis = new RedisClusterExtension((cluster) -> cluster.replicas(0));

	@Test
	void aClosedApplicationLeavesNothingBehind(RedisCluster cluster) {
		Set<Thread> others = Thread.getAllStackTraces().keySet();
		restart(cluster, new ThrowawayClassLoader()); // Boot's shutdown hook and Spring's
														// proxies keep the first one
		WeakReference<ClassLoader> thrownAway = restart(cluster);
		Awaitility.await().atMost(LIMIT).untilAsserted(() -> {
			assertThat(threads(thrownAway, others)).as("threads").isEmpty();
			assertThat(sockets(cluster)).as("sockets").isZero();
		});
		displaceTheLastOne();
		// Softly held caches of Spring and of the JDK let go: SoftRefLRUPolicyMSPerMB is
		// 0 here.
		Awaitility.await().atMost(LIMIT).untilAsserted(() -> {
			System.gc();
			assertThat(thrownAway.refersTo(null)).as("the class loader is gone").isTrue();
		});
	}

	/** In a method of its own, whose frame holds nothing once it has returned. */
	private static WeakReference<ClassLoader> restart(RedisCluster cluster) {
		ClassLoader loader = new ThrowawayClassLoader();
		restart(cluster, loader);
		return new WeakReference<>(loader);
	}

	private static void restart(RedisCluster cluster, ClassLoader loader) {
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();
		thread.setContextClassLoader(loader);
		try (ConfigurableApplicationContext context = application(loader)
			.apply(List.of("--spring.data.redis.cluster.nodes=" + String.join(",", cluster.seeds()),
					"--spring.data.redis.client-name=restarted"))) {
			assertThat(context.getBeansOfType(Function.class).values())
				.allMatch((application) -> application.getClass().getClassLoader() == loader);
			assertThat(sockets(cluster)).isPositive();
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

	@SuppressWarnings("unchecked")
	private static Function<List<String>, ConfigurableApplicationContext> application(ClassLoader loader) {
		try {
			return (Function<List<String>, ConfigurableApplicationContext>) loader
				.loadClass(RestartedApplication.class.getName())
				.getDeclaredConstructor()
				.newInstance();
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * What is held until the next one comes: by Logback the environment of the last
	 * application, by the JDK the type that it compared in a record.
	 */
	private static void displaceTheLastOne() {
		assertThat(new Last(Thread.currentThread())).isEqualTo(new Last(Thread.currentThread()));
		new SpringApplicationBuilder(RestartIT.class).web(WebApplicationType.NONE).run().close();
	}

	private static List<String> threads(WeakReference<ClassLoader> loader, Set<Thread> others) {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> !others.contains(thread))
			.filter((thread) -> thread.getName().startsWith("steadfast-redis-") || isOf(thread, loader))
			.map(Thread::getName)
			.sorted()
			.toList();
	}

	private static boolean isOf(Thread thread, WeakReference<ClassLoader> loader) {
		ClassLoader context = thread.getContextClassLoader();
		return context != null && loader.refersTo(context);
	}

	/** What the nodes see of us. */
	private static long sockets(RedisCluster cluster) {
		return cluster.nodes()
			.stream()
			.flatMap((node) -> String.valueOf(node.execute("CLIENT", "LIST")).lines())
			.filter((line) -> line.contains("name=restarted"))
			.count();
	}

	/**
	 * A record of a type that outlives all restarts.
	 *
	 * @param component of a type that is compared in no other record
	 */
	private record Last(Thread component) {

	}

}
