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

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.data.redis.RedisProperties;

/**
 * User and TLS as the application has configured them, in the names of the properties
 * that say so. Never tells a password.
 */
final class ConfiguredAccess {

	private final RedisProperties properties;

	ConfiguredAccess(RedisProperties properties) {
		this.properties = properties;
	}

	/**
	 * The user whom the server sees.
	 * @return Redis's own user if none is configured
	 */
	String user() {
		String urlUser = urlUser();
		if (!urlUser.isEmpty()) {
			return urlUser;
		}
		String user = hasUrl() ? null : this.properties.getUsername();
		return (user != null && !user.isBlank()) ? user : "default";
	}

	String userProperty() {
		if (hasUrlCredentials()) {
			return "spring.data.redis.url names the user '" + user() + "'";
		}
		return "default".equals(user()) ? "spring.data.redis.username is not set, which means the user 'default'"
				: "spring.data.redis.username is '" + user() + "'";
	}

	/**
	 * Why no password is sent. A URL takes the place of user and password, also where it
	 * has none.
	 */
	String noPassword() {
		return (hasUrl() && this.properties.getPassword() != null)
				? "spring.data.redis.url is set and has no password, so that spring.data.redis.password has no effect"
				: passwordProperty() + " is not set";
	}

	String passwordEdit() {
		return hasUrl()
				? "Write the password that the node has for the user '" + user()
						+ "' into spring.data.redis.url, or remove that property."
				: "Set " + passwordProperty() + " to the password that the node has for the user '" + user() + "'.";
	}

	String passwordProperty() {
		return hasUrlCredentials() ? "spring.data.redis.url" : "spring.data.redis.password";
	}

	/**
	 * Whether TLS is on and by which property.
	 */
	String tls() {
		if (this.properties.getSsl().getBundle() != null && this.properties.getSsl().isEnabled()) {
			return "spring.data.redis.ssl.bundle is '" + this.properties.getSsl().getBundle() + "'";
		}
		if (hasSecureUrl()) {
			return "spring.data.redis.url begins with rediss:";
		}
		return "spring.data.redis.ssl.enabled is " + this.properties.getSsl().isEnabled();
	}

	String plainEdit() {
		return hasSecureUrl() ? "Begin spring.data.redis.url with redis:, or name the TLS ports of the nodes."
				: "Set spring.data.redis.ssl.enabled to false, or name the TLS ports of the nodes.";
	}

	String silenceEdit(String nodes) {
		return isTlsOn() ? plainEdit()
				: "Open the way to the nodes (firewall, security group), or correct the names and ports in " + nodes
						+ ".";
	}

	String strangeEdit(String nodes) {
		return isTlsOn() ? plainEdit()
				: "Set spring.data.redis.ssl.enabled to true if the nodes speak TLS, or correct the names and ports in "
						+ nodes + ".";
	}

	boolean isTlsOn() {
		return this.properties.getSsl().isEnabled() || hasSecureUrl();
	}

	private boolean hasSecureUrl() {
		String url = this.properties.getUrl();
		return url != null && url.startsWith("rediss:");
	}

	private boolean hasUrl() {
		return this.properties.getUrl() != null;
	}

	private boolean hasUrlCredentials() {
		return !userInfo().isEmpty();
	}

	private String urlUser() {
		String info = userInfo();
		int colon = info.indexOf(':');
		return (colon > 0) ? info.substring(0, colon) : "";
	}

	private String userInfo() {
		@Nullable String url = this.properties.getUrl();
		if (url == null) {
			return "";
		}
		int begin = url.indexOf("://");
		int end = url.lastIndexOf('@');
		return (begin >= 0 && end > begin + 3) ? url.substring(begin + 3, end) : "";
	}

}
