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

package io.steadfast.redis;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

import javax.net.ssl.SSLException;

import io.lettuce.core.RedisCommandTimeoutException;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.ssl.NotSslRecordException;

/**
 * What is wrong with a node that was asked for the topology; the constant that says most
 * comes first.
 */
public enum FaultKind {

	/**
	 * The server runs without cluster mode.
	 */
	CLUSTER_DISABLED,

	/**
	 * The node knows another password or no such user.
	 */
	PASSWORD_WRONG,

	/**
	 * The node wants a password, and none was given.
	 */
	PASSWORD_MISSING,

	/**
	 * The user may not ask for the topology.
	 */
	NOT_PERMITTED,

	/**
	 * The certificate of the node is trusted, and has other names than the one that the
	 * node was reached by.
	 */
	CERTIFICATE_NAME,

	/**
	 * The certificate of the node is not trusted.
	 */
	CERTIFICATE_UNTRUSTED,

	/**
	 * TLS was spoken, and the node speaks plain text.
	 */
	NO_TLS_THERE,

	/**
	 * TLS was spoken, and no agreement was found, as with a missing client certificate.
	 */
	TLS_FAILED,

	/**
	 * The name of the node does not resolve.
	 */
	NAME_UNKNOWN,

	/**
	 * The node answers, and says that no slot has an owner.
	 */
	NO_SLOTS,

	/**
	 * Nobody listens there.
	 */
	NOT_REACHED,

	/**
	 * Somebody listens there and says nothing, or nothing arrives there.
	 */
	SILENT,

	/**
	 * Something else; plain text spoken to a TLS port looks like this.
	 */
	OTHER;

	/**
	 * The kind that a failure shows, by its causes.
	 * @param failure why a node did not tell the topology
	 * @return {@link #OTHER} if nothing is known of it
	 */
	public static FaultKind of(Throwable failure) {
		FaultKind told = told(failure);
		if (told != OTHER) {
			return told;
		}
		if (has(failure, FaultKind::isAboutNames)) {
			return CERTIFICATE_NAME;
		}
		if (has(failure, CertificateException.class::isInstance)) {
			return CERTIFICATE_UNTRUSTED;
		}
		if (has(failure, NotSslRecordException.class::isInstance)) {
			return NO_TLS_THERE;
		}
		if (has(failure, SSLException.class::isInstance)) {
			return TLS_FAILED;
		}
		if (has(failure, UnknownHostException.class::isInstance)) {
			return NAME_UNKNOWN;
		}
		if (has(failure, FaultKind::isSilence)) {
			return SILENT;
		}
		return has(failure, ConnectException.class::isInstance) ? NOT_REACHED : OTHER;
	}

	/**
	 * Whether the node is there and does not let this application in, or the other way
	 * round: nothing that time heals.
	 * @return {@code true} for what credentials, rights and certificates are about
	 */
	public boolean isRefusal() {
		return switch (this) {
			case PASSWORD_WRONG, PASSWORD_MISSING, NOT_PERMITTED, CERTIFICATE_NAME, CERTIFICATE_UNTRUSTED, TLS_FAILED ->
				true;
			default -> false;
		};
	}

	/** In the words of the JDK and of Netty's OpenSSL, which have no types for it. */
	private static boolean isAboutNames(Throwable cause) {
		return cause instanceof CertificateException
				&& (says(cause, "No subject alternative ") || says(cause, "No name matching "));
	}

	private static FaultKind told(Throwable failure) {
		if (has(failure, (cause) -> says(cause, "cluster support disabled"))) {
			return CLUSTER_DISABLED;
		}
		if (has(failure, (cause) -> says(cause, "WRONGPASS ") || says(cause, "ERR invalid password"))) {
			return PASSWORD_WRONG;
		}
		if (has(failure, (cause) -> says(cause, "NOAUTH "))) {
			return PASSWORD_MISSING;
		}
		return has(failure, (cause) -> says(cause, "NOPERM ")) ? NOT_PERMITTED : OTHER;
	}

	private static boolean says(Throwable cause, String words) {
		String message = cause.getMessage();
		return message != null && message.contains(words);
	}

	/** A connect timeout is a ConnectException as well, so it is looked for first. */
	private static boolean isSilence(Throwable cause) {
		return cause instanceof TimeoutException || cause instanceof RedisCommandTimeoutException
				|| cause instanceof ConnectTimeoutException;
	}

	private static boolean has(Throwable failure, Predicate<Throwable> test) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (test.test(cause)) {
				return true;
			}
		}
		return false;
	}

}
