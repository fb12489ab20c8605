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

package io.steadfast.redis.incident;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs one line for each incident that is over, a limited number of them in a minute.
 * Used by the tracker under its lock.
 */
final class SummaryLog {

	static final int LINES_PER_MINUTE = 30;

	private static final Logger logger = LoggerFactory.getLogger(SummaryLog.class);

	private static final long MINUTE_NANOS = 60_000_000_000L;

	private long minuteBegan;

	private int lines;

	private int withheld;

	/**
	 * Log a summary.
	 * @return whether it was logged, and not withheld because there were too many of late
	 */
	boolean log(Incident incident, long now) {
		if (this.lines == 0 || now - this.minuteBegan >= MINUTE_NANOS) {
			this.minuteBegan = now;
			this.lines = 0;
		}
		if (this.lines >= LINES_PER_MINUTE) {
			this.withheld++;
			return false;
		}
		this.lines++;
		if (this.withheld > 0) {
			logger.info("{} summaries of incidents were not logged, there were too many in a minute", this.withheld);
			this.withheld = 0;
		}
		logger.info("{}", incident.summary());
		return true;
	}

}
