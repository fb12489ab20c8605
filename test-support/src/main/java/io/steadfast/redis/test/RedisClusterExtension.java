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

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;

/**
 * A JUnit extension that starts a {@link RedisCluster}: as a static field one for the
 * class, as an instance field one for each test. Tests take the cluster as a parameter or
 * from {@link #cluster()}. Safe for any thread, as classes may run side by side.
 */
public final class RedisClusterExtension implements TestInstancePreConstructCallback, BeforeAllCallback,
		BeforeEachCallback, AfterEachCallback, AfterAllCallback, ParameterResolver {

	private final Consumer<RedisClusterBuilder> wishes;

	/** Written by the callbacks, on JUnit's thread; read by any thread of the test. */
	private final AtomicReference<@Nullable RedisCluster> cluster = new AtomicReference<>();

	/** Held while a shared cluster starts or ends. */
	private final Lock change = new ReentrantLock();

	/**
	 * The classes whose tests share the cluster: a test class, its nested ones, and,
	 * where the field is that of a base class, others that run at the same time. Changed
	 * under the lock.
	 */
	private final Set<Class<?>> sharedBy = ConcurrentHashMap.newKeySet();

	/**
	 * Create an extension with the default cluster.
	 */
	public RedisClusterExtension() {
		this((builder) -> {
		});
	}

	/**
	 * Create an extension.
	 * @param wishes changes the default cluster
	 */
	public RedisClusterExtension(Consumer<RedisClusterBuilder> wishes) {
		this.wishes = wishes;
	}

	/**
	 * The running cluster.
	 * @return the cluster of the class or of the test
	 * @throws IllegalStateException before the first or after the last test
	 */
	public RedisCluster cluster() {
		RedisCluster running = this.cluster.get();
		if (running == null) {
			throw new IllegalStateException("The cluster runs only during tests; is the field a @RegisterExtension?");
		}
		return running;
	}

	/**
	 * The one instance of a class is made before all other callbacks, and what makes it
	 * may need the cluster, such as the properties of Spring's context.
	 */
	@Override
	public void preConstructTestInstance(TestInstanceFactoryContext factory, ExtensionContext context) {
		if (context.getTestInstanceLifecycle().filter(Lifecycle.PER_CLASS::equals).isPresent()) {
			beforeAll(context);
		}
	}

	@Override
	public void beforeAll(ExtensionContext context) {
		this.change.lock();
		try {
			this.sharedBy.add(context.getRequiredTestClass());
			if (this.cluster.get() == null) {
				start();
			}
		}
		finally {
			this.change.unlock();
		}
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		if (this.sharedBy.isEmpty()) {
			start();
		}
	}

	@Override
	public void afterEach(ExtensionContext context) {
		if (this.sharedBy.isEmpty()) {
			stop();
		}
	}

	@Override
	public void afterAll(ExtensionContext context) {
		this.change.lock();
		try {
			if (this.sharedBy.remove(context.getRequiredTestClass()) && this.sharedBy.isEmpty()) {
				stop();
			}
		}
		finally {
			this.change.unlock();
		}
	}

	private void start() {
		RedisClusterBuilder builder = RedisCluster.builder();
		this.wishes.accept(builder);
		this.cluster.set(builder.start());
	}

	private void stop() {
		RedisCluster running = this.cluster.getAndSet(null);
		if (running != null) {
			running.close();
		}
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == RedisCluster.class;
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		return cluster();
	}

}
