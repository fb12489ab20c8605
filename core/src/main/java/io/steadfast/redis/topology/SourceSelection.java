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
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Chooses the nodes to ask: at random, those first that cost no connection and have not
 * been silent of late. Used by one refresh at a time.
 */
final class SourceSelection {

	/** About one refresh period: by then a node that was silent deserves a question. */
	private static final long SILENCE_REMEMBERED_NANOS = Duration.ofSeconds(30).toNanos();

	private final List<Endpoint> seeds;

	private final TopologySource source;

	private final MonitorTiming timing;

	/**
	 * When endpoints last failed to answer. Written by the one refresh in flight, on
	 * whatever thread its answers arrive, therefore concurrent; holds known endpoints
	 * only.
	 */
	private final Map<Endpoint, Long> silentSince = new ConcurrentHashMap<>();

	SourceSelection(List<Endpoint> seeds, TopologySource source, MonitorTiming timing) {
		this.seeds = List.copyOf(seeds);
		this.source = source;
		this.timing = timing;
	}

	void answered(Endpoint endpoint) {
		this.silentSince.remove(endpoint);
	}

	void wasSilent(Endpoint endpoint) {
		this.silentSince.put(endpoint, this.timing.now());
	}

	/**
	 * Known nodes, and seeds if those are too few or most of them have been silent of
	 * late.
	 */
	List<Endpoint> known(TopologySnapshot current, Set<Endpoint> asked, int count) {
		this.silentSince.keySet().removeIf((endpoint) -> !current.knows(endpoint) && !this.seeds.contains(endpoint));
		if (mostAreSilent(current.nodes().stream().map(Node::endpoint).toList())) {
			return seedsToo(current, asked, count);
		}
		return Stream.concat(nodes(current, asked).stream(), seeds(current, asked).stream()).limit(count).toList();
	}

	/**
	 * Seeds and known nodes in turn: what we know has just failed us, and the seeds may
	 * be as old as the configuration file. The name of a seed may lead elsewhere by now
	 * than when we learned that it is an alias of a known node.
	 */
	List<Endpoint> seedsToo(TopologySnapshot current, Set<Endpoint> asked, int count) {
		List<Endpoint> nodes = nodes(current, asked);
		List<Endpoint> seeds = unaskedSeeds(asked);
		Set<Endpoint> chosen = new LinkedHashSet<>();
		for (int i = 0; i < Math.max(nodes.size(), seeds.size()); i++) {
			seeds.stream().skip(i).limit(1).forEach(chosen::add);
			nodes.stream().skip(i).limit(1).forEach(chosen::add);
		}
		return chosen.stream().limit(Math.max(2, count)).toList();
	}

	private List<Endpoint> nodes(TopologySnapshot current, Set<Endpoint> asked) {
		return shuffled(current.nodes()
			.stream()
			.map((node) -> candidate(node.endpoint(), node.failing()))
			.filter((candidate) -> !asked.contains(candidate.endpoint()))
			.toList());
	}

	private List<Endpoint> seeds(TopologySnapshot current, Set<Endpoint> asked) {
		return unaskedSeeds(asked).stream().filter((seed) -> !current.knows(seed)).toList();
	}

	private List<Endpoint> unaskedSeeds(Set<Endpoint> asked) {
		return shuffled(this.seeds.stream()
			.filter((seed) -> !asked.contains(seed))
			.map((seed) -> candidate(seed, false))
			.toList());
	}

	/**
	 * Whether more than half of the endpoints failed to answer of late.
	 */
	boolean mostAreSilent(Collection<Endpoint> endpoints) {
		return endpoints.stream().filter(this::wasSilentOfLate).count() * 2 > endpoints.size();
	}

	private boolean wasSilentOfLate(Endpoint endpoint) {
		Long silent = this.silentSince.get(endpoint);
		return silent != null && this.timing.now() - silent < SILENCE_REMEMBERED_NANOS;
	}

	private Candidate candidate(Endpoint endpoint, boolean failing) {
		int cost = (wasSilentOfLate(endpoint) || failing) ? 2 : (this.source.isOpen(endpoint) ? 0 : 1);
		return new Candidate(endpoint, cost, this.timing.random().nextInt());
	}

	private static List<Endpoint> shuffled(List<Candidate> candidates) {
		List<Candidate> sorted = new ArrayList<>(candidates);
		sorted.sort(Comparator.comparingInt(Candidate::cost).thenComparingInt(Candidate::lot));
		return sorted.stream().map(Candidate::endpoint).toList();
	}

	/**
	 * A node that might be asked.
	 */
	private record Candidate(Endpoint endpoint, int cost, int lot) {
	}

}
