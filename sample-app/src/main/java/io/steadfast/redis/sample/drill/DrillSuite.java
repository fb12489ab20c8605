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

import java.util.List;

import io.steadfast.redis.sample.cluster.Contender;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Several drills in a row, as {@code --drill=all} asks for, and their table.
 */
@Component
public class DrillSuite {

	private static final Logger logger = LoggerFactory.getLogger(DrillSuite.class);

	private final Drills drills;

	private final DrillGround ground;

	private final Environment environment;

	DrillSuite(Drills drills, DrillGround ground, Environment environment) {
		this.drills = drills;
		this.ground = ground;
		this.environment = environment;
	}

	/**
	 * Play drills one after another.
	 * @param names separated by commas, {@code all} for the planned ones, {@code faults}
	 * for the others
	 * @return their reports
	 */
	public List<DrillReport> play(String names) {
		return this.ground.playAll(this.drills.listed(names));
	}

	/**
	 * Play the drills that the property {@code drill} names, log the table, and write it
	 * to the file that {@code report} names.
	 * @return 0 if all went as expected, else 1
	 */
	public int playAsAsked() {
		try {
			DrillOutput output = DrillOutput.of(this.environment);
			List<DrillReport> reports = play(this.environment.getRequiredProperty("drill"));
			output.write(reports.size(), DrillTable.of(Contender.of(this.environment).toString(), reports));
			return reports.stream().allMatch((report) -> report.shortfalls().isEmpty()) ? 0 : 1;
		}
		catch (NotPlayedException ex) {
			logger.error("{}", ex.getMessage());
			return 1;
		}
	}

}
