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

package io.steadfast.redis.subscription;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.steadfast.redis.topology.Endpoint;

/**
 * A listener that remembers what it hears and does what a test says; and what scripted
 * nodes say to it.
 */
final class Hearing implements MessageSink {

	private final Queue<String> heard = new ConcurrentLinkedQueue<>();

	private volatile Runnable onSubscribed = () -> {
	};

	/** What a node sends that has done what it was asked. */
	static String confirmation(String command, String channel) {
		return push(command, channel) + ":1\r\n";
	}

	/** What a node sends with a message of a sharded channel. */
	static String message(String channel, String body) {
		return push("smessage", channel) + bulk(body);
	}

	private static String push(String kind, String channel) {
		return ">3\r\n" + bulk(kind) + bulk(channel);
	}

	private static String bulk(String text) {
		return "$" + text.length() + "\r\n" + text + "\r\n";
	}

	/** Do something on the event loop that reads a confirmation. */
	void onSubscribed(Runnable action) {
		this.onSubscribed = action;
	}

	List<String> heard() {
		return List.copyOf(this.heard);
	}

	@Override
	public void message(Endpoint node, Subscription subscription, String channel, byte[] body) {
		this.heard.add(new String(body));
	}

	@Override
	public void subscribed(Endpoint node, Subscription subscription, long count) {
		this.onSubscribed.run();
	}

	@Override
	public void unsubscribed(Endpoint node, Subscription subscription, long count) {
	}

}
