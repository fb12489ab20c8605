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

import io.steadfast.redis.SubscriptionGap;
import io.steadfast.redis.SubscriptionGap.Reason;
import io.steadfast.redis.test.CertificateAuthority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static io.steadfast.redis.security.SecureRedis.with;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The certificates of nodes and application are replaced while both run.
 */
@ExtendWith(OutputCaptureExtension.class)
class TlsReloadIT {

	@RegisterExtension
	static final SecureRedis redis = new SecureRedis();

	@Test
	void whatWorksIsReplacedOnceTheNodesAcceptWhatIsNew(CapturedOutput output) throws Exception {
		CertificateAuthority next = CertificateAuthority.create("next");
		try (ConfigurableApplicationContext context = redis
			.start(with(redis.bundle("reloaded"), "spring.ssl.bundle.pem.reloaded.reload-on-update=true",
					"spring.ssl.bundle.watch.file.quiet-period=100ms", "spring.data.redis.client-name=reloading"));
				Load load = new Load(context, redis.cluster(), "")) {
			List<String> first = load.sockets();
			assertThat(first).hasSize(4);

			redis.trust("reloaded", next);
			redis.cluster()
				.await("a warning for each node", Duration.ofSeconds(10),
						() -> output.toString()
							.lines()
							.filter((line) -> line.contains("came about with the new TLS material"))
							.count() == 3);
			load.awaitNews();
			assertThat(load.sockets()).containsExactlyInAnyOrderElementsOf(first);

			redis.everyNode("CONFIG", "SET", "tls-ca-cert-file",
					redis.write("next-ca.crt", next.certificatePem()).toString());
			redis.show(next.issue("node", "127.0.0.1"));
			redis.write("reloaded", next.issue("client"));
			load.awaitOthersThan(first);
			load.awaitNews();
			assertThat(load.gaps()).singleElement().extracting(SubscriptionGap::reason).isEqualTo(Reason.RENEWED);
		}
		finally {
			redis.everyNode("CONFIG", "SET", "tls-ca-cert-file",
					redis.write("ca.crt", redis.authority().certificatePem()).toString());
			redis.show(redis.authority().issue("node", "*.steadfast.test", "127.0.0.1"));
		}
	}

}
