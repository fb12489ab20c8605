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

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Reports of drills, to be kept and sent to others.
 */
@RestController
@RequestMapping("/drills/reports")
class StoryController {

	private final Stories stories;

	private final StoryPage page;

	StoryController(Stories stories, StoryPage page) {
		this.stories = stories;
		this.page = page;
	}

	@GetMapping(path = "/{number}.json", produces = MediaType.APPLICATION_JSON_VALUE)
	Story json(@PathVariable int number) {
		return numbered(number);
	}

	@GetMapping(path = "/{number}.html", produces = "text/html;charset=UTF-8")
	String html(@PathVariable int number) {
		return this.page.of(numbered(number));
	}

	private Story numbered(int number) {
		return this.stories.numbered(number)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND,
					"There is no report " + number + "; the last " + Stories.MOST + " are kept"));
	}

}
