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

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import io.lettuce.core.SslOptions;

/**
 * How the nodes of a cluster speak TLS, with clients and with one another.
 *
 * @param authority the one that nodes and their administrator trust
 * @param node the certificate of all nodes, which the administrator shows as well
 * @param clients {@code tls-auth-clients}
 */
record NodeTls(CertificateAuthority authority, IssuedCertificate node, String clients) {

	/**
	 * The directives of one node.
	 * @param port where it listens, for TLS alone
	 * @return lines that name {@link #files()}
	 */
	List<String> lines(int port) {
		return List.of("port 0", "tls-port " + port, "tls-cluster yes", "tls-replication yes",
				"tls-auth-clients " + this.clients, "tls-ca-cert-file ca.crt", "tls-cert-file node.crt",
				"tls-key-file node.key");
	}

	/**
	 * The files that a node wants beside its configuration.
	 * @return content by name
	 */
	Map<String, String> files() {
		return Map.of("ca.crt", this.authority.certificatePem(), "node.crt", this.node.certificatePem(), "node.key",
				this.node.privateKeyPem());
	}

	SslOptions administration() {
		return SslOptions.builder()
			.jdkSslProvider()
			.trustManager(() -> stream(this.authority.certificatePem()))
			.keyManager(() -> stream(this.node.certificatePem()), () -> stream(this.node.privateKeyPem()), null)
			.build();
	}

	private static InputStream stream(String text) {
		return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
	}

}
