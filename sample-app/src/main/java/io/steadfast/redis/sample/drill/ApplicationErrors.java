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

package io.steadfast.redis.sample.drill;

import java.util.ArrayList;
import java.util.List;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryRegistry;
import io.steadfast.redis.sample.traffic.OperationMix;
import io.steadfast.redis.test.RedisCluster;

import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * Ten thousand errors that are the application's own affair.
 */
final class ApplicationErrors implements Drill {

	private static final int ERRORS = 10_000;

	private static final String KEY = OperationMix.HOT + ":list";

	private static final RedisScript<Long> OUT_OF_MEMORY = RedisScript
		.of("return redis.error_reply(\"OOM command not allowed when used memory > 'maxmemory'.\")", Long.class);

	private static final RedisScript<Long> WRONG = RedisScript.of("return nothing.at.all", Long.class);

	private final StringRedisTemplate template;

	private final CircuitBreakerRegistry breakers;

	private final RetryRegistry retries;

	/** What was seen the last time; written by the thread that plays. */
	private final List<String> seen = new ArrayList<>();

	ApplicationErrors(StringRedisTemplate template, CircuitBreakerRegistry breakers, RetryRegistry retries) {
		this.template = template;
		this.breakers = breakers;
		this.retries = retries;
	}

	@Override
	public DrillCard card() {
		return DrillCard.unplanned("application-errors", "D22", "10,000 times WRONGTYPE, OOM or an error in a script");
	}

	@Override
	public void play(RedisCluster cluster, Incident incident) {
		this.seen.clear();
		this.template.opsForList().rightPush(KEY, "no number");
		long before = retried();
		int errors = 0;
		for (int i = 0; i < ERRORS; i++) {
			errors += fails(i % 3) ? 1 : 0;
		}
		this.template.delete(KEY);
		expect(errors == ERRORS, errors + " errors of " + ERRORS + " were told");
		expect(retried() == before, (retried() - before) + " commands were repeated");
		long open = this.breakers.getAllCircuitBreakers()
			.stream()
			.filter((breaker) -> breaker.getState() != CircuitBreaker.State.CLOSED)
			.count();
		expect(open == 0, open + " breakers are open");
	}

	private boolean fails(int kind) {
		try {
			switch (kind) {
				case 0 -> this.template.opsForValue().increment(KEY);
				case 1 -> this.template.execute(OUT_OF_MEMORY, List.of(KEY));
				default -> this.template.execute(WRONG, List.of(KEY));
			}
			return false;
		}
		catch (DataAccessException ex) {
			return true;
		}
	}

	private long retried() {
		return this.retries.getAllRetries()
			.stream()
			.map(Retry::getMetrics)
			.mapToLong((metrics) -> metrics.getNumberOfFailedCallsWithRetryAttempt()
					+ metrics.getNumberOfSuccessfulCallsWithRetryAttempt())
			.sum();
	}

	private void expect(boolean holds, String shortfall) {
		if (!holds) {
			this.seen.add(shortfall);
		}
	}

	@Override
	public List<String> shortfalls(DrillResult result) {
		return Expectations.of(result).nothingSurfaced().recovered().incrementsAddUp().and(this.seen).shortfalls();
	}

}
