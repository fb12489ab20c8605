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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.lettuce.core.ClientOptions.ReauthenticateBehavior;
import io.lettuce.core.RedisCredentials;
import io.lettuce.core.RedisCredentialsProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.data.redis.LettuceClientConfigurationBuilderCustomizer;
import org.springframework.boot.autoconfigure.data.redis.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.lettuce.RedisCredentialsProviderFactory;

import static io.steadfast.redis.security.SecureRedis.with;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The credentials of an application are replaced while it runs.
 */
class CredentialsIT {

	@RegisterExtension
	static final SecureRedis redis = new SecureRedis();

	@BeforeEach
	void users() {
		Stream.of("first", "second")
			.forEach((user) -> redis.everyNode("ACL", "SETUSER", user, "on", ">of-" + user, "~*", "&*", "+@all"));
	}

	@AfterEach
	void noUsers() {
		redis.everyNode("ACL", "DELUSER", "first", "second");
	}

	@Test
	void aProviderIsAskedWithEachConnect() throws Exception {
		try (ConfigurableApplicationContext context = redis.start(Application.class, properties("asking"));
				Load load = new Load(context, redis.cluster(), "asked:")) {
			Credentials provider = context.getBean(Credentials.class);
			assertThat(load.usersOf(load.sockets())).hasSize(4).containsOnly("first");
			assertThat(provider.asked).hasValueGreaterThanOrEqualTo(4);

			List<String> before = load.sockets();
			provider.change("second");
			// which also ends the connections of that user
			load.whilePaused(() -> {
				redis.everyNode("ACL", "DELUSER", "first");
				load.awaitOthersThan(before);
			});
			assertThat(load.usersOf(load.sockets())).containsOnly("second");
		}
	}

	@Test
	void openConnectionsAuthenticateAgainUnderLoad() throws Exception {
		try (ConfigurableApplicationContext context = redis.start(Streaming.class, properties("streaming"));
				Load load = new Load(context, redis.cluster(), "streamed:")) {
			List<String> before = load.sockets();
			assertThat(load.usersOf(before)).hasSize(4).containsOnly("first");

			context.getBean(Credentials.class).change("second");
			redis.cluster()
				.await("the second user", Duration.ofSeconds(5),
						() -> load.usersOf(before).stream().allMatch("second"::equals));
			redis.everyNode("ACL", "DELUSER", "first");
			load.awaitNews();
			assertThat(load.sockets()).containsExactlyInAnyOrderElementsOf(before);
			assertThat(load.gaps()).isEmpty();
		}
	}

	private static String[] properties(String name) {
		return with(redis.bundle("credentials"), "spring.data.redis.client-name=" + name);
	}

	/**
	 * Credentials that come from elsewhere.
	 */
	static final class Credentials implements RedisCredentialsProvider, RedisCredentialsProviderFactory {

		private final Sinks.Many<RedisCredentials> stream = Sinks.many().replay().latest();

		private final AtomicInteger asked = new AtomicInteger();

		private final boolean streaming;

		Credentials(boolean streaming) {
			this.streaming = streaming;
			change("first");
		}

		void change(String user) {
			this.stream.tryEmitNext(RedisCredentials.just(user, "of-" + user)).orThrow();
		}

		@Override
		public RedisCredentialsProvider createCredentialsProvider(RedisConfiguration configuration) {
			return this;
		}

		@Override
		public Mono<RedisCredentials> resolveCredentials() {
			return this.stream.asFlux().next().doOnSubscribe((subscription) -> this.asked.incrementAndGet());
		}

		@Override
		public boolean supportsStreaming() {
			return this.streaming;
		}

		@Override
		public Flux<RedisCredentials> credentials() {
			return this.stream.asFlux();
		}

	}

	/**
	 * An application that asks for credentials.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Credentials credentials() {
			return new Credentials(false);
		}

		@Bean
		LettuceClientConfigurationBuilderCustomizer provided(Credentials credentials) {
			return (builder) -> builder.redisCredentialsProviderFactory(credentials);
		}

	}

	/**
	 * An application that is told of credentials.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Streaming {

		@Bean
		Credentials credentials() {
			return new Credentials(true);
		}

		@Bean
		LettuceClientConfigurationBuilderCustomizer provided(Credentials credentials) {
			return (builder) -> builder.redisCredentialsProviderFactory(credentials);
		}

		@Bean
		LettuceClientOptionsBuilderCustomizer reauthenticating() {
			return (builder) -> builder.reauthenticateBehavior(ReauthenticateBehavior.ON_NEW_CREDENTIALS);
		}

	}

}
