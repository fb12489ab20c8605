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

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The clients that are measured side by side, connected to the same cluster.
 */
final class Contenders implements AutoCloseable {

	/** Before a property by which this one differs from {@code steadfast}. */
	private static final String OURS_WITH = "steadfast@";

	private static final Map<String, Start> KNOWN = new LinkedHashMap<>();

	static {
		KNOWN.put("boot-default", SpringContender::bootDefault);
		KNOWN.put("boot-tuned", SpringContender::bootTuned);
		KNOWN.put("boot-jedis", SpringContender::bootJedis);
		KNOWN.put("lettuce", LettuceContender::new);
		KNOWN.put("jedis", JedisContender::new);
		KNOWN.put("redisson", RedissonContender::new);
		KNOWN.put("glide", GlideContender::new);
		KNOWN.put("steadfast", SpringContender::steadfast);
	}

	private final Map<String, Contender> started = new LinkedHashMap<>();

	/**
	 * Start contenders.
	 * @param names which, in the order in which they are shown; the first is what the
	 * others are compared to
	 * @param seeds nodes of the cluster, each {@code host:port}
	 * @throws Exception if one of them does not start
	 */
	Contenders(List<String> names, List<String> seeds) throws Exception {
		try {
			for (String name : names) {
				this.started.put(name, start(name).with(seeds));
			}
		}
		catch (Exception ex) {
			close();
			throw ex;
		}
	}

	private static Start start(String name) {
		if (name.startsWith(OURS_WITH)) {
			String property = name.substring(OURS_WITH.length());
			return (seeds) -> SpringContender.steadfast(seeds, property);
		}
		Start start = KNOWN.get(name);
		if (start == null) {
			throw new IllegalArgumentException("there is no contender " + name + "; take some of " + KNOWN.keySet()
					+ ", or " + OURS_WITH + "<property>=<value>");
		}
		return start;
	}

	static List<String> names() {
		return List.copyOf(KNOWN.keySet());
	}

	/**
	 * The contenders for one round.
	 * @param round decides who begins, so that none always profits from the others'
	 * warm-up
	 * @return names, each once
	 */
	List<String> turns(int round) {
		List<String> names = new ArrayList<>(this.started.keySet());
		Collections.rotate(names, -round);
		return names;
	}

	Contender get(String name) {
		Contender contender = this.started.get(name);
		if (contender == null) {
			throw new IllegalArgumentException(name + " was not started");
		}
		return contender;
	}

	@Override
	public void close() {
		this.started.values().forEach(Contender::close);
	}

	/** How a contender is connected. */
	private interface Start {

		Contender with(List<String> seeds) throws Exception;

	}

}
