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

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Signs certificates for the nodes of a test and for their clients, made when they are
 * asked for and good for a day. Needs {@code org.bouncycastle:bcpkix-jdk18on} on the
 * class path. Safe for any thread.
 */
public final class CertificateAuthority {

	private static final Duration VALIDITY = Duration.ofDays(1);

	private static final AtomicLong SERIAL = new AtomicLong();

	private final X500Name name;

	private final IssuedCertificate own;

	private CertificateAuthority(String name) {
		this.name = new X500Name("CN=" + name);
		KeyPair keys = newKeys();
		this.own = sign(this.name, keys, keys.getPrivate(), Extension.basicConstraints, new BasicConstraints(true));
	}

	/**
	 * Create an authority that nobody trusts yet.
	 * @param name its common name, letters and digits
	 * @return an authority with a key of its own
	 * @throws IllegalStateException if BouncyCastle is missing
	 */
	public static CertificateAuthority create(String name) {
		try {
			return new CertificateAuthority(name);
		}
		catch (NoClassDefFoundError ex) {
			throw new IllegalStateException("Certificates need org.bouncycastle:bcpkix-jdk18on on the class path: add"
					+ " it as a dependency with test scope", ex);
		}
	}

	/**
	 * What a client or a node has to trust.
	 * @return the certificate of this authority
	 */
	public X509Certificate certificate() {
		return this.own.certificate();
	}

	/**
	 * The certificate of this authority as PEM files and Spring's SSL bundles hold it.
	 * @return the text
	 */
	public String certificatePem() {
		return this.own.certificatePem();
	}

	/**
	 * Issue a certificate with a new key, for a node, a client or both.
	 * @param subject its common name, letters and digits
	 * @param names the names (with a wildcard, if wanted) and addresses that it is good
	 * for
	 * @return the certificate
	 */
	public IssuedCertificate issue(String subject, String... names) {
		GeneralName[] alternatives = Stream.of(names)
			.map(CertificateAuthority::alternative)
			.toArray(GeneralName[]::new);
		return sign(new X500Name("CN=" + subject), newKeys(), this.own.privateKey(), Extension.subjectAlternativeName,
				new GeneralNames(alternatives));
	}

	private static GeneralName alternative(String name) {
		boolean isAddress = name.matches("[0-9.]+") || name.contains(":");
		return new GeneralName(isAddress ? GeneralName.iPAddress : GeneralName.dNSName, name);
	}

	private static KeyPair newKeys() {
		try {
			return KeyPairGenerator.getInstance("EC").generateKeyPair();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("This Java makes no EC keys", ex);
		}
	}

	private IssuedCertificate sign(X500Name subject, KeyPair keys, PrivateKey signer, ASN1ObjectIdentifier extension,
			ASN1Encodable value) {
		Instant now = Instant.now();
		X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(this.name,
				BigInteger.valueOf(SERIAL.incrementAndGet()), Date.from(now.minus(VALIDITY)),
				Date.from(now.plus(VALIDITY)), subject, keys.getPublic());
		try {
			builder.addExtension(extension, false, value);
			return new IssuedCertificate(
					new JcaX509CertificateConverter()
						.getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer))),
					keys.getPrivate());
		}
		catch (CertIOException | OperatorCreationException | GeneralSecurityException ex) {
			throw new IllegalStateException("Cannot sign a certificate for " + subject, ex);
		}
	}

}
