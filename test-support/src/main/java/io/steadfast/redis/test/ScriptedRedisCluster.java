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

/**
 * Two scripted nodes that tell the same topology: two primaries with half of the slots
 * each, until they are told otherwise.
 */
public final class ScriptedRedisCluster implements AutoCloseable {

	/** The slots that the first node begins with. */
	public static final String FIRST_HALF = "0-8191";

	/** The slots that the second node begins with. */
	public static final String SECOND_HALF = "8192-16383";

	private final ScriptedRedisNode first = ScriptedRedisNode.start();

	private final ScriptedRedisNode second = ScriptedRedisNode.start();

	private ScriptedRedisCluster() {
		tell(this.first.row(FIRST_HALF), this.second.row(SECOND_HALF));
	}

	/**
	 * Start the nodes on free ports of 127.0.0.1.
	 * @return the cluster, listening
	 */
	public static ScriptedRedisCluster start() {
		return new ScriptedRedisCluster();
	}

	/**
	 * Let both nodes answer {@code CLUSTER NODES} alike, from now on.
	 * @param rows lines without line ends, from {@link ScriptedRedisNode#row} or by hand
	 */
	public void tell(String... rows) {
		this.first.clusterNodes(rows);
		this.second.clusterNodes(rows);
	}

	/**
	 * The node of the lower slots.
	 * @return the same for the cluster's whole life
	 */
	public ScriptedRedisNode first() {
		return this.first;
	}

	/**
	 * The node of the higher slots.
	 * @return the same for the cluster's whole life
	 */
	public ScriptedRedisNode second() {
		return this.second;
	}

	/**
	 * Both nodes go down for good.
	 */
	@Override
	public void close() {
		this.first.close();
		this.second.close();
	}

}
