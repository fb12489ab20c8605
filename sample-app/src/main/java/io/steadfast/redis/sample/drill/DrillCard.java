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

package io.steadfast.redis.sample.drill;

/**
 * What a drill is called and what it does.
 *
 * @param name as in {@code POST /drills/name}
 * @param id as in the project's list of drills
 * @param planned whether an operator would do it on purpose, so that nobody may notice
 * @param fault what happens to the cluster
 * @param byCommands whether commands to the nodes are all that it takes, and leave the
 * cluster as it was
 */
public record DrillCard(String name, String id, boolean planned, String fault, boolean byCommands) {

	static DrillCard planned(String name, String id, String fault) {
		return new DrillCard(name, id, true, fault, false);
	}

	static DrillCard unplanned(String name, String id, String fault) {
		return new DrillCard(name, id, false, fault, false);
	}

	DrillCard byCommandsAlone() {
		return new DrillCard(this.name, this.id, this.planned, this.fault, true);
	}

}
