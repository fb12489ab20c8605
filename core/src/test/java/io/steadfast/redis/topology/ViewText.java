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

/**
 * Writes a CLUSTER NODES reply as one node of a test cluster would; a node's host is its
 * id.
 */
final class ViewText {

	private static final int PORT = 6379;

	private final String source;

	private final StringBuilder text = new StringBuilder();

	private ViewText(String source) {
		this.source = source;
	}

	static ViewText of(String source) {
		return new ViewText(source);
	}

	static Endpoint endpoint(String id) {
		return new Endpoint(id, PORT);
	}

	ViewText primary(String id, long epoch, String slots) {
		return row(id, "master", "-", epoch, slots);
	}

	ViewText replica(String id, String primaryId, long epoch) {
		return row(id, "slave", primaryId, epoch, "");
	}

	ViewText row(String id, String flags, String primaryId, long epoch, String slots) {
		String own = id.equals(this.source) ? "myself," : "";
		return raw(id + " " + id + ":" + PORT + "@16379 " + own + flags + " " + primaryId + " 0 1700000000000 " + epoch
				+ " connected" + (slots.isEmpty() ? "" : " " + slots));
	}

	ViewText raw(String line) {
		this.text.append(line).append('\n');
		return this;
	}

	String text() {
		return this.text.toString();
	}

	TopologyView parsed() {
		return TopologyViewParser.parse(text(), endpoint(this.source));
	}

}
