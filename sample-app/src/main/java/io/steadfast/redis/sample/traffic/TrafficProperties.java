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

package io.steadfast.redis.sample.traffic;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much traffic the sample makes.
 *
 * @param rate operations a second that are due, whether or not earlier ones have ended
 * @param callers number of callers, each with one operation at a time
 * @param style what a caller is
 */
@ConfigurationProperties("sample.traffic")
public record TrafficProperties(@DefaultValue("3000") int rate, @DefaultValue("32") int callers,
		@DefaultValue("blocking") Style style) {

	private static final int FIRST_JAVA_WITH_VIRTUAL_THREADS = 21;

	public TrafficProperties {
		if (rate < 1 || callers < 1) {
			throw new IllegalArgumentException("sample.traffic.rate and sample.traffic.callers must be 1 or more");
		}
		if (style == Style.VIRTUAL && Runtime.version().feature() < FIRST_JAVA_WITH_VIRTUAL_THREADS) {
			throw new IllegalArgumentException("sample.traffic.style is virtual, which needs Java 21 or newer");
		}
	}

	/**
	 * What a caller is.
	 */
	public enum Style {

		/** A thread of the platform that calls the template. */
		BLOCKING,

		/** A virtual thread that calls the template; needs a JDK that has them. */
		VIRTUAL,

		/** A subscriber of the reactive template. */
		REACTIVE

	}

}
