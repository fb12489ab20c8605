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
package io.steadfast.redis.benchmarks;

import java.util.List;

/**
 * How a contender is named: {@code kind}, then {@code @property=value} by which it
 * differs from what it is by itself, then {@code +native} if its sockets are to be
 * epoll's, or {@code +nio} if they are to be the JDK's.
 *
 * @param text as given, and as shown
 * @param kind which of {@link Contenders#kinds()}
 * @param properties of Spring Boot
 * @param nativeTransport whether Lettuce may use epoll
 */
record ContenderName(String text, String kind, List<String> properties, boolean nativeTransport) {

	private static final String NATIVE = "+native";

	private static final String NIO = "+nio";

	static ContenderName parse(String text) {
		String[] parts = text.replace(NATIVE, "").replace(NIO, "").split("@", -1);
		String kind = parts[0];
		if (!Contenders.kinds().contains(kind) && !kind.equals(Floor.KIND)) {
			throw new IllegalArgumentException("there is no contender " + text + "; take some of " + Contenders.kinds()
					+ " and " + Floor.KIND + ", each with @<property>=<value> and " + NATIVE + " or " + NIO
					+ " after it, if you like");
		}
		// What each brings by itself: our starter epoll, and nobody else.
		boolean nativeTransport = text.endsWith(NATIVE)
				|| (kind.startsWith(Contenders.STEADFAST) && !text.endsWith(NIO));
		return new ContenderName(text, kind, List.of(parts).subList(1, parts.length), nativeTransport);
	}

}
