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

package io.steadfast.redis.behaviours;

import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

import org.springframework.data.redis.connection.MessageListener;
import org.springframework.data.redis.connection.ReactiveSubscription;
import org.springframework.data.redis.listener.ChannelTopic;
import org.springframework.data.redis.listener.PatternTopic;
import org.springframework.data.redis.listener.ReactiveRedisMessageListenerContainer;
import org.springframework.data.redis.listener.RedisMessageListenerContainer;

import static io.steadfast.redis.behaviours.Slots.text;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What applications publish and hear.
 */
class PubSubBehavioursIT {

	@RegisterExtension
	static Contenders contenders = new Contenders();

	private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

	private List<String> take(int count) throws InterruptedException {
		TreeSet<String> taken = new TreeSet<>();
		for (int i = 0; i < count; i++) {
			taken.add(String.valueOf(this.heard.poll(5, TimeUnit.SECONDS)));
		}
		return List.copyOf(taken);
	}

	/**
	 * A name that the other contender does not listen to: a node passes messages on to
	 * the others when it gets round to it, which may be after the other one has begun.
	 * @param redis whose name it is
	 * @param name a channel or a pattern
	 */
	private static String own(Contender redis, String name) {
		return ((redis == contenders.ours()) ? "ours." : "boots.") + name;
	}

	private static String shared(Object ownName) {
		return ownName.toString().replaceFirst("^(ours|boots)\\.", "");
	}

	private RedisMessageListenerContainer container(Contender redis) {
		RedisMessageListenerContainer container = new RedisMessageListenerContainer();
		container.setConnectionFactory(redis.factory());
		container.afterPropertiesSet();
		container.start();
		return container;
	}

	@Test
	void aContainerHearsChannelsAndPatterns() throws Exception {
		List<Object> results = contenders.agreeOn((redis) -> {
			RedisMessageListenerContainer container = container(redis);
			MessageListener listener = (message, pattern) -> this.heard.add(shared(text(message.getChannel())) + " "
					+ text(message.getBody()) + " by " + shared(text(pattern)));
			try {
				container.addMessageListener(listener, new ChannelTopic(own(redis, "news")));
				container.addMessageListener(listener,
						List.of(new PatternTopic(own(redis, "new*")), new ChannelTopic(own(redis, "other"))));
				redis.template().convertAndSend(own(redis, "news"), "one");
				redis.template().convertAndSend(own(redis, "other"), "two");
				redis.template().convertAndSend(own(redis, "nobody"), "three");
				List<String> first = take(3);
				container.removeMessageListener(listener, new ChannelTopic(own(redis, "news")));
				contenders.awaitUnsubscribed(own(redis, "news"));
				redis.template().convertAndSend(own(redis, "news"), "four");
				List<String> second = take(1);
				container.addMessageListener(listener, new ChannelTopic(own(redis, "later")));
				redis.template().convertAndSend(own(redis, "later"), "five");
				return List.of(first, second, take(1), this.heard.size());
			}
			finally {
				container.destroy();
			}
		});
		assertThat(results).containsExactly(List.of("news one by new*", "news one by news", "other two by other"),
				List.of("news four by new*"), List.of("later five by later"), 0);
	}

	@Test
	void messagesOfOneChannelComeCompleteAndInOrder() throws Exception {
		List<String> results = contenders.agreeOn((redis) -> {
			RedisMessageListenerContainer container = container(redis);
			try {
				container.setTaskExecutor(Runnable::run);
				container.addMessageListener((message, pattern) -> this.heard.add(text(message.getBody())),
						new ChannelTopic(own(redis, "numbers")));
				for (int i = 0; i < 500; i++) {
					redis.template().convertAndSend(own(redis, "numbers"), String.valueOf(i));
				}
				contenders.cluster().await("500 messages", Duration.ofSeconds(5), () -> this.heard.size() == 500);
			}
			finally {
				container.destroy();
			}
			List<String> all = List.copyOf(this.heard);
			this.heard.clear();
			return all;
		});
		assertThat(results).isEqualTo(IntStream.range(0, 500).mapToObj(String::valueOf).toList());
	}

	@Test
	void aSubscriptionOnAConnectionIsHeardAndEnded() throws Exception {
		List<Object> results = contenders.agreeOn((redis) -> redis.onConnection((connection) -> {
			connection.subscribe((message, pattern) -> this.heard.add(text(message.getBody())),
					Slots.bytes(own(redis, "direct")));
			boolean subscribed = connection.isSubscribed();
			Long receivers = redis
				.onConnection((other) -> other.publish(Slots.bytes(own(redis, "direct")), Slots.bytes("hello")));
			try {
				List<String> first = take(1);
				connection.getSubscription().unsubscribe();
				contenders.awaitUnsubscribed(own(redis, "direct"));
				redis.template().convertAndSend(own(redis, "direct"), "unheard");
				return List.of(subscribed, receivers >= 0, first, connection.isSubscribed());
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}));
		assertThat(results).containsExactly(true, true, List.of("hello"), false);
	}

	@Test
	void aReactiveListenerHearsChannelsAndPatterns() throws Exception {
		List<Object> results = contenders.agreeOn((redis) -> {
			Disposable channel = redis.reactive()
				.listenToChannel(own(redis, "reactive"))
				.map(ReactiveSubscription.Message::getMessage)
				.subscribe(this.heard::add);
			Disposable pattern = redis.reactive()
				.listenToPattern(own(redis, "react*"))
				.map((message) -> shared(message.getChannel()) + " " + message.getMessage())
				.subscribe(this.heard::add);
			try {
				contenders.awaitSubscribed(own(redis, "reactive"), own(redis, "react*"));
				redis.reactive().convertAndSend(own(redis, "reactive"), "one").block();
				return List.of(take(2), this.heard.size());
			}
			finally {
				channel.dispose();
				pattern.dispose();
			}
		});
		assertThat(results).containsExactly(List.of("one", "reactive one"), 0);
	}

	@Test
	void aReactiveContainerHearsWhatIsSentAfterItsSubscription() throws Exception {
		String result = contenders.agreeOn((redis) -> {
			ReactiveRedisMessageListenerContainer container = new ReactiveRedisMessageListenerContainer(
					redis.factory());
			try {
				return container.receiveLater(ChannelTopic.of(own(redis, "later")))
					.flatMap((messages) -> Mono.zip(messages.next(),
							redis.reactive().convertAndSend(own(redis, "later"), "hello")))
					.map((heardAndSent) -> heardAndSent.getT1().getMessage())
					.block(Duration.ofSeconds(5));
			}
			finally {
				container.destroy();
			}
		});
		assertThat(result).isEqualTo("hello");
	}

}
