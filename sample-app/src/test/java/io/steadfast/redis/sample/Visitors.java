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

package io.steadfast.redis.sample;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Visitors of a web application, who come again and again and note what they are refused.
 */
final class Visitors implements AutoCloseable {

	private static final int VISITORS = 8;

	private final HttpClient http = HttpClient.newHttpClient();

	private final ExecutorService visitors = Executors.newFixedThreadPool(VISITORS);

	private final AtomicInteger served = new AtomicInteger();

	private final Queue<String> refused = new ConcurrentLinkedQueue<>();

	private final String address;

	private volatile boolean running = true;

	Visitors(String address) {
		this.address = address;
		for (int i = 0; i < VISITORS; i++) {
			String page = "/visits/page-" + i;
			this.visitors.execute(() -> visit(page));
		}
	}

	private void visit(String page) {
		while (this.running) {
			try {
				HttpResponse<String> response = get(page);
				if (response.statusCode() == 200) {
					this.served.incrementAndGet();
				}
				else {
					this.refused.add(response.body());
				}
			}
			catch (IOException | InterruptedException ex) {
				this.refused.add(ex.toString());
			}
		}
	}

	private HttpResponse<String> get(String path) throws IOException, InterruptedException {
		return this.http.send(HttpRequest.newBuilder(URI.create(this.address + path)).build(), BodyHandlers.ofString());
	}

	/**
	 * Wait until visitors have been served that came later.
	 */
	void awaitMore() {
		int before = this.served.get();
		await().until(() -> this.served.get() > before + 10 * VISITORS);
	}

	/**
	 * Let them leave.
	 * @return what they were told instead of a number
	 */
	List<String> refused() throws InterruptedException {
		close();
		assertThat(this.visitors.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
		return List.copyOf(this.refused);
	}

	@Override
	public void close() {
		this.running = false;
		this.visitors.shutdown();
	}

}
