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

package io.steadfast.redis.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/**
 * A port on loopback that speaks TLS with a certificate of its own, and nothing after the
 * handshake. Serves one connection at a time, on its thread.
 */
final class TlsPort implements AutoCloseable {

	private static final String PASSWORD = "changeit";

	private final SSLServerSocket socket;

	private TlsPort(SSLServerSocket socket) {
		this.socket = socket;
	}

	static TlsPort open(Path directory) {
		try {
			KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
			keys.init(newKey(directory.resolve("node.p12")), PASSWORD.toCharArray());
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(keys.getKeyManagers(), null, null);
			TlsPort port = new TlsPort((SSLServerSocket) context.getServerSocketFactory()
				.createServerSocket(0, 10, InetAddress.getByName("127.0.0.1")));
			Thread thread = new Thread(port::serve, "tls-port");
			thread.setDaemon(true);
			thread.start();
			return port;
		}
		catch (GeneralSecurityException | IOException ex) {
			throw new IllegalStateException("Cannot open a TLS port", ex);
		}
	}

	private static KeyStore newKey(Path file) throws GeneralSecurityException, IOException {
		Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-alias", "node", "-keyalg", "EC", "-dname", "CN=node", "-ext", "SAN=ip:127.0.0.1",
				"-storetype", "PKCS12", "-keystore", file.toString(), "-storepass", PASSWORD)
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
		if (keytool.onExit().join().exitValue() != 0) {
			throw new IllegalStateException("keytool made no key");
		}
		KeyStore store = KeyStore.getInstance("PKCS12");
		try (InputStream in = Files.newInputStream(file)) {
			store.load(in, PASSWORD.toCharArray());
		}
		return store;
	}

	private void serve() {
		while (!this.socket.isClosed()) {
			try (Socket connection = this.socket.accept()) {
				connection.getInputStream().transferTo(OutputStream.nullOutputStream());
			}
			catch (IOException ex) {
				// the client did not like the certificate, or spoke no TLS
			}
		}
	}

	String endpoint() {
		return "127.0.0.1:" + this.socket.getLocalPort();
	}

	@Override
	public void close() {
		try {
			this.socket.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
