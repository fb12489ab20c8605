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

import java.util.regex.Pattern;

/**
 * Why one node did not tell the topology, or told one that is of no use.
 *
 * @param endpoint where the node was asked, as host:port
 * @param kind what is wrong
 * @param detail one line for a person: the words of the node or of the network; never a
 * password
 */
public record NodeFault(String endpoint, FaultKind kind, String detail) {

	private static final Pattern CONTROL_CHARACTERS = Pattern.compile("\\p{Cntrl}");

	/**
	 * The fault that a failure shows.
	 * @param endpoint where the node was asked
	 * @param failure why it did not answer
	 * @return its kind and the words of its last cause
	 */
	public static NodeFault of(String endpoint, Throwable failure) {
		Throwable root = failure;
		while (root.getCause() != null) {
			root = root.getCause();
		}
		String message = root.getMessage();
		String words = (message != null && !message.isBlank()) ? message.lines().findFirst().orElse(message)
				: root.getClass().getSimpleName();
		// Bytes of another protocol may be among them, and end in a log.
		return new NodeFault(endpoint, FaultKind.of(failure), CONTROL_CHARACTERS.matcher(words).replaceAll("?"));
	}

}
