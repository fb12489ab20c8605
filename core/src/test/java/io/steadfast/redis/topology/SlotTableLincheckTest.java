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

import java.util.List;

import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;

/**
 * All interleavings of a refresh with redirects and reverts on one slot: each must look
 * as if one had followed the other.
 */
@Param(name = "node", gen = IntGen.class, conf = "0:2")
@Param(name = "version", gen = IntGen.class, conf = "1:3")
public class SlotTableLincheckTest {

	private static final List<Node> NODES = List.of(TestTopology.primary("a", 4), TestTopology.primary("b", 5),
			TestTopology.primary("c", 6));

	private static final List<TopologySnapshot> SNAPSHOTS = List.of(snapshot(1, 0), snapshot(2, 2), snapshot(3, 1));

	private final SlotTable table = new SlotTable(1);

	private static TopologySnapshot snapshot(long version, int owner) {
		TopologySnapshotBuilder builder = TopologySnapshot.builder();
		NODES.forEach(builder::node);
		return builder.slots(NODES.get(owner).id(), 0, 0).build(version, 0);
	}

	@Operation
	public String owner() {
		return name(this.table.ownerOf(0));
	}

	/** No formatting in here: the checker would explore every step of it. */
	private static String name(SlotOwner owner) {
		return owner.isNone() ? "nobody" : owner.node().id();
	}

	/** Never: each of the snapshots gives the slot to somebody. */
	@Operation
	public boolean unowned() {
		return this.table.isUnowned(0);
	}

	@Operation
	public void apply(@Param(name = "version") int version) {
		this.table.apply(SNAPSHOTS.get(version - 1));
	}

	/**
	 * A MOVED seen by whoever read the entry: the whole is atomic or does nothing.
	 */
	@Operation
	public String redirect(@Param(name = "node") int node) {
		SlotOwner seen;
		do {
			seen = this.table.ownerOf(0);
		}
		while (!this.table.patch(0, seen, new Shard(NODES.get(node), List.of())));
		return name(seen);
	}

	@Operation
	public boolean revert() {
		SlotOwner seen = this.table.ownerOf(0);
		while (seen.isPatched()) {
			if (this.table.revert(0, seen)) {
				return true;
			}
			seen = this.table.ownerOf(0);
		}
		return false;
	}

	@Test
	void everyInterleavingLooksSequential() {
		new ModelCheckingOptions().iterations(8)
			.invocationsPerIteration(80)
			.threads(2)
			.actorsPerThread(3)
			.actorsBefore(1)
			.actorsAfter(1)
			.check(SlotTableLincheckTest.class);
	}

	@Test
	void realThreadsSeeNothingElse() {
		new StressOptions().iterations(5)
			.invocationsPerIteration(300)
			.threads(3)
			.actorsPerThread(2)
			.actorsBefore(1)
			.actorsAfter(1)
			.check(SlotTableLincheckTest.class);
	}

}
