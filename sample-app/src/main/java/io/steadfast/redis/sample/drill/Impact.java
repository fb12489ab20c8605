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

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

import io.steadfast.redis.sample.traffic.Call;

/**
 * What a fault did to the slots that it broke and to the others. <em>During</em> is from
 * the fault until service is possible again, as the cluster itself says.
 *
 * @param seen whether there was a fault
 * @param others calls to other slots during the fault, but for those that were due while
 * Redis refused every slot, or before the replies of a silent node were overdue
 * @param othersKept those of them that were answered within 100 ms
 * @param othersSurfaced exceptions that reached callers of the other slots
 * @param othersLate calls to other slots that took more than 100 ms, and neither met the
 * refusals of Redis nor waited for what was not overdue yet, nor queued behind calls that
 * did
 * @param latestOther the longest of these
 * @param othersBackAfter from the last of these times until the other slots had worked
 * off what had queued
 * @param tail the slow calls to other slots, those of {@code others} compared with those
 * before the fault
 * @param refused how long Redis refused every slot
 * @param fault how long it took until service was possible again
 * @param brokenSurfaced exceptions that reached callers of the broken slots
 * @param brokenHeld how long 99 % of the failed calls to the broken slots held their
 * callers at most, of those that began when patience with the first ones had ended
 * @param servedAfter from then until the broken slots were served and no call to them
 * failed any more
 */
public record Impact(boolean seen, long others, long othersKept, long othersSurfaced, long othersLate,
		Duration latestOther, Duration othersBackAfter, Tail tail, Duration refused, Duration fault,
		long brokenSurfaced, Duration brokenHeld, Duration servedAfter) {

	static final Duration PROMPT = Duration.ofMillis(100);

	private static final Duration NEVER = Duration.ofHours(1);

	/** There was no fault. */
	static final Impact NONE = new Impact(false, 0, 0, 0, 0, Duration.ZERO, Duration.ZERO, Tail.NONE, Duration.ZERO,
			Duration.ZERO, 0, Duration.ZERO, Duration.ZERO);

	/**
	 * Measure a fault.
	 * @param calls every call from some seconds before it until after it
	 * @param isBroken whether the fault broke a slot
	 * @param during from the fault until the cluster itself served all slots again
	 * @param refusals when Redis refused every slot
	 * @param notOverdue when nobody could know that a silent node was not just slow
	 * @return the numbers
	 */
	static Impact of(List<Call> calls, IntPredicate isBroken, Span during, List<Span> refusals, List<Span> notOverdue) {
		List<Call> others = calls.stream().filter((call) -> !isBroken.test(call.slot())).toList();
		List<Call> broken = calls.stream().filter((call) -> isBroken.test(call.slot())).toList();
		List<Span> excused = Stream.concat(notOverdue.stream(), refusals.stream())
			.sorted(Comparator.comparingLong(Span::from))
			.toList();
		List<Span> queues = excused.stream().map((span) -> withQueue(span, others)).toList();
		List<Call> undisturbed = others.stream()
			.filter((call) -> during.contains(call.due()) && !meets(call, queues))
			.toList();
		List<Duration> late = others.stream()
			.filter((call) -> call.due() >= during.from() && !meets(call, queues))
			.map(Call::latency)
			.filter((latency) -> latency.compareTo(PROMPT) > 0)
			.sorted()
			.toList();
		List<Call> calm = others.stream().filter((call) -> call.end() < during.from()).toList();
		return new Impact(true, undisturbed.size(), undisturbed.stream().filter(Impact::isPrompt).count(),
				failed(others), late.size(), late.isEmpty() ? Duration.ZERO : late.get(late.size() - 1),
				backAfter(excused, queues), Tail.of(calm, undisturbed, during), during.coveredBy(refusals),
				during.length(), failed(broken), held(broken, during), servedAfter(broken, during.until()));
	}

	/**
	 * Extend a time by the calls that came due meanwhile and by those that were late
	 * because of them: no caller was free.
	 */
	private static Span withQueue(Span excused, List<Call> calls) {
		Span span = excused;
		for (Call call : calls.stream().sorted(Comparator.comparingLong(Call::due)).toList()) {
			boolean queued = call.latency().compareTo(PROMPT) > 0 && meets(call, List.of(span));
			span = queued ? new Span(span.from(), Math.max(span.until(), call.end())) : span;
		}
		return span;
	}

	private static boolean meets(Call call, List<Span> spans) {
		return spans.stream().anyMatch((span) -> call.due() <= span.until() && call.end() >= span.from());
	}

	private static Duration backAfter(List<Span> excused, List<Span> queues) {
		int last = excused.size() - 1;
		return (last < 0) ? Duration.ZERO : Duration.ofNanos(queues.get(last).until() - excused.get(last).until());
	}

	private static Duration held(List<Call> broken, Span during) {
		Span later = new Span(during.from() + Expectations.PATIENCE.toNanos(), during.until());
		return Tail
			.p99(broken.stream().filter((call) -> call.failed() && later.contains(call.begin())).map(Call::held));
	}

	private static boolean isPrompt(Call call) {
		return !call.failed() && call.latency().compareTo(PROMPT) <= 0;
	}

	private static long failed(List<Call> calls) {
		return calls.stream().filter(Call::failed).count();
	}

	private static Duration servedAfter(List<Call> broken, long possible) {
		if (broken.stream().noneMatch((call) -> call.end() > possible)) {
			return NEVER;
		}
		long served = broken.stream()
			.filter((call) -> !call.failed() && call.end() > possible)
			.mapToLong(Call::end)
			.min()
			.orElse(possible + NEVER.toNanos());
		long lastFailure = broken.stream().filter(Call::failed).mapToLong(Call::end).max().orElse(served);
		return Duration.ofNanos(Math.max(served, lastFailure) - possible);
	}

	boolean isServed() {
		return this.servedAfter.compareTo(NEVER) < 0;
	}

	/**
	 * The share of the other slots' calls that were prompt.
	 * @return percent
	 */
	double keptPercent() {
		return (this.others > 0) ? 100.0 * this.othersKept / this.others : 100;
	}

}
