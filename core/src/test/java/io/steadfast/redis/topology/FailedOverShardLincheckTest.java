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
import org.junit.jupiter.api.Test;

/**
 * A model checker tries the interleavings of a failover, which one slot's MOVED tells of,
 * with what others do to another slot of the shard. One command at a time is told: a
 * second one is not made to wait until the first has led the whole shard.
 */
@Param(name = "version", gen = IntGen.class, conf = "1:4")
public class FailedOverShardLincheckTest {

	private static final Node A = TestTopology.primary("a", 1);

	private static final Node R = TestTopology.replica("r", "a", 1);

	private static final Node C = TestTopology.primary("c", 3);

	private static final List<TopologySnapshot> SNAPSHOTS = List.of(before(1), before(2),
			TestTopology.ownedBy(3, TestTopology.primary("r", 2), C),
			TestTopology.ownedBy(4, C, TestTopology.primary("r", 2)));

	private static final Shard LED_BY_R = new Shard(R.asPrimary(), List.of(A));

	private static final Shard LED_BY_C = new Shard(C, List.of());

	/** One slot is told about, the other one is watched. */
	private final SlotTable table = new SlotTable(2);

	private static TopologySnapshot before(long version) {
		return TestTopology.ownedBy(version, A, R, C);
	}

	@Operation
	public String owner() {
		return name(this.table.ownerOf(1));
	}

	/** No formatting in here: the checker would explore every step of it. */
	private static String name(SlotOwner owner) {
		return owner.isNone() ? "nobody" : owner.node().id();
	}

	@Operation
	public void apply(@Param(name = "version") int version) {
		this.table.apply(SNAPSHOTS.get(version - 1));
	}

	@Operation(nonParallelGroup = "told")
	public void failOver() {
		while (!this.table.patch(0, this.table.ownerOf(0), LED_BY_R)) {
			continue;
		}
	}

	@Operation
	public void redirectToC() {
		while (!this.table.patch(1, this.table.ownerOf(1), LED_BY_C)) {
			continue;
		}
	}

	@Test
	void everyInterleavingLooksSequential() {
		new ModelCheckingOptions().iterations(3)
			.invocationsPerIteration(50)
			.threads(2)
			.actorsPerThread(3)
			.actorsBefore(1)
			.actorsAfter(1)
			.check(FailedOverShardLincheckTest.class);
	}

}
