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

package io.steadfast.redis.routing;

import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.slf4j.LoggerFactory;

/**
 * What a class logs until this is closed.
 */
final class CapturedLog implements AutoCloseable {

	private final ListAppender<ILoggingEvent> events = new ListAppender<>();

	private final Logger logger;

	private CapturedLog(Class<?> type) {
		this.logger = (Logger) LoggerFactory.getLogger(type);
		this.events.start();
		this.logger.addAppender(this.events);
	}

	static CapturedLog of(Class<?> type) {
		return new CapturedLog(type);
	}

	/**
	 * The messages of a level and above.
	 */
	List<String> messages(Level least) {
		return this.events.list.stream()
			.filter((event) -> event.getLevel().isGreaterOrEqual(least))
			.map(ILoggingEvent::getFormattedMessage)
			.toList();
	}

	@Override
	public void close() {
		this.logger.detachAppender(this.events);
	}

}
