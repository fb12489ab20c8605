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

package io.steadfast.redis.sample.traffic;

import java.time.Duration;
import java.util.List;

import io.steadfast.redis.AmbiguousOutcomeException;
import io.steadfast.redis.CommandHistory;
import io.steadfast.redis.NodeUnavailableException;
import io.steadfast.redis.PatienceExhaustedException;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.RedisSystemException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a failed increment leaves its caller to believe.
 */
class FateTest {

	private final CommandHistory history = new CommandHistory("INCR", 7, "127.0.0.1:6379", "127.0.0.1:6379", 1,
			List.of(), Duration.ofSeconds(5));

	@Test
	void aLostReplyLeavesItOpen() {
		assertThat(Fate.of(new AmbiguousOutcomeException(this.history, "lost", null))).isEqualTo(Fate.UNKNOWN);
	}

	@Test
	void patienceThatEndedAfterSendingLeavesItOpen() {
		assertThat(Fate.of(new PatienceExhaustedException(this.history, "it was sent and may have run", null)))
			.isEqualTo(Fate.UNKNOWN);
		assertThat(Fate.of(new PatienceExhaustedException(this.history, "the last answer was TRYAGAIN", null)))
			.isEqualTo(Fate.NOT_EXECUTED);
	}

	@Test
	void aNodeThatWasNotReachedDidNotExecuteIt() {
		assertThat(Fate.of(new NodeUnavailableException(this.history, "it did not run", null)))
			.isEqualTo(Fate.NOT_EXECUTED);
	}

	@Test
	void otherFailuresSayNothing() {
		assertThat(Fate.of(new RedisSystemException("?", null))).isEqualTo(Fate.UNKNOWN);
	}

}
