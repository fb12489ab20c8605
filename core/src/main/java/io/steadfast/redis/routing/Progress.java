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

import java.util.ArrayList;
import java.util.List;

import io.github.resilience4j.retry.Retry.AsyncContext;
import io.steadfast.redis.resilience.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What the earlier attempts of a command came to. Immutable; made only when an attempt
 * did not succeed.
 *
 * @param attempts number of attempts that have ended
 * @param redirects number of them that ended in a redirect
 * @param pauses number of pauses made
 * @param replyLost whether one of them was sent and its reply lost
 * @param outcomes the last few outcomes, oldest first
 * @param node the endpoint of the last attempt that had one, else "none"
 * @param script the source that goes before the command, {@code null} for none
 * @param retry what Resilience4j counts for this command, {@code null} while nothing was
 * repeated
 */
record Progress(int attempts, int redirects, int pauses, boolean replyLost, List<Outcome> outcomes, String node,
		@Nullable String script, @Nullable AsyncContext<?> retry) {

	static final Progress NONE = new Progress(0, 0, 0, false, List.of(), "none", null, null);

	private static final int REMEMBERED = 8;

	Progress {
		outcomes = List.copyOf(outcomes);
	}

	/**
	 * An attempt met a redirect.
	 */
	Progress redirected(Outcome outcome, String node) {
		return new Progress(this.attempts + 1, this.redirects + 1, this.pauses, this.replyLost, with(outcome), node,
				this.script, this.retry);
	}

	/**
	 * The node did not know the script; it will be told.
	 */
	Progress withScript(Outcome outcome, String node, String script) {
		return new Progress(this.attempts + 1, this.redirects, this.pauses, this.replyLost, with(outcome), node, script,
				this.retry);
	}

	/**
	 * An attempt failed, and will be repeated after a pause.
	 */
	Progress failed(Outcome outcome, String node, AsyncContext<?> retry) {
		return new Progress(this.attempts + 1, this.redirects, this.pauses + 1,
				this.replyLost || outcome instanceof Outcome.Lost, with(outcome), node, this.script, retry);
	}

	/**
	 * There was no attempt: it has to wait first.
	 */
	Progress waited(Outcome outcome, String node) {
		List<Outcome> known = last().equals(outcome) ? this.outcomes : with(outcome);
		return new Progress(this.attempts, this.redirects, this.pauses + 1, this.replyLost, known, node, this.script,
				this.retry);
	}

	Outcome last() {
		return this.outcomes.isEmpty() ? Outcome.Done.INSTANCE : this.outcomes.get(this.outcomes.size() - 1);
	}

	private List<Outcome> with(Outcome outcome) {
		List<Outcome> all = new ArrayList<>(this.outcomes);
		if (all.size() == REMEMBERED) {
			all.remove(0);
		}
		all.add(outcome);
		return all;
	}

	@Override
	public String toString() {
		return this.attempts + " attempts, " + this.redirects + " redirects";
	}

}
