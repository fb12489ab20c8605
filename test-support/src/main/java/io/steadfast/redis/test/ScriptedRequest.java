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

import java.util.List;
import java.util.Locale;

/**
 * A command that a {@link ScriptedRedisNode} has received.
 *
 * @param connection number of the connection that it came on, counted from one
 * @param words name and arguments, read as UTF-8
 */
public record ScriptedRequest(int connection, List<String> words) {

	public ScriptedRequest {
		words = List.copyOf(words);
	}

	/**
	 * The command's name.
	 * @return in upper case
	 */
	public String name() {
		return this.words.isEmpty() ? "" : this.words.get(0).toUpperCase(Locale.ROOT);
	}

	/**
	 * The command's name with its first argument, for commands such as
	 * {@code CLUSTER NODES}.
	 * @return in upper case
	 */
	public String nameWithSubcommand() {
		return (this.words.size() < 2) ? name() : name() + " " + this.words.get(1).toUpperCase(Locale.ROOT);
	}

	/**
	 * An argument.
	 * @param index counted from zero, the name left out
	 * @return the argument as it was sent
	 */
	public String argument(int index) {
		return this.words.get(index + 1);
	}

}
