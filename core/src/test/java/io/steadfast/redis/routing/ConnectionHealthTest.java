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

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What counts as the silence of a node.
 */
class ConnectionHealthTest {

	private static final Duration OVERDUE = Duration.ofSeconds(1);

	private static final long SWEEP = TimeUnit.MILLISECONDS.toNanos(20);

	private final ClientResources resources = DefaultClientResources.create();

	private final EmbeddedChannel channel = new EmbeddedChannel();

	private final ConnectionHealth health = new ConnectionHealth(false);

	private long now = System.nanoTime();

	@BeforeEach
	void aCommandHasLeft() {
		this.health.hear(TestConnections.readClock(this.resources, this.channel));
	}

	@AfterEach
	void stop() {
		this.resources.shutdown(0, 0, TimeUnit.SECONDS);
	}

	private long sweepFor(Duration time) {
		long end = this.now + time.toNanos();
		long silence = 0;
		while (this.now < end) {
			this.channel.runPendingTasks();
			silence = sweep();
		}
		return silence;
	}

	private long sweep() {
		this.now += SWEEP;
		return this.health.sweepOpen(this.now, 1, OVERDUE);
	}

	@Test
	void aReplyThatIsOwedIsASilence() {
		assertThat(sweepFor(Duration.ofMillis(2500))).isGreaterThan(Duration.ofSeconds(2).toNanos());
		assertThat(this.health.isTroubled()).isTrue();
	}

	@Test
	void aProcessThatStoodStillHasHeardNobody() {
		sweepFor(Duration.ofMillis(100));
		this.now += Duration.ofSeconds(3).toNanos();

		assertThat(this.health.sweepOpen(this.now, 1, OVERDUE)).isLessThan(Duration.ofMillis(400).toNanos());
		assertThat(this.health.isTroubled()).isFalse();
		assertThat(sweepFor(Duration.ofMillis(800))).as("it goes on counting")
			.isGreaterThan(Duration.ofMillis(900).toNanos());
	}

	@Test
	void anEventLoopThatIsBlockedHearsNobody() {
		sweepFor(Duration.ofMillis(500));
		long end = this.now + Duration.ofSeconds(5).toNanos();
		while (this.now < end) {
			assertThat(sweep()).isLessThan(Duration.ofMillis(600).toNanos());
		}
		assertThat(this.health.isTroubled()).isFalse();
		assertThat(sweepFor(Duration.ofMillis(700))).as("it goes on counting").isGreaterThan(OVERDUE.toNanos());
	}

	@Test
	void aSilenceBeginsWithTheFirstCommandAfterARest() {
		this.health.sweepOpen(this.now, 0, OVERDUE);
		this.now += Duration.ofMillis(190).toNanos();
		this.health.rested(this.now);

		assertThat(this.health.sweepOpen(this.now, 1, OVERDUE)).isZero();
	}

}
