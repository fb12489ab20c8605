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

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import io.lettuce.core.cluster.SlotHash;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What it costs to find the owner of a key: its slot, for which both clients have
 * Lettuce's {@link SlotHash}, and the look-up, each by itself.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class SlotLookupBenchmark {

	private static final int KEYS = 1_000;

	/** Whose look-up it is. */
	@Param({ "lettuce", "steadfast" })
	public String client = "";

	private final byte[][] keys = new byte[KEYS][];

	private final int[] slots = new int[KEYS];

	private @Nullable SlotOwners owners;

	/**
	 * Makes the keys, and a topology of three shards.
	 */
	@Setup
	public void prepare() {
		for (int i = 0; i < KEYS; i++) {
			this.keys[i] = ("key-" + i).getBytes(StandardCharsets.US_ASCII);
			this.slots[i] = SlotHash.getSlot(this.keys[i]);
		}
		this.owners = SlotOwners.of(this.client);
	}

	/**
	 * Finds the owners of a thousand keys.
	 * @param hole takes the owners
	 */
	@Benchmark
	@OperationsPerInvocation(KEYS)
	public void ofKey(Blackhole hole) {
		SlotOwners current = owners();
		for (byte[] key : this.keys) {
			hole.consume(current.ownerOf(SlotHash.getSlot(key)));
		}
	}

	/**
	 * Finds the owners of the slots of the same keys.
	 * @param hole takes the owners
	 */
	@Benchmark
	@OperationsPerInvocation(KEYS)
	public void ofSlot(Blackhole hole) {
		SlotOwners current = owners();
		for (int slot : this.slots) {
			hole.consume(current.ownerOf(slot));
		}
	}

	private SlotOwners owners() {
		return Objects.requireNonNull(this.owners, "setup comes first");
	}

}
