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

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.CommandOutput;
import org.jspecify.annotations.Nullable;

/**
 * Any RESP2 reply as a {@code Long}, {@code byte[]}, {@code null} or a list of these.
 * Used by the connection's thread alone until the command is complete.
 */
final class AnyReply extends CommandOutput<byte[], byte[], Object> {

	private final Deque<OpenArray> open = new ArrayDeque<>();

	@SuppressWarnings("NullAway") // Lettuce lets an output be null, but does not say so.
	AnyReply() {
		super(ByteArrayCodec.INSTANCE, null);
	}

	@Override
	public void set(@Nullable ByteBuffer bytes) {
		add((bytes != null) ? this.codec.decodeValue(bytes) : null);
	}

	@Override
	public void set(long integer) {
		add(integer);
	}

	@Override
	public void multi(int count) {
		if (count < 0) {
			add(null);
			return;
		}
		this.open.push(new OpenArray(count, new ArrayList<>()));
		closeComplete();
	}

	private void add(@Nullable Object element) {
		OpenArray array = this.open.peek();
		if (array == null) {
			finish(element);
			return;
		}
		array.elements().add(element);
		closeComplete();
	}

	private void closeComplete() {
		OpenArray array = this.open.peek();
		if (array != null && array.elements().size() == array.count()) {
			this.open.pop();
			add(array.elements());
		}
	}

	@SuppressWarnings("NullAway") // As above.
	private void finish(@Nullable Object reply) {
		this.output = reply;
	}

	/**
	 * An array that is not complete yet.
	 */
	private record OpenArray(int count, List<@Nullable Object> elements) {
	}

}
