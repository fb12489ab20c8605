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

import java.net.URI;
import java.net.URISyntaxException;

import org.jspecify.annotations.Nullable;

/**
 * User and password of a URL, as Boot reads them. A failure does not show the URL, which
 * may have a password.
 *
 * @param username the user, {@code null} without one
 * @param password the password, {@code null} without one
 */
record UrlCredentials(@Nullable String username, @Nullable String password) {

	private static final String PROPERTY = "spring.data.redis.url";

	/**
	 * The credentials of a URL.
	 * @param url the value of the property
	 * @throws UnusablePropertyException if Boot would not accept it
	 */
	static UrlCredentials of(String url) {
		String info = parse(url).getUserInfo();
		if (info == null) {
			return new UrlCredentials(null, null);
		}
		int colon = info.indexOf(':');
		return (colon < 0) ? new UrlCredentials(null, info)
				: new UrlCredentials(info.substring(0, colon), info.substring(colon + 1));
	}

	private static URI parse(String url) {
		try {
			URI uri = new URI(url);
			if ("redis".equals(uri.getScheme()) || "rediss".equals(uri.getScheme())) {
				return uri;
			}
		}
		catch (URISyntaxException ex) {
			// its message has the whole URL
		}
		throw UnusablePropertyException.notAUrl(PROPERTY);
	}

	@Override
	public String toString() {
		return "user " + this.username;
	}

}
