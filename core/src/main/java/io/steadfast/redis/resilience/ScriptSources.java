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
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.ProtocolKeyword;
import io.lettuce.core.protocol.RedisCommand;
import org.jspecify.annotations.Nullable;

/**
 * The sources of the scripts that the application has sent, by their digest, so that a
 * node that has never heard of one, such as a replica that was promoted, can be told.
 * Bounded: the first thousand scripts of up to 16 KiB. Any thread may call it.
 */
public final class ScriptSources {

	private static final int REMEMBERED = 1000;

	private static final int LONGEST = 16 * 1024;

	/** Source by digest in lower case; each character is a byte. */
	private final Map<String, String> sources = new ConcurrentHashMap<>();

	/**
	 * Look at a command on its way: remember what EVAL and SCRIPT LOAD carry, forget all
	 * with SCRIPT FLUSH, whose caller wants to see NOSCRIPT again.
	 * @param command any command of the application
	 */
	public void hear(RedisCommand<?, ?, ?> command) {
		ProtocolKeyword type = command.getType();
		if (type == CommandType.EVAL || type == CommandType.EVAL_RO) {
			remember(new Arguments(command.getArgs()), 0);
		}
		else if (type == CommandType.SCRIPT) {
			hearScript(new Arguments(command.getArgs()));
		}
	}

	private void hearScript(Arguments arguments) {
		if (arguments.count() > 1 && arguments.word(0).equalsIgnoreCase("LOAD")) {
			remember(arguments, 1);
		}
		else if (arguments.count() > 0 && arguments.word(0).equalsIgnoreCase("FLUSH")) {
			this.sources.clear();
		}
	}

	private void remember(Arguments arguments, int index) {
		if (this.sources.size() < REMEMBERED && arguments.count() > index) {
			String source = arguments.word(index);
			if (source.length() <= LONGEST) {
				this.sources.put(digest(source), source);
			}
		}
	}

	/**
	 * The source of the script that a command names by its digest.
	 * @param command one that was answered with NOSCRIPT
	 * @return the source, a character for each byte, {@code null} if it is not known
	 */
	public @Nullable String sourceFor(RedisCommand<?, ?, ?> command) {
		Arguments arguments = new Arguments(command.getArgs());
		return (arguments.count() > 0) ? this.sources.get(arguments.word(0).toLowerCase(Locale.ROOT)) : null;
	}

	private static String digest(String source) {
		try {
			MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
			return HexFormat.of().formatHex(sha1.digest(source.getBytes(StandardCharsets.ISO_8859_1)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every Java platform has SHA-1", ex);
		}
	}

}
