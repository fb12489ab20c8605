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

import java.util.concurrent.TimeUnit;

import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.Retry.AsyncContext;
import io.steadfast.redis.AmbiguousCommands;
import io.steadfast.redis.resilience.Backoff;
import io.steadfast.redis.resilience.CommandTable;
import io.steadfast.redis.resilience.Outcome.Lost;
import io.steadfast.redis.resilience.RetryBudget;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long commands pause, and how many may be repeated. Commands that succeed at once
 * never come here, so Resilience4j does not count them. Any thread may call it. What an
 * event consumer of the application throws is not the affair of the command.
 */
final class Retrying {

	private static final Logger logger = LoggerFactory.getLogger(Retrying.class);

	private final Retry retry;

	private final RetryBudget budget;

	private final Backoff pauses;

	private final AmbiguousCommands policy;

	Retrying(Retry retry, RetryBudget budget, Backoff pauses, AmbiguousCommands policy) {
		this.policy = policy;
		this.retry = retry;
		this.budget = budget;
		this.pauses = pauses;
	}

	/**
	 * What counts for a command.
	 * @param progress of the command
	 * @return the context that it has, or a new one for its first repetition
	 */
	AsyncContext<?> contextOf(Progress progress) {
		AsyncContext<?> existing = progress.retry();
		return (existing != null) ? existing : this.retry.asyncContext();
	}

	/**
	 * Whether a command whose reply was lost may be repeated.
	 * @param command the attempt
	 * @param lost how its reply was lost
	 * @return {@code false} if it could run twice, or if a part of the reply was read,
	 * which a second one would be appended to
	 */
	boolean mayRepeat(RoutedCommand<?, ?, ?> command, Lost lost) {
		return !lost.replyBegun() && CommandTable.repeatability(command).isRepeatedUnder(this.policy);
	}

	/**
	 * Whether an attempt may be made now. A first one always may.
	 * @param progress of its command
	 * @return {@code false} if it is a repetition and the budget is used up
	 */
	boolean mayAttempt(Progress progress) {
		return progress.retry() == null || this.budget.tryTake();
	}

	/**
	 * Record an attempt that did not succeed.
	 * @param context what counts for its command
	 * @param reason what it failed of
	 * @return how long to pause before the next one, in milliseconds; negative if there
	 * is to be none
	 */
	long failed(AsyncContext<?> context, Throwable reason) {
		try {
			return context.onError(reason);
		}
		catch (RuntimeException | Error ex) {
			tell(ex);
			return TimeUnit.NANOSECONDS.toMillis(pauseNanos(0));
		}
	}

	void succeeded(AsyncContext<?> context) {
		this.budget.giveBack();
		try {
			context.onComplete();
		}
		catch (RuntimeException | Error ex) {
			tell(ex);
		}
	}

	private void tell(Throwable thrown) {
		logger.warn("An event consumer of the retry {} failed", this.retry.getName(), thrown);
	}

	/**
	 * The pause of a command that is redirected again and again, or waits for a node.
	 * @param earlier number of pauses before this one
	 * @return nanoseconds
	 */
	long pauseNanos(int earlier) {
		return this.pauses.pauseNanos(earlier);
	}

}
