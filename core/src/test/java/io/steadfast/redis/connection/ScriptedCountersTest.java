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

package io.steadfast.redis.connection;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.steadfast.redis.AmbiguousOutcomeException;
import io.steadfast.redis.PatienceExhaustedException;
import io.steadfast.redis.status.CommandCounts;
import io.steadfast.redis.status.RedirectType;
import io.steadfast.redis.status.RetryReason;
import io.steadfast.redis.test.ScriptedRedisCluster;
import io.steadfast.redis.test.ScriptedRedisNode;
import io.steadfast.redis.test.ScriptedReply;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is counted of commands that do not succeed at once, and that nothing is of others.
 */
class ScriptedCountersTest {

	private static final String KEY = "foo";

	private static final int SLOT = 12182;

	@AutoClose
	private final ScriptedRedisCluster cluster = ScriptedRedisCluster.start();

	private final ScriptedRedisNode first = this.cluster.first();

	private final ScriptedRedisNode second = this.cluster.second();

	@BeforeEach
	void eachHasAValue() {
		this.first.on("GET", ScriptedReply.bulk("bar"));
		this.second.on("GET", ScriptedReply.bulk("bar"));
	}

	@Test
	void whatSucceedsAtOnceIsCountedNowhere() {
		try (ScriptedApplication application = ScriptedApplication.over(this.first).started()) {
			application.get(KEY);
			CommandCounts counts = counts(application);
			for (RedirectType type : RedirectType.values()) {
				assertThat(counts.redirects().get(type)).isZero();
			}
			for (RetryReason reason : RetryReason.values()) {
				assertThat(counts.retries().get(reason)).isZero();
			}
			assertThat(counts.surfaced()).isZero();
			assertThat(counts.mostRedirectsOfOneCommand()).isZero();
			assertThat(counts.connectionsOpened()).as("one to each node").isEqualTo(2);
		}
	}

	@Test
	void redirectsAreCountedByTypeAndTheMostOfOneCommand() {
		this.first.on("GET", ScriptedReply.error("ASK " + SLOT + " " + this.second.endpoint()));
		this.second.on("GET", ScriptedReply.error("MOVED " + SLOT + " " + this.first.endpoint()),
				ScriptedReply.bulk("bar"));
		try (ScriptedApplication application = ScriptedApplication.over(this.first).started()) {
			assertThat(application.get(KEY)).isEqualTo("bar");
			CommandCounts counts = counts(application);
			assertThat(counts.redirects().get(RedirectType.MOVED)).isOne();
			assertThat(counts.redirects().get(RedirectType.ASK)).isOne();
			assertThat(counts.redirects().get(RedirectType.MOVED_TO_ITSELF)).isZero();
			assertThat(counts.mostRedirectsOfOneCommand()).isEqualTo(2);
		}
	}

	@Test
	void repetitionsAreCountedByReason() {
		this.second.on("INCR", ScriptedReply.error("TRYAGAIN later"), ScriptedReply.error("LOADING from disk"),
				ScriptedReply.error("LOADING from disk"), ScriptedReply.integer(1));
		try (ScriptedApplication application = ScriptedApplication.over(this.first).started()) {
			application.template().opsForValue().increment(KEY);
			CommandCounts counts = counts(application);
			assertThat(counts.retries().get(RetryReason.TRYAGAIN)).isOne();
			assertThat(counts.retries().get(RetryReason.LOADING)).isEqualTo(2);
			assertThat(counts.surfaced()).isZero();
		}
	}

	@Test
	void aWriteWhoseReplyIsLostSurfacesAsAmbiguous() {
		this.second.on("INCR", ScriptedReply.close());
		try (ScriptedApplication application = ScriptedApplication.over(this.first).started()) {
			assertThatExceptionOfType(AmbiguousOutcomeException.class)
				.isThrownBy(() -> application.template().opsForValue().increment(KEY));
			CommandCounts counts = counts(application);
			assertThat(counts.ambiguous()).isOne();
			assertThat(counts.surfaced()).isOne();
			Awaitility.await().atMost(2, TimeUnit.SECONDS).until(() -> counts(application).disconnects() == 1);
		}
	}

	@Test
	void whatNeverRanSurfacesAndIsNotAmbiguous() {
		this.second.on("INCR", ScriptedReply.error("TRYAGAIN later"));
		try (ScriptedApplication application = ScriptedApplication.patientFor(Duration.ofMillis(200), this.first)
			.started()) {
			assertThatExceptionOfType(PatienceExhaustedException.class)
				.isThrownBy(() -> application.template().opsForValue().increment(KEY));
			assertThat(counts(application).surfaced()).isOne();
			assertThat(counts(application).ambiguous()).isZero();
		}
	}

	@Test
	void aReadWhoseReplyDoesNotComeInTimeIsNotAmbiguous() {
		this.second.on("GET", ScriptedReply.nothing().after(Duration.ofHours(1)))
			.on("INCR", ScriptedReply.nothing().after(Duration.ofHours(1)));
		try (ScriptedApplication application = ScriptedApplication.patientFor(Duration.ofMillis(300), this.first)
			.started()) {
			assertThatExceptionOfType(PatienceExhaustedException.class).isThrownBy(() -> application.get(KEY))
				.withMessageContaining("the reply did not come in time");
			assertThat(counts(application).surfaced()).isOne();
			assertThat(counts(application).ambiguous()).isZero();
			assertThatExceptionOfType(PatienceExhaustedException.class)
				.isThrownBy(() -> application.template().opsForValue().increment(KEY))
				.withMessageContaining("may have run");
			assertThat(counts(application).ambiguous()).isOne();
		}
	}

	@Test
	void noCountGoesBackWhenTheFactoryIsStoppedAndStartedAgain() {
		this.second.on("INCR", ScriptedReply.error("LOADING from disk"), ScriptedReply.close());
		try (ScriptedApplication application = ScriptedApplication.over(this.first).started()) {
			surfaces(application);
			application.factory().stop();
			assertThat(counts(application).surfaced()).isOne();
			application.factory().start();
			surfaces(application.started());
			CommandCounts counts = counts(application);
			assertThat(counts.surfaced()).isEqualTo(2);
			assertThat(counts.ambiguous()).isEqualTo(2);
			assertThat(counts.retries().get(RetryReason.LOADING)).isOne();
			assertThat(counts.connectionsOpened()).isGreaterThanOrEqualTo(2);
		}
	}

	private static void surfaces(ScriptedApplication application) {
		assertThatExceptionOfType(AmbiguousOutcomeException.class)
			.isThrownBy(() -> application.template().opsForValue().increment(KEY));
	}

	private static CommandCounts counts(ScriptedApplication application) {
		return application.factory().getCounts();
	}

}
