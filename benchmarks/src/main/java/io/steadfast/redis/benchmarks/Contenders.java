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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The clients that there are.
 */
final class Contenders {

	/** Lettuce of the next major version, which Spring Boot 3.5 does not have. */
	static final String LETTUCE_7 = "lettuce-7";

	static final String STEADFAST = "steadfast";

	private static final Map<String, Start> KINDS = new LinkedHashMap<>();

	static {
		KINDS.put("boot-default", SpringContender::bootDefault);
		KINDS.put("boot-tuned", SpringContender::bootTuned);
		KINDS.put("boot-jedis", SpringContender::bootJedis);
		KINDS.put("lettuce", (seeds, properties) -> LettuceContender.plain(seeds));
		KINDS.put(LETTUCE_7, (seeds, properties) -> LettuceContender.ofVersion("7", seeds));
		KINDS.put("jedis", (seeds, properties) -> new JedisContender(seeds));
		KINDS.put("redisson", (seeds, properties) -> new RedissonContender(seeds));
		KINDS.put("glide", (seeds, properties) -> new GlideContender(seeds));
		KINDS.put(STEADFAST, SpringContender::steadfast);
		KINDS.put(STEADFAST + "-native", LettuceContender::steadfast);
	}

	private Contenders() {
	}

	static List<String> kinds() {
		return List.copyOf(KINDS.keySet());
	}

	/**
	 * Connect one in this process.
	 * @param name which
	 * @param seeds nodes of the cluster, each {@code host:port}
	 * @throws Exception if it cannot
	 */
	static Contender start(ContenderName name, List<String> seeds) throws Exception {
		return KINDS.getOrDefault(name.kind(), (unused, properties) -> {
			throw new IllegalArgumentException("there is no contender " + name.kind());
		}).with(seeds, name.properties());
	}

	/** How a contender is connected. */
	private interface Start {

		Contender with(List<String> seeds, List<String> properties) throws Exception;

	}

}
