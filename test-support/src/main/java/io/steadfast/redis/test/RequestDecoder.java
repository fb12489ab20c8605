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
import java.util.ArrayList;
import java.util.List;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.DecoderException;
import org.jspecify.annotations.Nullable;

/**
 * Reads commands, which are arrays of bulk strings, from a client's bytes. Used by the
 * thread of its connection.
 */
final class RequestDecoder extends ByteToMessageDecoder {

	@Override
	protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
		int start = in.readerIndex();
		List<String> words = readCommand(in);
		if (words == null) {
			in.readerIndex(start);
			return;
		}
		out.add(words);
	}

	/**
	 * Read one command.
	 * @param in what has arrived
	 * @return its words, {@code null} if a part is still to come
	 */
	private static @Nullable List<String> readCommand(ByteBuf in) {
		int count = readLength(in, '*');
		if (count < 0) {
			return null;
		}
		List<String> words = new ArrayList<>(count);
		for (int i = 0; i < count; i++) {
			int length = readLength(in, '$');
			if (length < 0 || in.readableBytes() < length + 2) {
				return null;
			}
			words.add(in.readCharSequence(length, StandardCharsets.UTF_8).toString());
			in.skipBytes(2);
		}
		return words;
	}

	private static int readLength(ByteBuf in, char type) {
		int end = in.bytesBefore((byte) '\n');
		if (end < 0) {
			return -1;
		}
		String line = in.readCharSequence(end + 1, StandardCharsets.US_ASCII).toString().strip();
		if (line.isEmpty() || line.charAt(0) != type) {
			throw new DecoderException("Expected " + type + " and a length, but the client sent: " + line);
		}
		return Integer.parseInt(line.substring(1));
	}

}
