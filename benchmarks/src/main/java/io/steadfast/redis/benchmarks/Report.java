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
package io.steadfast.redis.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Tables and plots as one HTML file that needs nothing else.
 */
final class Report {

	private Report() {
	}

	static String html(List<Table> tables) {
		return read("report.html").replace("{{chart}}", read("META-INF/resources/webjars/chart.js/*/dist/chart.umd.js"))
			.replace("{{tables}}", json(tables));
	}

	/** No name of a contender may end the element that the data is in. */
	private static String json(List<Table> tables) {
		try {
			return new ObjectMapper().writeValueAsString(tables).replace("<", "\\u003c");
		}
		catch (JsonProcessingException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String read(String location) {
		try {
			Resource[] found = new PathMatchingResourcePatternResolver().getResources("classpath*:" + location);
			if (found.length == 0) {
				throw new IllegalStateException("There is no " + location + " on the class path");
			}
			return found[0].getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
