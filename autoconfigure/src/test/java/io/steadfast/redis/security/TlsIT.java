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

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;

import io.steadfast.redis.test.CertificateAuthority;
import io.steadfast.redis.test.IssuedCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static io.steadfast.redis.security.SecureRedis.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Whom an application and the nodes of a cluster with TLS trust, and what is said when
 * they do not.
 */
@ExtendWith(OutputCaptureExtension.class)
class TlsIT {

	@RegisterExtension
	static final SecureRedis redis = new SecureRedis();

	@Test
	void aPemBundleAndASecureUrl() {
		assertServed(
				with(redis.bundle("pem"), "spring.data.redis.url=rediss://:" + SecureRedis.PASSWORD + "@ignored:1"));
	}

	@Test
	void aJksBundle(@TempDir Path directory) throws Exception {
		IssuedCertificate client = redis.authority().issue("client");
		KeyStore keys = KeyStore.getInstance("JKS");
		keys.load(null, null);
		keys.setKeyEntry("client", client.privateKey(), "changeit".toCharArray(),
				new Certificate[] { client.certificate(), redis.authority().certificate() });
		keys.setCertificateEntry("nodes", redis.authority().certificate());
		Path file = directory.resolve("client.jks");
		try (OutputStream out = Files.newOutputStream(file)) {
			keys.store(out, "changeit".toCharArray());
		}
		String bundle = "spring.ssl.bundle.jks.jks.";
		assertServed("spring.data.redis.ssl.bundle=jks", bundle + "keystore.location=file:" + file,
				bundle + "keystore.password=changeit", bundle + "truststore.location=file:" + file,
				bundle + "truststore.password=changeit");
	}

	@Test
	void anAuthorityThatTheApplicationDoesNotTrust(CapturedOutput output) {
		Path strangers = redis.write("strangers.crt", CertificateAuthority.create("strangers").certificatePem());
		assertRefused(with(redis.bundle("pem"), "spring.ssl.bundle.pem.pem.truststore.certificate=file:" + strangers));
		assertThat(output).contains("spring.data.redis.ssl.bundle is 'pem', and the certificate of 127.0.0.1:")
			.contains("is not trusted (unable to find valid certification path to requested target)")
			.contains("Set spring.data.redis.ssl.bundle to an SSL bundle whose trust store has the authority");
	}

	@Test
	void anApplicationThatHasNoCertificateToShow(CapturedOutput output) {
		assertRefused("spring.data.redis.ssl.bundle=trusting",
				"spring.ssl.bundle.pem.trusting.truststore.certificate=file:"
						+ redis.write("trusted.crt", redis.authority().certificatePem()));
		assertThat(output).contains("spring.data.redis.ssl.bundle is 'trusting', but no TLS connection to 127.0.0.1:")
			.contains("(Received fatal alert: certificate_required)")
			.contains("and the client certificate if one is wanted");
	}

	@Test
	void aPasswordThatAUrlPutsOutOfForce(CapturedOutput output) {
		assertRefused(with(redis.bundle("pem"), "spring.data.redis.url=rediss://ignored:1"));
		assertThat(output).contains(
				"spring.data.redis.url is set and has no password, so that spring.data.redis.password has no effect")
			.contains("Write the password that the node has for the user 'default' into spring.data.redis.url");
	}

	private static void assertServed(String... properties) {
		try (ConfigurableApplicationContext context = redis.start(properties)) {
			SecureRedis.writeToEveryShard(context);
		}
	}

	private static void assertRefused(String... properties) {
		assertThatException().isThrownBy(() -> redis.start(with(properties, "steadfast.redis.patience=900ms")));
	}

}
