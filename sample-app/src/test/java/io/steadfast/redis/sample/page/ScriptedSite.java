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

package io.steadfast.redis.sample.page;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.converter.json.Jackson2ObjectMapperBuilder;

/**
 * The files of the page, and behind them a server that says what a test wants. Answers on
 * threads of its own.
 */
final class ScriptedSite implements AutoCloseable {

	static final ObjectMapper JSON = Jackson2ObjectMapperBuilder.json()
		.featuresToDisable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS,
				SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
		.build();

	private static final String WEBJAR = "/webjars/uplot/";

	private static final long TICK_MILLIS = 250;

	private final HttpServer server;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final Message.Hello hello;

	private final Supplier<Message.Tick> ticks;

	/** What becomes of the next streams; the last one of them of all others. */
	private final Queue<Stream> streams = new ConcurrentLinkedQueue<>();

	private final AtomicInteger streamsAskedFor = new AtomicInteger();

	private final List<String> posted = new CopyOnWriteArrayList<>();

	private final CountDownLatch closed = new CountDownLatch(1);

	private ScriptedSite(Message.Hello hello, Supplier<Message.Tick> ticks, Stream... streams) throws IOException {
		this.hello = hello;
		this.ticks = ticks;
		this.streams.addAll(List.of(streams));
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.setExecutor(this.threads);
		this.server.createContext("/", this::file);
		this.server.createContext("/page/stream", this::stream);
		this.server.createContext("/drills/", this::drill);
		this.server.start();
	}

	static ScriptedSite start(Message.Hello hello, Supplier<Message.Tick> ticks, Stream... streams) throws IOException {
		return new ScriptedSite(hello, ticks, streams);
	}

	String root() {
		return "http://localhost:" + this.server.getAddress().getPort() + "/";
	}

	/** Say something else than the files do. */
	void serve(String path, String html) {
		this.server.createContext(path, (exchange) -> answer(exchange, 200, html.getBytes(StandardCharsets.UTF_8)));
	}

	/** The drills that were asked for, in order. */
	List<String> posted() {
		return this.posted;
	}

	int streamsAskedFor() {
		return this.streamsAskedFor.get();
	}

	private void file(HttpExchange exchange) throws IOException {
		String path = exchange.getRequestURI().getPath();
		Resource[] found = new PathMatchingResourcePatternResolver().getResources(path.startsWith(WEBJAR)
				? "classpath*:META-INF/resources/webjars/uplot/*/" + path.substring(WEBJAR.length())
				: "classpath*:static" + (path.equals("/") ? "/index.html" : path));
		if (path.endsWith(".js")) {
			exchange.getResponseHeaders().set("Content-Type", "text/javascript");
		}
		else if (path.endsWith(".css")) {
			exchange.getResponseHeaders().set("Content-Type", "text/css");
		}
		answer(exchange, (found.length == 0) ? 404 : 200,
				(found.length == 0) ? new byte[0] : found[0].getContentAsByteArray());
	}

	private void drill(HttpExchange exchange) throws IOException {
		String path = exchange.getRequestURI().getPath();
		this.posted.add(path.substring(path.lastIndexOf('/') + 1));
		boolean isFirst = this.posted.size() == 1;
		answer(exchange, isFirst ? 202 : 409,
				(isFirst ? "{}" : "{\"detail\":\"Another one is played\"}").getBytes(StandardCharsets.UTF_8));
	}

	private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
		try (exchange) {
			exchange.sendResponseHeaders(status, (body.length > 0) ? body.length : -1);
			exchange.getResponseBody().write(body);
		}
	}

	private void stream(HttpExchange exchange) throws IOException {
		this.streamsAskedFor.incrementAndGet();
		Stream script = (this.streams.size() > 1) ? this.streams.remove() : this.streams.element();
		try (exchange) {
			if (script == Stream.HANGING) {
				await(Long.MAX_VALUE);
				return;
			}
			exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
			exchange.sendResponseHeaders(200, 0);
			OutputStream body = exchange.getResponseBody();
			send(body, this.hello);
			send(body, this.ticks.get());
			while (!await((script == Stream.SILENT) ? Long.MAX_VALUE : TICK_MILLIS)) {
				send(body, this.ticks.get());
			}
		}
	}

	private boolean await(long millis) {
		try {
			return this.closed.await(millis, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			return true;
		}
	}

	private static void send(OutputStream body, Message message) {
		String name = message.getClass().getSimpleName().toLowerCase(Locale.ROOT);
		try {
			body.write("event:%s%ndata:%s%n%n".formatted(name, JSON.writeValueAsString(message))
				.getBytes(StandardCharsets.UTF_8));
			body.flush();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.closed.countDown();
		this.server.stop(0);
		this.threads.shutdownNow();
	}

	/** What becomes of a stream of events. */
	enum Stream {

		/** Its request is never answered. */
		HANGING,

		/** It is heard once, and stays open. */
		SILENT,

		/** It goes on. */
		STEADY

	}

}
