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

package io.steadfast.redis.resilience;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.lettuce.core.protocol.CommandArgs;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a command as they go over the wire. What Lettuce or an application
 * made of them before, a keyword, a key or plain bytes, makes no difference to the
 * server, and so makes none here: only their place tells an option from a value. They are
 * encoded when one of them is asked for, not before. For one thread.
 */
public final class Arguments {

	private final @Nullable CommandArgs<?, ?> args;

	private @Nullable List<String> words;

	/**
	 * Look at arguments when they are asked for.
	 * @param args of any command, {@code null} for none
	 */
	public Arguments(@Nullable CommandArgs<?, ?> args) {
		this.args = args;
	}

	/**
	 * How many there are.
	 * @return zero or more
	 */
	public int count() {
		return (this.args != null) ? this.args.count() : 0;
	}

	/**
	 * One argument.
	 * @param index from zero, without the name of the command
	 * @return its bytes, a character each, so that two are equal if their bytes are
	 */
	public String word(int index) {
		return words().get(index);
	}

	/**
	 * Whether an argument is an option, which servers take in any case.
	 * @param index from zero
	 * @param options names in upper case
	 */
	boolean isOneOf(int index, List<String> options) {
		return options.stream().anyMatch(word(index)::equalsIgnoreCase);
	}

	private List<String> words() {
		List<String> known = this.words;
		if (known == null) {
			known = (this.args != null) ? read(this.args) : List.of();
			this.words = known;
		}
		return known;
	}

	/** RESP bulk strings: a dollar sign and the length, then the bytes, CRLF each. */
	private static List<String> read(CommandArgs<?, ?> args) {
		ByteBuf wire = Unpooled.buffer();
		try {
			args.encode(wire);
			List<String> words = new ArrayList<>(args.count());
			while (wire.isReadable()) {
				int digits = wire.bytesBefore((byte) '\r') - 1;
				int length = Integer.parseInt(wire.toString(wire.readerIndex() + 1, digits, StandardCharsets.US_ASCII));
				wire.skipBytes(digits + 3);
				words.add(wire.toString(wire.readerIndex(), length, StandardCharsets.ISO_8859_1));
				wire.skipBytes(length + 2);
			}
			return words;
		}
		finally {
			wire.release();
		}
	}

}
