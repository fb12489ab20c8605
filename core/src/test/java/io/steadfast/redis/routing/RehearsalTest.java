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
package io.steadfast.redis.routing;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.steadfast.redis.AmbiguousOutcomeException;
import io.steadfast.redis.FaultKind;
import io.steadfast.redis.NodeUnavailableException;
import io.steadfast.redis.PatienceExhaustedException;
import io.steadfast.redis.SlotNotServedException;
import io.steadfast.redis.TooManyWaitingException;
import io.steadfast.redis.incident.Sign;
import io.steadfast.redis.resilience.CommandTable;
import io.steadfast.redis.resilience.Outcome;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What only a fault needs is there before the first one. Each test looks at classes that
 * a class loader of its own has loaded, as if the JVM had just started.
 */
class RehearsalTest {

	private static final List<String> BREAKER_STATES = List.of("OpenState", "HalfOpenState");

	@Test
	void everyOutcomeAndWhatBecomesOfItIsLoaded() throws Exception {
		List<String> needed = new ArrayList<>(List.of(CommandTable.class.getName(), FaultKind.class.getName(),
				Sign.class.getName(), WaitingRoom.class.getName(), AmbiguousOutcomeException.class.getName(),
				NodeUnavailableException.class.getName(), PatienceExhaustedException.class.getName(),
				SlotNotServedException.class.getName(), TooManyWaitingException.class.getName()));
		Arrays.stream(Outcome.class.getPermittedSubclasses()).map(Class::getName).forEach(needed::add);
		BREAKER_STATES.stream()
			.map((state) -> CircuitBreaker.class.getPackageName() + ".internal.CircuitBreakerStateMachine$" + state)
			.forEach(needed::add);
		try (FreshClasses fresh = new FreshClasses()) {
			Class<?> stage = fresh.loadClass(Stage.class.getName());
			stage.getDeclaredMethod("prepare").invoke(null);
			assertThat(fresh.loaded).doesNotContain(CommandTable.class.getName());
			stage.getDeclaredMethod("play").invoke(null);
			assertThat(fresh.loaded).containsAll(needed);
		}
	}

	@Test
	void itIsPlayedOnceHoweverManyClustersThereAre() throws Exception {
		try (FreshClasses fresh = new FreshClasses()) {
			assertThat(fresh.loadClass(Stage.class.getName()).getDeclaredMethod("playsOfTwoClusters").invoke(null))
				.isEqualTo(1);
		}
	}

	/** Run with fresh classes; therefore it is given and gives back nothing of ours. */
	public static final class Stage {

		private static CommandRouter router;

		private Stage() {
		}

		public static void prepare() {
			router = StoppedRouter.create();
		}

		public static void play() {
			new Rehearsal(router).play();
		}

		public static int playsOfTwoClusters() {
			List<Runnable> plays = new ArrayList<>();
			Executor executor = plays::add;
			Rehearsal.once(StoppedRouter.create(), executor);
			Rehearsal.once(StoppedRouter.create(), executor);
			return plays.size();
		}

	}

	/** The class path once more. */
	private static final class FreshClasses extends URLClassLoader {

		private final Set<String> loaded = ConcurrentHashMap.newKeySet();

		FreshClasses() {
			super(classPath(), ClassLoader.getPlatformClassLoader());
		}

		private static URL[] classPath() {
			return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
				.map(FreshClasses::url)
				.toArray(URL[]::new);
		}

		private static URL url(String path) {
			try {
				return Path.of(path).toUri().toURL();
			}
			catch (MalformedURLException ex) {
				throw new IllegalStateException(ex);
			}
		}

		@Override
		protected Class<?> findClass(String name) throws ClassNotFoundException {
			Class<?> type = super.findClass(name);
			this.loaded.add(name);
			return type;
		}

	}

}
