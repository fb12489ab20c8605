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

package io.steadfast.redis.sample.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * A story as one HTML file that needs nothing else: style, scripts and numbers are in it.
 * Safe for any thread.
 */
@Component
class StoryPage {

	/** What the template asks for: a file of the class path, or the story itself. */
	private static final Pattern PLACE = Pattern.compile("\\{\\{(\\S+)\\}\\}");

	private static final String STORY = "story";

	private final ObjectMapper json;

	private final PathMatchingResourcePatternResolver files = new PathMatchingResourcePatternResolver();

	StoryPage(ObjectMapper json) {
		this.json = json;
	}

	String of(Story story) {
		return PLACE.matcher(read("story.html"))
			.replaceAll((place) -> Matcher
				.quoteReplacement(place.group(1).equals(STORY) ? data(story) : read(place.group(1))));
	}

	/** No text of a failure may end the element that the data is in. */
	private String data(Story story) {
		try {
			return this.json.writeValueAsString(story).replace("<", "\\u003c");
		}
		catch (JsonProcessingException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private String read(String location) {
		try {
			Resource[] found = this.files.getResources("classpath*:" + location);
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
