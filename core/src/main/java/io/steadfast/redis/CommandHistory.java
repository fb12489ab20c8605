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

package io.steadfast.redis;

import java.time.Duration;
import java.util.List;

/**
 * What was done for one command before it failed: carried by every exception of this
 * library, and free of keys and values.
 *
 * @param command the name of the command, such as {@code GET}
 * @param slot the slot of its key, or -1 for a command without a key
 * @param node the node of the last attempt as {@code host:port}, or "none"
 * @param shard the primary of the shard that owns the slot as {@code host:port}, or
 * "none" where no owner is known
 * @param attempts number of attempts made, redirects included
 * @param redirects the redirects that were followed, oldest first and not more than the
 * last few, as the servers wrote them: {@code MOVED 3999 127.0.0.1:6381}
 * @param elapsed time from the call to the failure
 */
public record CommandHistory(String command, int slot, String node, String shard, int attempts, List<String> redirects,
		Duration elapsed) {

	public CommandHistory {
		redirects = List.copyOf(redirects);
	}

	@Override
	public String toString() {
		return "%s%s, last node %s, %d attempt%s%s in %d ms".formatted(this.command,
				(this.slot < 0) ? "" : " on slot " + this.slot, this.node, this.attempts,
				(this.attempts == 1) ? "" : "s", this.redirects.isEmpty() ? "" : " by way of " + this.redirects,
				this.elapsed.toMillis());
	}

}
