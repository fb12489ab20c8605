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

import java.nio.file.Path;

/**
 * A server that somebody else started: it is talked to, and nothing is done to its
 * process.
 */
final class FoundProcess implements RedisProcess {

	private final NodeAddress address;

	FoundProcess(NodeAddress address) {
		this.address = address;
	}

	@Override
	public void requireOurs(String deed) {
		throw refusal(deed);
	}

	private UnsupportedOperationException refusal(String deed) {
		return new UnsupportedOperationException(
				this.address.endpoint() + " cannot be " + deed + ": its process was not started here");
	}

	@Override
	public void restart() {
		throw refusal("restarted");
	}

	@Override
	public Path log() {
		throw refusal("asked for its log");
	}

	@Override
	public String logTail(int lines) {
		return "(" + this.address.endpoint() + " was not started here)";
	}

	@Override
	public long pid() {
		throw refusal("asked for its process id");
	}

	@Override
	public boolean isAlive() {
		return true;
	}

	@Override
	public void kill() {
		throw refusal("killed");
	}

	@Override
	public void awaitEnd() {
		throw refusal("stopped");
	}

	@Override
	public void hang() {
		throw refusal("suspended");
	}

	@Override
	public void resume() {
		throw refusal("resumed");
	}

	/** Whoever started it ends it. */
	@Override
	public void delete() {
	}

}
