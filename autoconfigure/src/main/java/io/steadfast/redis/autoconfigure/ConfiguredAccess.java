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
 * Nodes, user and TLS as the application has configured them, in the names of the
 * properties that say so, or of the bean or customizer that takes their place. Never
 * tells a password.
 */
final class ConfiguredAccess {

	private final RedisProperties properties;

	private final AccessSources sources;

	ConfiguredAccess(RedisProperties properties, AccessSources sources) {
		this.properties = properties;
		this.sources = sources;
	}

	/**
	 * What names the nodes.
	 */
	String nodes() {
		return this.sources.nodes().or("spring.data.redis.cluster.nodes");
	}

	String singleServerEdit() {
		return this.sources.nodes().isProperties()
				? "Remove spring.data.redis.cluster.nodes and set spring.data.redis.host and spring.data.redis.port for a single server, or start the server with 'cluster-enabled yes'."
				: "Let %s name a single server, or start the server with 'cluster-enabled yes'.".formatted(nodes());
	}

	/**
	 * The user whom the server sees.
	 * @return Redis's own user if none is configured
	 */
	String user() {
		if (!isOfProperties()) {
			return this.sources.user();
		}
		String urlUser = urlUser();
		if (!urlUser.isEmpty()) {
			return urlUser;
		}
		String user = hasUrl() ? null : this.properties.getUsername();
		return (user != null && !user.isBlank()) ? user : "default";
	}

	String userProperty() {
		if (!isOfProperties()) {
			return "%s names the user '%s'".formatted(this.sources.credentials(), user());
		}
		if (hasUrlCredentials()) {
			return "spring.data.redis.url names the user '" + user() + "'";
		}
		return "default".equals(user()) ? "spring.data.redis.username is not set, which means the user 'default'"
				: "spring.data.redis.username is '" + user() + "'";
	}

	String userEdit() {
		return isOfProperties() ? "set spring.data.redis.username to a user who may."
				: "let %s name a user who may.".formatted(this.sources.credentials());
	}

	/**
	 * Why no password is sent. A URL takes the place of user and password, also where it
	 * has none.
	 */
	String noPassword() {
		if (!isOfProperties()) {
			return this.sources.credentials() + " has no password";
		}
		return (hasUrl() && this.properties.getPassword() != null)
				? "spring.data.redis.url is set and has no password, so that spring.data.redis.password has no effect"
				: passwordProperty() + " is not set";
	}

	String passwordEdit() {
		return (isOfProperties() && hasUrl()) ? "Write the password that the node has for the user '" + user()
				+ "' into spring.data.redis.url, or remove that property." : otherPasswordEdit();
	}

	String otherPasswordEdit() {
		String password = "the password that the node has for the user '" + user() + "'.";
		return isOfProperties() ? "Set " + passwordProperty() + " to " + password
				: "Let " + this.sources.credentials() + " have " + password;
	}

	private String passwordProperty() {
		return hasUrlCredentials() ? "spring.data.redis.url" : "spring.data.redis.password";
	}

	/**
	 * Whether TLS is on and what says so.
	 */
	String tls() {
		if (!this.sources.tls().isProperties()) {
			return this.sources.tls() + (this.sources.usesTls() ? " turns TLS on" : " does not turn TLS on");
		}
		if (this.properties.getSsl().getBundle() != null && this.properties.getSsl().isEnabled()) {
			return "spring.data.redis.ssl.bundle is '" + this.properties.getSsl().getBundle() + "'";
		}
		if (hasSecureUrl()) {
			return "spring.data.redis.url begins with rediss:";
		}
		return "spring.data.redis.ssl.enabled is " + this.properties.getSsl().isEnabled();
	}

	String plainEdit() {
		return (this.sources.tls().isProperties()
				? hasSecureUrl() ? "Begin spring.data.redis.url with redis:"
						: "Set spring.data.redis.ssl.enabled to false"
				: "Let " + this.sources.tls() + " not turn TLS on") + ", or name the TLS ports of the nodes.";
	}

	/**
	 * How TLS comes to certificates or protocols that suit the node.
	 * @param what what they have to have
	 */
	String materialEdit(String what) {
		return (this.sources.trust().isProperties() ? "Set spring.data.redis.ssl.bundle to an SSL bundle"
				: "Let " + this.sources.trust() + " have TLS material") + what;
	}

	String silenceEdit() {
		return isTlsOn() ? plainEdit()
				: "Open the way to the nodes (firewall, security group), or correct the names and ports in " + nodes()
						+ ".";
	}

	String strangeEdit() {
		return isTlsOn() ? plainEdit()
				: (this.sources.tls().isProperties() ? "Set spring.data.redis.ssl.enabled to true"
						: "Let " + this.sources.tls() + " turn TLS on")
						+ " if the nodes speak TLS, or correct the names and ports in " + nodes() + ".";
	}

	boolean isTlsOn() {
		return this.sources.tls().isProperties() ? this.properties.getSsl().isEnabled() || hasSecureUrl()
				: this.sources.usesTls();
	}

	private boolean isOfProperties() {
		return this.sources.credentials().isProperties();
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
