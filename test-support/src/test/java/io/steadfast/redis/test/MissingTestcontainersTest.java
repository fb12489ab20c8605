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

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Testcontainers is optional: who wishes for containers without it is told to add it.
 */
class MissingTestcontainersTest {

	@Test
	void theMissingDependencyIsNamed() throws ReflectiveOperationException {
		Class<?> type = new WithoutTestcontainers().loadClass(RedisClusterBuilder.class.getName());
		assertThat(type).isNotSameAs(RedisClusterBuilder.class);
		var constructor = type.getDeclaredConstructor();
		constructor.setAccessible(true);
		Object builder = type.getMethod("inContainers").invoke(constructor.newInstance());
		assertThatExceptionOfType(InvocationTargetException.class)
			.isThrownBy(() -> type.getMethod("start").invoke(builder))
			.havingCause()
			.isInstanceOf(IllegalStateException.class)
			.withMessageContaining("org.testcontainers:testcontainers");
	}

	/**
	 * Our classes anew, as they are without Testcontainers on the class path.
	 */
	private static final class WithoutTestcontainers extends ClassLoader {

		WithoutTestcontainers() {
			super(MissingTestcontainersTest.class.getClassLoader());
		}

		@Override
		protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
			if (name.startsWith("org.testcontainers.")) {
				throw new ClassNotFoundException(name);
			}
			Class<?> known = findLoadedClass(name);
			if (known != null || !name.startsWith(MissingTestcontainersTest.class.getPackageName())) {
				return (known != null) ? known : super.loadClass(name, resolve);
			}
			try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
				byte[] bytes = in.readAllBytes();
				return defineClass(name, bytes, 0, bytes.length);
			}
			catch (IOException ex) {
				throw new ClassNotFoundException(name, ex);
			}
		}

	}

}
