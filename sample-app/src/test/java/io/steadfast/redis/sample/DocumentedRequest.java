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
package io.steadfast.redis.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.springframework.http.HttpMethod;

/**
 * A line of a document that sends a request to the sample.
 *
 * @param method GET where curl is given no other
 * @param path with a leading slash
 */
record DocumentedRequest(HttpMethod method, String path) {

	private static final Pattern CURL = Pattern.compile("^ {4}curl (?:-X (\\S+) )?(?:http://)?localhost:8080(\\S*)",
			Pattern.MULTILINE);

	/**
	 * The requests of a document, in their order.
	 * @param document below the project's folder
	 * @return at least one
	 */
	static List<DocumentedRequest> of(String document) throws IOException {
		List<DocumentedRequest> requests = CURL.matcher(Files.readString(Path.of("..").resolve(document)))
			.results()
			.map(DocumentedRequest::of)
			.toList();
		if (requests.isEmpty()) {
			throw new IllegalStateException(document + " has no line that begins with curl");
		}
		return requests;
	}

	private static DocumentedRequest of(MatchResult line) {
		HttpMethod method = (line.group(1) != null) ? HttpMethod.valueOf(line.group(1)) : HttpMethod.GET;
		return new DocumentedRequest(method, line.group(2));
	}

	/**
	 * Whether it begins a drill, which has to wait for the end of another.
	 */
	boolean playsADrill() {
		return this.method.equals(HttpMethod.POST) && this.path.startsWith("/drills/");
	}

	/**
	 * The same about a node that exists.
	 * @param node {@code host:port}
	 */
	DocumentedRequest about(String node) {
		return new DocumentedRequest(this.method, this.path.replace("redis-1:6379", node));
	}

}
