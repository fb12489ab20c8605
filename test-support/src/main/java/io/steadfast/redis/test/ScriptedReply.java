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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What a {@link ScriptedRedisNode} does with a command: bytes to send, when, and whether
 * the connection is closed afterwards. Immutable.
 */
public final class ScriptedReply {

	private static final String END = "\r\n";

	private final byte[] bytes;

	private final Duration delay;

	private final boolean closing;

	private ScriptedReply(byte[] bytes, Duration delay, boolean closing) {
		this.bytes = bytes;
		this.delay = delay;
		this.closing = closing;
	}

	/**
	 * Any bytes at all.
	 * @param text sent in UTF-8 as it is
	 * @return the reply
	 */
	public static ScriptedReply raw(String text) {
		return raw(text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Any bytes at all.
	 * @param bytes sent as they are
	 * @return the reply
	 */
	public static ScriptedReply raw(byte[] bytes) {
		return new ScriptedReply(bytes.clone(), Duration.ZERO, false);
	}

	/**
	 * A simple string.
	 * @param text such as {@code OK}
	 * @return the reply
	 */
	public static ScriptedReply simple(String text) {
		return raw("+" + text + END);
	}

	/**
	 * An error.
	 * @param text such as {@code MOVED 1 127.0.0.1:7001}
	 * @return the reply
	 */
	public static ScriptedReply error(String text) {
		return raw("-" + text + END);
	}

	/**
	 * An integer.
	 * @param value its value
	 * @return the reply
	 */
	public static ScriptedReply integer(long value) {
		return raw(":" + value + END);
	}

	/**
	 * A bulk string.
	 * @param text its value
	 * @return the reply
	 */
	public static ScriptedReply bulk(String text) {
		return raw("$" + text.getBytes(StandardCharsets.UTF_8).length + END + text + END);
	}

	/**
	 * No value, in the way that RESP2 and RESP3 clients understand.
	 * @return the reply
	 */
	public static ScriptedReply nil() {
		return raw("$-1" + END);
	}

	/**
	 * An array.
	 * @param elements replies without delay or closing
	 * @return the reply
	 */
	public static ScriptedReply array(ScriptedReply... elements) {
		return raw("*" + elements.length + END
				+ Arrays.stream(elements)
					.map((element) -> new String(element.bytes, StandardCharsets.UTF_8))
					.collect(Collectors.joining()));
	}

	/**
	 * Silence: the command is never answered.
	 * @return the reply
	 */
	public static ScriptedReply nothing() {
		return raw("");
	}

	/**
	 * The connection is closed instead of an answer.
	 * @return the reply
	 */
	public static ScriptedReply close() {
		return nothing().thenClose();
	}

	/**
	 * This reply, and the connection closed behind it.
	 * @return the reply
	 */
	public ScriptedReply thenClose() {
		return new ScriptedReply(this.bytes, this.delay, true);
	}

	/**
	 * The first half of this reply's bytes, and the connection closed behind them.
	 * @return the reply
	 */
	public ScriptedReply halfThenClose() {
		return new ScriptedReply(Arrays.copyOf(this.bytes, this.bytes.length / 2), this.delay, true);
	}

	/**
	 * This reply some time later; later commands of the connection wait behind it.
	 * @param delay from the moment at which it would have been sent
	 * @return the reply
	 */
	public ScriptedReply after(Duration delay) {
		return new ScriptedReply(this.bytes, delay, this.closing);
	}

	byte[] bytes() {
		return this.bytes.clone();
	}

	Duration delay() {
		return this.delay;
	}

	boolean isClosing() {
		return this.closing;
	}

}
