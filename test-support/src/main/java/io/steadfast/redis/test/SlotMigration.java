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

package io.steadfast.redis.test;

/**
 * One slot that is migrated step by step: until it is finished, the source answers ASK
 * for keys that have moved and TRYAGAIN for commands whose keys are on both sides. To be
 * finished before either of them fails over or leaves. Used by one thread at a time.
 */
public final class SlotMigration {

	private final int slot;

	private final RedisNode source;

	private final RedisNode target;

	private final SlotTransfer transfer;

	private final Agreement agreement;

	SlotMigration(SlotPlan.Transfer<RedisNode> plan, SlotTransfer transfer, Agreement agreement) {
		this.slot = plan.slots().get(0);
		this.source = plan.source();
		this.target = plan.target();
		this.transfer = transfer;
		this.agreement = agreement;
		transfer.begin();
	}

	/**
	 * The slot on its way.
	 * @return 0 to 16383
	 */
	public int slot() {
		return this.slot;
	}

	/**
	 * The node that the slot leaves.
	 * @return its primary
	 */
	public RedisNode source() {
		return this.source;
	}

	/**
	 * The node that the slot goes to.
	 * @return a primary
	 */
	public RedisNode target() {
		return this.target;
	}

	/**
	 * Move some of the slot's keys.
	 * @param count how many at most
	 * @return how many were moved, fewer than {@code count} if there are no more
	 */
	public int moveKeys(int count) {
		return this.transfer.moveKeys(count);
	}

	/**
	 * Move the remaining keys, hand the slot over and wait until all nodes agree.
	 */
	public void finish() {
		this.transfer.moveAllKeys();
		this.transfer.commit();
		this.agreement.awaitSettled("the migration of slot " + this.slot, this.transfer::insist);
	}

}
