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

package io.steadfast.redis.topology;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import io.steadfast.redis.FaultKind;
import io.steadfast.redis.NodeFault;

/**
 * The questions and answers of one refresh: a few nodes are asked, and a few others once
 * more if those disagree or say nothing of use. Lasts two answer times at most.
 */
final class RefreshRound {

	/**
	 * A node in good health answers in a few milliseconds. Half a second survives a slow
	 * fork or a garbage collection, and two rounds of it end within the second after
	 * which commands begin to suffer from an old view.
	 */
	static final Duration ANSWER_TIMEOUT = Duration.ofMillis(500);

	private static final int MAX_FAILURES_NAMED = 6;

	private final TopologySnapshot current;

	private final LeftOutSlots leftOut;

	private final int sources;

	private final SourceSelection selection;

	private final TopologySource source;

	private final MonitorTiming timing;

	/** Written by the steps of this round, which follow one another. */
	private final Set<Endpoint> asked = new LinkedHashSet<>();

	/** Written by the steps of this round, which follow one another. */
	private final List<TopologyView> views = new ArrayList<>();

	/** Written by the steps of this round, which follow one another. */
	private final List<NodeFault> faults = new ArrayList<>();

	/** The questions without an answer. Added to by this round, ended by cancel. */
	private final Map<Endpoint, CompletableFuture<String>> open = new ConcurrentHashMap<>();

	/** Written by cancel, from any thread. */
	private volatile boolean cancelled;

	RefreshRound(TopologySnapshot current, LeftOutSlots leftOut, int sources, SourceSelection selection,
			TopologySource source, MonitorTiming timing) {
		this.current = current;
		this.leftOut = leftOut;
		this.sources = sources;
		this.selection = selection;
		this.source = source;
		this.timing = timing;
	}

	/**
	 * Ask, and ask again if need be.
	 * @return the merged views; fails if no answer could be used
	 */
	CompletableFuture<TopologyMerge.Result> run() {
		return ask(this.selection.known(this.current, this.asked, this.sources)).thenCompose((first) -> {
			boolean alone = this.selection.mostAreSilent(this.asked);
			if (this.cancelled || (first.believed() && !first.disagreed() && !alone)) {
				return CompletableFuture.completedFuture(first);
			}
			List<Endpoint> others = (first.believed() && !alone)
					? this.selection.known(this.current, this.asked, this.sources)
					: this.selection.seedsToo(this.current, this.asked, this.sources);
			return others.isEmpty() ? CompletableFuture.completedFuture(first) : ask(others);
		}).thenApply(this::requireBelieved);
	}

	/**
	 * Why nodes did not tell what they know, although others may have.
	 * @return complete once the round has ended
	 */
	List<NodeFault> faults() {
		return List.copyOf(this.faults);
	}

	private CompletableFuture<TopologyMerge.Result> ask(List<Endpoint> endpoints) {
		this.asked.addAll(endpoints);
		List<CompletableFuture<Answer>> answers = endpoints.stream().map(this::ask).toList();
		return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).thenApplyAsync((done) -> {
			answers.forEach((answer) -> answer.join().addTo(this.views, this.faults));
			return TopologyMerge.merge(this.current, this.views, this.leftOut, this.timing.now());
		}, this.timing.scheduler());
	}

	private CompletableFuture<Answer> ask(Endpoint endpoint) {
		CompletableFuture<String> question = this.timing.within(ANSWER_TIMEOUT,
				() -> this.source.clusterNodes(endpoint));
		this.open.put(endpoint, question);
		if (this.cancelled) {
			cancel();
		}
		return question.handle((reply, failure) -> {
			this.open.remove(endpoint);
			if (failure != null) {
				this.selection.wasSilent(endpoint);
				return new Silence(endpoint, failure);
			}
			this.selection.answered(endpoint);
			return new Reply(endpoint, reply);
		});
	}

	/**
	 * End the questions that are open and ask no others.
	 */
	void cancel() {
		this.cancelled = true;
		this.open.values().forEach((question) -> question.completeExceptionally(new CancellationException("closed")));
	}

	private TopologyMerge.Result requireBelieved(TopologyMerge.Result result) {
		if (result.believed()) {
			return result;
		}
		result.rejected()
			.forEach((view) -> this.faults.add(new NodeFault(view.asked().toString(), FaultKind.OTHER, view.reason())));
		String named = this.faults.stream()
			.limit(MAX_FAILURES_NAMED)
			.map((fault) -> fault.endpoint() + " " + fault.detail())
			.collect(Collectors.joining(", "));
		throw new TopologyRefreshException("None of " + this.asked.size() + " nodes gave a usable view: " + named,
				this.faults);
	}

	/**
	 * What became of one question.
	 */
	private sealed interface Answer {

		void addTo(List<TopologyView> views, List<NodeFault> faults);

	}

	/**
	 * A node answered.
	 */
	private record Reply(Endpoint endpoint, String text) implements Answer {

		@Override
		public void addTo(List<TopologyView> views, List<NodeFault> faults) {
			views.add(TopologyViewParser.parse(this.text, this.endpoint));
		}

	}

	/**
	 * A node did not answer, or with an error.
	 */
	private record Silence(Endpoint endpoint, Throwable failure) implements Answer {

		@Override
		public void addTo(List<TopologyView> views, List<NodeFault> faults) {
			faults.add(NodeFault.of(this.endpoint.toString(), this.failure));
		}

	}

}
