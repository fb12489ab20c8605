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
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;

/**
 * A certificate of a {@link CertificateAuthority} with its key.
 *
 * @param certificate signed by the authority
 * @param privateKey the key of its owner
 */
public record IssuedCertificate(X509Certificate certificate, PrivateKey privateKey) {

	/**
	 * The certificate as PEM files and Spring's SSL bundles hold it.
	 * @return the text
	 */
	public String certificatePem() {
		try {
			return pem("CERTIFICATE", this.certificate.getEncoded());
		}
		catch (CertificateEncodingException ex) {
			throw new IllegalStateException(
					"Cannot encode the certificate of " + this.certificate.getSubjectX500Principal(), ex);
		}
	}

	/**
	 * The key as PEM files and Spring's SSL bundles hold it (PKCS #8).
	 * @return the text
	 */
	public String privateKeyPem() {
		return pem("PRIVATE KEY", this.privateKey.getEncoded());
	}

	private static String pem(String kind, byte[] content) {
		Base64.Encoder lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
		return "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(kind, lines.encodeToString(content), kind);
	}

}
