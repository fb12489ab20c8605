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
 * The servers of a cluster that somebody else started; none can be added.
 */
final class FoundProcesses implements RedisProcesses {

	@Override
	public RedisProcess start(NodeAddress address, ClusterSettings settings) {
		return new FoundProcess(address);
	}

	@Override
	public int freePort(String host) {
		throw noneAdded();
	}

	@Override
	public String furtherHost() {
		throw noneAdded();
	}

	@Override
	public String hostBeside(String host, int port) {
		throw noneAdded();
	}

	private static UnsupportedOperationException noneAdded() {
		return new UnsupportedOperationException("no node can be added to a cluster that was not started here");
	}

	@Override
	public void close() {
	}

}
