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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SslVerifyMode;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.ProtocolKeyword;
import org.jspecify.annotations.Nullable;

/**
 * The administrative connection to one node: any command, any reply, connected when first
 * used and again when it was lost. Safe for any thread.
 */
final class RespLink {

	static final Duration TIMEOUT = Duration.ofSeconds(3);

	private final RedisClient client;

	private final RedisURI uri;

	/**
	 * Written by {@link #connect()} on any thread; of two that connect at once the first
	 * connection stays unused until the client is closed.
	 */
	private volatile @Nullable StatefulRedisConnection<byte[], byte[]> connection;

	RespLink(RedisClient client, NodeAddress address, ClusterSettings settings) {
		this.client = client;
		RedisURI.Builder uri = RedisURI.builder()
			.withHost(address.host())
			.withPort(address.port())
			.withTimeout(TIMEOUT);
		if (!settings.password().isEmpty()) {
			uri.withPassword(settings.password().toCharArray());
		}
		if (settings.tls() != null) {
			// By address, which its certificate need not name.
			uri.withSsl(true).withVerifyPeer(SslVerifyMode.CA);
		}
		this.uri = uri.build();
	}

	/**
	 * Send one command and wait for its reply.
	 * @param args name and arguments, UTF-8
	 * @return a {@code Long}, {@code byte[]}, {@code null} or a list of these
	 * @throws RedisException if the node answers with an error, not in time or not at all
	 */
	@Nullable Object call(String... args) {
		return await(send(args), TIMEOUT, args[0]);
	}

	/**
	 * Send one command.
	 * @param args name and arguments, UTF-8
	 * @return the command, to be given to {@link #await}
	 */
	AsyncCommand<byte[], byte[], Object> send(String... args) {
		List<byte[]> bytes = new ArrayList<>(args.length);
		for (String arg : args) {
			bytes.add(arg.getBytes(StandardCharsets.UTF_8));
		}
		return send(bytes);
	}

	AsyncCommand<byte[], byte[], Object> send(List<byte[]> args) {
		String name = new String(args.get(0), StandardCharsets.UTF_8);
		CommandArgs<byte[], byte[]> rest = new CommandArgs<>(ByteArrayCodec.INSTANCE);
		args.subList(1, args.size()).forEach(rest::add);
		AsyncCommand<byte[], byte[], Object> command = new AsyncCommand<>(
				new Command<>(new CommandName(name), new AnyReply(), rest));
		connect().dispatch(command);
		return command;
	}

	static @Nullable Object await(AsyncCommand<byte[], byte[], Object> command, Duration limit, String name) {
		try {
			return command.get(limit.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof RedisException failure) {
				throw failure;
			}
			throw new RedisException(name + " failed", ex.getCause());
		}
		catch (TimeoutException ex) {
			throw new RedisException(name + " was not answered within " + limit.toMillis() + " ms", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new RedisException("Interrupted during " + name, ex);
		}
	}

	private StatefulRedisConnection<byte[], byte[]> connect() {
		StatefulRedisConnection<byte[], byte[]> known = this.connection;
		if (known != null && known.isOpen()) {
			return known;
		}
		StatefulRedisConnection<byte[], byte[]> created = this.client.connect(ByteArrayCodec.INSTANCE, this.uri);
		this.connection = created;
		return created;
	}

	void close() {
		StatefulRedisConnection<byte[], byte[]> known = this.connection;
		if (known != null) {
			known.close();
		}
	}

	/**
	 * The name of any command.
	 */
	private record CommandName(String text) implements ProtocolKeyword {

		@Override
		public byte[] getBytes() {
			return this.text.getBytes(StandardCharsets.UTF_8);
		}

		@Override
		public String toString() {
			return this.text;
		}

	}

}
