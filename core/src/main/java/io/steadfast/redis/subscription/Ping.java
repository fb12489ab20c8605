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

package io.steadfast.redis.subscription;

import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandType;
import io.steadfast.redis.socket.ReadClock;

/**
 * A PING, allowed on a connection with subscriptions, that on its way out learns when the
 * socket was read last.
 */
final class Ping extends AsyncCommand<String, String, String> {

	private final SubscriptionSocket<?, ?> socket;

	Ping(SubscriptionSocket<?, ?> socket) {
		super(new Command<>(CommandType.PING, new StatusOutput<>(StringCodec.ASCII)));
		this.socket = socket;
	}

	void hear(ReadClock clock) {
		this.socket.hear(clock);
	}

}
