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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.steadfast.redis.test.CertificateAuthority;
import io.steadfast.redis.test.IssuedCertificate;
import io.steadfast.redis.test.RedisCluster;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.util.FileSystemUtils;

/**
 * A cluster with TLS and a password that lives as long as the test run, and lets in only
 * clients with a certificate; and the applications that connect to it.
 */
final class SecureRedis implements BeforeAllCallback {

	static final String PASSWORD = "sesame-open";

	private Shared shared;

	@Override
	public void beforeAll(ExtensionContext context) {
		this.shared = context.getRoot()
			.getStore(Namespace.create(SecureRedis.class))
			.getOrComputeIfAbsent("cluster", (key) -> Shared.start(), Shared.class);
	}

	RedisCluster cluster() {
		return this.shared.cluster;
	}

	CertificateAuthority authority() {
		return this.shared.authority;
	}

	/**
	 * Let every node do something.
	 * @param command name and arguments
	 */
	void everyNode(String... command) {
		cluster().nodes().forEach((node) -> node.execute(command));
	}

	/**
	 * Let every node show another certificate from now on.
	 * @param certificate the certificate
	 */
	void show(IssuedCertificate certificate) {
		Path node = write("node", certificate);
		everyNode("CONFIG", "SET", "tls-cert-file", node + ".crt", "tls-key-file", node + ".key");
	}

	/**
	 * Write the files of a PEM bundle.
	 * @param name how they are called
	 * @param certificate what they hold
	 * @return their path without extension, which is crt or key
	 */
	Path write(String name, IssuedCertificate certificate) {
		write(name + ".crt", certificate.certificatePem());
		write(name + ".key", certificate.privateKeyPem());
		return this.shared.directory.resolve(name);
	}

	Path write(String name, String content) {
		try {
			return Files.writeString(this.shared.directory.resolve(name), content);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Write the trusted certificate of a PEM bundle.
	 * @param name of the bundle
	 * @param trusted whom it trusts
	 * @return its file
	 */
	Path trust(String name, CertificateAuthority trusted) {
		return write(name + "-ca.crt", trusted.certificatePem());
	}

	/**
	 * The properties of a PEM bundle that nodes accept and that accepts nodes.
	 * @param name its name, and that of its files
	 * @return properties
	 */
	String[] bundle(String name) {
		Path client = write(name, authority().issue("client"));
		String bundle = "spring.ssl.bundle.pem." + name;
		return new String[] { "spring.data.redis.ssl.bundle=" + name,
				bundle + ".truststore.certificate=file:" + trust(name, authority()),
				bundle + ".keystore.certificate=file:" + client + ".crt",
				bundle + ".keystore.private-key=file:" + client + ".key" };
	}

	static String[] with(String[] properties, String... more) {
		return Stream.of(properties, more).flatMap(Stream::of).toArray(String[]::new);
	}

	/**
	 * Let an application write to every shard.
	 * @param context the application
	 */
	static void writeToEveryShard(ConfigurableApplicationContext context) {
		StringRedisTemplate template = context.getBean(StringRedisTemplate.class);
		for (int i = 0; i < 20; i++) {
			template.opsForValue().set("key-" + i, "value");
		}
	}

	/**
	 * Start an ordinary Boot application, which knows nothing of the connection factory.
	 * @param properties what is set, besides nodes and password
	 * @return the application, to be closed by the caller
	 */
	ConfigurableApplicationContext start(String... properties) {
		return start(Application.class, properties);
	}

	ConfigurableApplicationContext start(Class<?> application, String... properties) {
		List<String> all = new ArrayList<>(
				List.of("spring.data.redis.cluster.nodes=" + String.join(",", cluster().seeds()),
						"spring.data.redis.password=" + PASSWORD, "steadfast.redis.startup=fail-fast"));
		all.addAll(List.of(properties));
		return new SpringApplicationBuilder(application).web(WebApplicationType.NONE)
			.properties(all.toArray(String[]::new))
			.run();
	}

	/**
	 * The cluster of the test run.
	 */
	private record Shared(Path directory, CertificateAuthority authority,
			RedisCluster cluster) implements CloseableResource {

		static Shared start() {
			CertificateAuthority authority = CertificateAuthority.create("testers");
			try {
				return new Shared(Files.createTempDirectory("steadfast-redis-security"), authority,
						RedisCluster.builder()
							.replicas(0)
							.password(PASSWORD)
							.mutualTls(authority, authority.issue("node", "*.steadfast.test", "127.0.0.1"))
							.start());
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		@Override
		public void close() throws IOException {
			this.cluster.close();
			FileSystemUtils.deleteRecursively(this.directory);
		}

	}

	/**
	 * An application.
	 */
	@EnableAutoConfiguration
	@Configuration(proxyBeanMethods = false)
	static class Application {

	}

}
