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

package io.steadfast.redis;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.NonTransientDataAccessResourceException;

/**
 * The connection factory has been stopped. The command did not run, or has changed
 * nothing.
 */
public class RoutingClosedException extends NonTransientDataAccessResourceException implements SteadfastRedisException {

	private final transient CommandHistory history;

	public RoutingClosedException(CommandHistory history, String reason, @Nullable Throwable cause) {
		super("The connection factory is stopped (" + history + "): " + reason, cause);
		this.history = history;
	}

	@Override
	public CommandHistory history() {
		return this.history;
	}

}
