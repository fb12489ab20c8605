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

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The traffic through plain Boot's connection factory, beside ours.
 *
 * @param enabled whether it runs while somebody looks at the page; unless said, on the
 * embedded cluster alone
 * @param rate operations a second that are due
 * @param callers number of callers, each with one operation at a time
 */
@ConfigurationProperties("sample.compare")
record CompareProperties(@Nullable Boolean enabled, @DefaultValue("1000") int rate, @DefaultValue("32") int callers) {

	CompareProperties {
		if (rate < 1 || callers < 1) {
			throw new IllegalArgumentException("sample.compare.rate and sample.compare.callers must be 1 or more");
		}
	}

}
