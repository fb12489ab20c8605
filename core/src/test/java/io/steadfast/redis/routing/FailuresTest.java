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

package io.steadfast.redis.routing;

import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.ValueOutput;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.steadfast.redis.AmbiguousOutcomeException;
import io.steadfast.redis.RoutingClosedException;
import io.steadfast.redis.topology.SlotTable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a command that was sent is told when the application stops.
 */
class FailuresTest {

	private final Failures failures = new Failures(() -> 0, new SlotTable());

	@Test
	void aWriteMayHaveRun() {
		assertThat(this.failures.closed(sent(CommandType.SET))).isInstanceOf(AmbiguousOutcomeException.class);
	}

	@Test
	void ofAReadThatMattersToNobody() {
		assertThat(this.failures.closed(sent(CommandType.GET))).isInstanceOf(RoutingClosedException.class);
	}

	private static RoutedCommand<?, ?, ?> sent(CommandType type) {
		RoutedCommand<?, ?, ?> command = new RoutedCommand<>(
				new Command<>(type, new ValueOutput<>(StringCodec.UTF8), new CommandArgs<>(StringCodec.UTF8)),
				Route.bySlot(StoppedRouter.create(), true), -1, 0);
		command.claimForSending();
		return command;
	}

}
