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

import java.util.List;
import java.util.function.Supplier;

/**
 * What the configuration check found. Any thread may ask.
 */
public final class ConfigurationFindings {

	private final Supplier<List<ConfigurationFinding>> check;

	ConfigurationFindings(Supplier<List<ConfigurationFinding>> check) {
		this.check = check;
	}

	/**
	 * The findings at this moment: some depend on the topology, which may not be known at
	 * the start. Asks nobody and does not block.
	 * @return those with something to change; empty if the configuration is fine
	 */
	public List<ConfigurationFinding> all() {
		return this.check.get();
	}

}
