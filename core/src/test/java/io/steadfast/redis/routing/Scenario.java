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

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.Validate;

/**
 * Who does what at the same time, for the model checker: left to chance, it seldom meets
 * the few operations that matter together. An operation is named as in {@code "write 1"},
 * with its argument.
 */
public final class Scenario {

	private final Class<?> test;

	private final List<Actor> before = new ArrayList<>();

	private final List<List<Actor>> threads = new ArrayList<>();

	private final List<Actor> after = new ArrayList<>();

	public Scenario(Class<?> test) {
		this.test = test;
	}

	public Scenario before(String... operations) {
		this.before.addAll(actors(operations));
		return this;
	}

	public Scenario thread(String... operations) {
		this.threads.add(actors(operations));
		return this;
	}

	public Scenario after(String... operations) {
		this.after.addAll(actors(operations));
		return this;
	}

	public ExecutionScenario build() {
		Actor validation = Arrays.stream(this.test.getMethods())
			.filter((method) -> method.isAnnotationPresent(Validate.class))
			.findFirst()
			.map((method) -> new Actor(method, List.of()))
			.orElse(null);
		return new ExecutionScenario(this.before, this.threads, this.after, validation);
	}

	private List<Actor> actors(String... operations) {
		return Arrays.stream(operations).map(this::actor).toList();
	}

	private Actor actor(String operation) {
		String[] words = operation.split(" ");
		Method method = Arrays.stream(this.test.getMethods())
			.filter((candidate) -> candidate.getName().equals(words[0]))
			.findFirst()
			.orElseThrow();
		List<Integer> arguments = Arrays.stream(words).skip(1).map(Integer::valueOf).toList();
		return new Actor(method, arguments);
	}

}
