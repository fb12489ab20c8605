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

package io.steadfast.redis;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.data.redis.RedisConnectionFailureException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Which catch blocks and retry rules of an application each exception meets.
 */
class ExceptionFamiliesTest {

	private static final CommandHistory HISTORY = new CommandHistory("SET", 3999, "127.0.0.1:6380", "127.0.0.1:6381", 2,
			List.of("MOVED 3999 127.0.0.1:6381"), Duration.ofMillis(17));

	/**
	 * {@code NodeUnavailableException} is what catch blocks for a broken connection to
	 * Redis already expect, which Spring Data does not call transient.
	 */
	static Stream<Arguments> families() {
		return Stream.of(
				arguments(new AmbiguousOutcomeException(HISTORY, "why", null), RecoverableDataAccessException.class),
				arguments(new NodeUnavailableException(HISTORY, "why", null), RedisConnectionFailureException.class),
				arguments(new PatienceExhaustedException(HISTORY, "why", null), TransientDataAccessException.class),
				arguments(new RedirectsExhaustedException(HISTORY, "why", null), TransientDataAccessException.class),
				arguments(new SlotNotServedException(HISTORY, "why", null), TransientDataAccessException.class),
				arguments(new TooManyWaitingException(HISTORY, "why", null), TransientDataAccessException.class),
				arguments(new UnroutableCommandException(HISTORY, "why", null), NonTransientDataAccessException.class),
				arguments(new RoutingClosedException(HISTORY, "why", null), NonTransientDataAccessException.class));
	}

	@ParameterizedTest
	@MethodSource("families")
	void eachBelongsToAFamilyAndSaysWhatWasDone(DataAccessException failure, Class<?> family) {
		assertThat(failure).isInstanceOf(family)
			.isInstanceOf(SteadfastRedisException.class)
			.hasMessageContainingAll("SET on slot 3999", "127.0.0.1:6380", "2 attempts",
					"by way of [MOVED 3999 127.0.0.1:6381]", "17 ms", "why");
		assertThat(((SteadfastRedisException) failure).history()).isEqualTo(HISTORY);
	}

	@Test
	void aCommandThatWasNotRedirectedSaysNothingOfIt() {
		assertThat(new CommandHistory("PING", -1, "none", "none", 1, List.of(), Duration.ZERO))
			.hasToString("PING, last node none, 1 attempt in 0 ms");
	}

}
