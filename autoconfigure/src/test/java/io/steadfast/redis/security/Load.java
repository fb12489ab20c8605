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

package io.steadfast.redis.security;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Stream;

import io.steadfast.redis.SubscriptionGap;
import io.steadfast.redis.connection.TopologyAwareConnectionFactory;
import io.steadfast.redis.test.RedisCluster;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.listener.ChannelTopic;
import org.springframework.data.redis.listener.RedisMessageListenerContainer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Callers that write all the time, publish and subscribe, and remember each failure.
 */
final class Load implements AutoCloseable {

	private static final int CALLERS = 4;

	private final RedisCluster cluster;

	private final TopologyAwareConnectionFactory factory;

	private final StringRedisTemplate template;

	private final String clientName;

	private final String prefix;

	private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);

	private final RedisMessageListenerContainer listeners = new RedisMessageListenerContainer();

	private final Queue<Exception> failures = new ConcurrentLinkedQueue<>();

	private final Queue<SubscriptionGap> gaps = new ConcurrentLinkedQueue<>();

	private final AtomicLong heard = new AtomicLong();

	/** Shared by callers in a call; a pause has it for itself. */
	private final ReentrantReadWriteLock calling = new ReentrantReadWriteLock(true);

	private volatile boolean stopped;

	/**
	 * Begin.
	 * @param context the application
	 * @param cluster its cluster
	 * @param prefix of all keys and channels
	 */
	Load(ConfigurableApplicationContext context, RedisCluster cluster, String prefix) {
		this.prefix = prefix;
		this.cluster = cluster;
		this.clientName = context.getEnvironment().getRequiredProperty("spring.data.redis.client-name");
		this.factory = context.getBean(TopologyAwareConnectionFactory.class);
		this.template = context.getBean(StringRedisTemplate.class);
		this.factory.addSubscriptionGapListener(this.gaps::add);
		this.listeners.setConnectionFactory(this.factory);
		this.listeners.addMessageListener((message, pattern) -> this.heard.incrementAndGet(),
				new ChannelTopic(prefix + "news"));
		this.listeners.afterPropertiesSet();
		this.listeners.start();
		for (int i = 0; i < CALLERS; i++) {
			this.callers.execute(this::call);
		}
		awaitNews();
	}

	private void call() {
		for (int i = 0; !this.stopped; i++) {
			this.calling.readLock().lock();
			try {
				this.template.opsForValue().increment(this.prefix + "count-" + i % 50);
				this.template.convertAndSend(this.prefix + "news", "news");
			}
			catch (Exception ex) {
				this.failures.add(ex);
			}
			finally {
				this.calling.readLock().unlock();
			}
		}
	}

	/**
	 * Wait until something is heard that was not before.
	 */
	void awaitNews() {
		long before = this.heard.get();
		this.cluster.await("news", Duration.ofSeconds(10), () -> this.heard.get() > before);
	}

	/**
	 * Do something while no caller does.
	 * @param action what is done
	 */
	void whilePaused(Runnable action) {
		this.calling.writeLock().lock();
		try {
			action.run();
		}
		finally {
			this.calling.writeLock().unlock();
		}
		awaitNews();
	}

	/**
	 * Wait until a subscription without messages has been asked for a sign of life.
	 */
	void awaitPing() {
		whilePaused(() -> this.cluster.await("a ping", Duration.ofSeconds(10),
				() -> lines().anyMatch((line) -> line.contains(" sub=1 ") && line.contains(" cmd=ping "))));
	}

	/**
	 * The sockets of the application.
	 * @return the ids of their nodes, and their own at these
	 */
	List<String> sockets() {
		return lines().map(Load::id).toList();
	}

	/**
	 * As whom sockets are authenticated.
	 * @param sockets what {@link #sockets()} returned
	 * @return a user for each that is open
	 */
	List<String> usersOf(List<String> sockets) {
		return lines().filter((line) -> sockets.contains(id(line)))
			.map((line) -> line.replaceAll(".* user=(\\S+) .*", "$1"))
			.toList();
	}

	/** The id of the node, and the line of its CLIENT LIST. */
	private Stream<String> lines() {
		return this.cluster.nodes()
			.stream()
			.flatMap((node) -> node.execute("CLIENT", "LIST").lines().map((line) -> node.id() + " " + line))
			.filter((line) -> line.contains(" name=" + this.clientName + " "));
	}

	private static String id(String line) {
		return line.substring(0, line.indexOf(" addr="));
	}

	/**
	 * Wait until all of these sockets have others in their place.
	 * @param old what {@link #sockets()} returned
	 */
	void awaitOthersThan(List<String> old) {
		this.cluster.await("other sockets", Duration.ofSeconds(15), () -> {
			List<String> now = sockets();
			return now.size() == old.size() && now.stream().noneMatch(old::contains);
		});
	}

	List<SubscriptionGap> gaps() {
		return List.copyOf(this.gaps);
	}

	/**
	 * End, and require that nobody saw a failure.
	 */
	@Override
	public void close() throws Exception {
		this.stopped = true;
		this.callers.shutdown();
		assertThat(this.callers.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
		this.listeners.destroy();
		assertThat(this.failures).isEmpty();
	}

}
