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

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * A network of nodes that answer, stay silent or refuse as a test says.
 */
final class ScriptedSource implements TopologySource {

	private final Map<Endpoint, Supplier<CompletionStage<String>>> answers = new HashMap<>();

	private final List<Endpoint> asked = new ArrayList<>();

	private final Set<Endpoint> open = new HashSet<>();

	void answers(Endpoint endpoint, ViewText view) {
		this.answers.put(endpoint, () -> CompletableFuture.completedFuture(view.text()));
	}

	void answers(Endpoint endpoint, CompletionStage<String> reply) {
		this.answers.put(endpoint, () -> reply);
	}

	void isSilent(String id) {
		this.answers.put(ViewText.endpoint(id), CompletableFuture::new);
	}

	void refuses(String id) {
		this.answers.remove(ViewText.endpoint(id));
	}

	void isOpen(String id) {
		this.open.add(ViewText.endpoint(id));
	}

	/**
	 * The ids of the nodes asked since the last call.
	 */
	List<String> takeAsked() {
		List<String> ids = this.asked.stream().map(Endpoint::host).toList();
		this.asked.clear();
		return ids;
	}

	@Override
	public CompletionStage<String> clusterNodes(Endpoint endpoint) {
		this.asked.add(endpoint);
		return this.answers.getOrDefault(endpoint, ScriptedSource::refused).get();
	}

	private static CompletionStage<String> refused() {
		return CompletableFuture.failedFuture(new IOException("connection refused"));
	}

	@Override
	public boolean isOpen(Endpoint endpoint) {
		return this.open.contains(endpoint);
	}

}
