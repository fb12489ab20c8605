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
 * Where the servers of one cluster run, and at which addresses they can be. Safe for any
 * thread.
 */
interface RedisProcesses extends AutoCloseable {

	/**
	 * Start a server.
	 * @param address where it is to listen
	 * @param settings how it is to be
	 * @return the process, which need not answer yet
	 */
	RedisProcess start(NodeAddress address, ClusterSettings settings);

	/**
	 * A port that no server has.
	 * @param host the address that it is wanted on
	 * @return the port
	 */
	int freePort(String host);

	/**
	 * An address for a server that replaces another.
	 * @return another address with each call where there are more than one
	 */
	String furtherHost();

	/**
	 * An address at which a port is free that a server has at another address.
	 * @param host the address of that server
	 * @param port its port
	 * @return an address other than the given one
	 * @throws IllegalStateException if there is none
	 */
	String hostBeside(String host, int port);

	/**
	 * Give back what servers share; they themselves have been deleted.
	 */
	@Override
	void close();

}
