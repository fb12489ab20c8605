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

package io.steadfast.redis.benchmarks;

import java.util.Objects;
import java.util.concurrent.TimeUnit;

import io.lettuce.core.cluster.SlotHash;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * A new topology is published, over and over, while another thread looks slots up: a
 * failover each time, so that a third of the slots changes its owner. A refresh publishes
 * a few times in a minute; what one costs and what readers feel of it is shown by
 * exaggeration.
 */
@State(Scope.Group)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class SnapshotSwapBenchmark {

	/** Whose table it is. */
	@Param({ "lettuce", "steadfast" })
	public String client = "";

	private @Nullable SlotOwners owners;

	/** The publishing thread's alone. */
	private int failovers;

	/**
	 * Publishes the first topology.
	 */
	@Setup
	public void prepare() {
		this.owners = SlotOwners.of(this.client);
	}

	/**
	 * Looks every slot up, with one reading of time for all.
	 * @param hole takes the owners
	 */
	@Benchmark
	@Group("swap")
	public void readAll(Blackhole hole) {
		SlotOwners current = owners();
		for (int slot = 0; slot < SlotHash.SLOT_COUNT; slot++) {
			hole.consume(current.ownerOf(slot));
		}
	}

	/**
	 * Publishes the next topology.
	 */
	@Benchmark
	@Group("swap")
	public void publish() {
		owners().publish(++this.failovers);
	}

	private SlotOwners owners() {
		return Objects.requireNonNull(this.owners, "setup comes first");
	}

}
