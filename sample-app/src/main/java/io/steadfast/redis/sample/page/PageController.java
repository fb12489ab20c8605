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

import java.util.Locale;

import reactor.core.publisher.Flux;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * What the page asks for.
 */
@RestController
@RequestMapping("/page")
class PageController {

	private final Feed feed;

	private final PlainBoot plain;

	PageController(Feed feed, PlainBoot plain) {
		this.feed = feed;
		this.plain = plain;
	}

	@GetMapping(path = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	Flux<ServerSentEvent<Message>> stream() {
		return this.feed.messages().map((message) -> ServerSentEvent.builder(message).event(nameOf(message)).build());
	}

	private static String nameOf(Message message) {
		return message.getClass().getSimpleName().toLowerCase(Locale.ROOT);
	}

	@PostMapping("/plain")
	@ResponseStatus(HttpStatus.ACCEPTED)
	void restartPlain() {
		this.plain.restart();
	}

	@ExceptionHandler
	ProblemDetail refused(PlainBoot.NotWatchedException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, String.valueOf(ex.getMessage()));
	}

}
