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

package io.steadfast.redis.status;

import java.time.Duration;

/**
 * One connection to a node.
 *
 * @param state where in its life it is
 * @param readOnly whether it serves reads at a replica
 * @param inFlight number of commands that it has accepted and not completed
 * @param age how long it has existed, its handshake included
 * @param troubled whether its callers have to wait: it takes long to open, or owes a
 * reply
 * @param remoteAddress the address and port that it leads to, empty before its first
 * command
 */
public record ConnectionStatus(ConnectionState state, boolean readOnly, int inFlight, Duration age, boolean troubled,
		String remoteAddress) {
}
