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
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.steadfast.redis.RoutingOptions.TopologyOptions;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A monitor over six scripted nodes and a seed, in virtual time.
 */
final class MonitoredCluster {

	static final List<String> IDS = List.of("a", "b", "c", "d", "e", "f");

	static final Endpoint SEED = new Endpoint("seed", 6379);

	final VirtualScheduler scheduler = new VirtualScheduler();

	final ScriptedSource source = new ScriptedSource();

	final SlotTable table = new SlotTable();

	final List<TopologyDiff> told = new ArrayList<>();

	final TopologyMonitor monitor;

	/** Done before a change is published. */
	Runnable preparing = () -> {
	};

	MonitoredCluster() {
		this(null);
	}

	MonitoredCluster(TopologyPreparation preparation) {
		this.monitor = new TopologyMonitor(TopologyOptions.defaults(), List.of(SEED), this.source, this.table,
				(preparation != null) ? preparation : this::prepare,
				new MonitorTiming(this.scheduler, this.scheduler::nanoTime, new Random(1)));
		this.monitor.addListener((before, after, diff) -> this.told.add(diff));
		ownedBy("a", 1);
		this.source.answers(SEED, owned("a", "a", 1));
	}

	private CompletionStage<Void> prepare(TopologySnapshot before, TopologySnapshot after, TopologyDiff diff) {
		this.preparing.run();
		return CompletableFuture.completedFuture(null);
	}

	MonitoredCluster start() {
		this.monitor.request(RefreshTrigger.START);
		this.scheduler.settle();
		this.source.takeAsked();
		return this;
	}

	void refresh(RefreshTrigger trigger) {
		CompletionStage<TopologySnapshot> refresh = this.monitor.refresh(trigger);
		advance(1_000);
		assertThat(refresh.toCompletableFuture()).isCompleted();
	}

	void advance(long millis) {
		this.scheduler.advance(Duration.ofMillis(millis));
	}

	List<String> asked() {
		return this.source.takeAsked();
	}

	/**
	 * How many refreshes asked their three nodes since the last call.
	 */
	int refreshes() {
		return asked().size() / 3;
	}

	String ownerOfEverything() {
		return (this.table.uncoveredSlots() > 0) ? "nobody" : this.table.ownerOf(7).node().id();
	}

	void ownedBy(String owner, long epoch) {
		IDS.forEach((id) -> this.source.answers(ViewText.endpoint(id), owned(id, owner, epoch)));
	}

	/**
	 * Two primaries, of which one has the slots from 0 on.
	 */
	void splitAfter(int slot) {
		IDS.forEach((id) -> this.source.answers(ViewText.endpoint(id),
				ViewText.of(id)
					.row("a", "master", "-", 1, "0-" + slot)
					.row("b", "master", "-", 2, (slot + 1) + "-16383")));
	}

	void hasAFailedPrimary() {
		IDS.forEach((id) -> this.source.answers(ViewText.endpoint(id), view(id, "a", 1, "master,fail")));
	}

	void isSilent() {
		IDS.forEach(this.source::isSilent);
		this.source.isSilent(SEED.host());
	}

	static ViewText owned(String source, String owner, long epoch) {
		return view(source, owner, epoch, "master");
	}

	private static ViewText view(String source, String owner, long epoch, String flags) {
		ViewText text = ViewText.of(source).row(owner, flags, "-", epoch, "0-16383");
		IDS.stream().filter((id) -> !id.equals(owner)).forEach((id) -> text.replica(id, owner, epoch));
		return text;
	}

}
