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

package io.steadfast.redis.autoconfigure;

import java.security.Security;

import io.lettuce.core.resource.EpollProvider;
import io.lettuce.core.resource.IOUringProvider;
import org.jspecify.annotations.Nullable;

/**
 * What the JVM and the operating system offer to connections.
 *
 * @param dnsTtlSeconds how long the JVM keeps an address; negative is for ever
 * @param lacksNativeTransport whether there could be a native transport and is none
 */
record Machine(int dnsTtlSeconds, boolean lacksNativeTransport) {

	/** What the JDK does where nothing is set. */
	private static final int DEFAULT_TTL_SECONDS = 30;

	static Machine thisOne() {
		boolean linux = System.getProperty("os.name", "").startsWith("Linux");
		boolean available = EpollProvider.isAvailable() || IOUringProvider.isAvailable();
		return new Machine(dnsTtl(), linux && !available);
	}

	private static int dnsTtl() {
		@Nullable String ttl = Security.getProperty("networkaddress.cache.ttl");
		if (ttl == null) {
			ttl = System.getProperty("sun.net.inetaddr.ttl");
		}
		try {
			return (ttl != null) ? Integer.parseInt(ttl.trim()) : DEFAULT_TTL_SECONDS;
		}
		catch (NumberFormatException ex) {
			return DEFAULT_TTL_SECONDS;
		}
	}

}
