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

/**
 * What the start of an application waits for.
 */
public enum StartupMode {

	/**
	 * Nothing: the topology is asked for in the background, and commands that come before
	 * the answer wait for it within their patience.
	 */
	LAZY,

	/**
	 * The topology and a connection to each primary, within the patience of a command; an
	 * application that does not get them starts all the same and says so.
	 */
	EAGER,

	/**
	 * As {@link #EAGER}, but an application that does not get them does not start.
	 */
	FAIL_FAST

}
