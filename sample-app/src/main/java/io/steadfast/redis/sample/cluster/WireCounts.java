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

package io.steadfast.redis.sample.cluster;

/**
 * What the application's sockets have seen.
 *
 * @param open sockets open now
 * @param opened sockets opened so far
 * @param moved MOVED replies so far
 * @param ask ASK replies so far
 * @param tryAgain TRYAGAIN replies so far
 */
public record WireCounts(int open, long opened, long moved, long ask, long tryAgain) {

	/**
	 * What was seen after an earlier look.
	 * @param earlier the earlier look
	 * @return the differences, but for the sockets that are open
	 */
	public WireCounts since(WireCounts earlier) {
		return new WireCounts(this.open, this.opened - earlier.opened, this.moved - earlier.moved,
				this.ask - earlier.ask, this.tryAgain - earlier.tryAgain);
	}

	/**
	 * Replies that sent a command elsewhere.
	 * @return MOVED and ASK
	 */
	public long redirects() {
		return this.moved + this.ask;
	}

}
