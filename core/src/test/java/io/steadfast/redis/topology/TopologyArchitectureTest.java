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

package io.steadfast.redis.topology;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/**
 * The arrows that lead out of the topology package.
 */
@AnalyzeClasses(packages = "io.steadfast.redis", importOptions = ImportOption.DoNotIncludeTests.class)
class TopologyArchitectureTest {

	@ArchTest
	static final ArchRule knowsNoOtherPackageOfOurs = noClasses().that()
		.resideInAPackage("io.steadfast.redis.topology")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("io.steadfast.redis.connection..", "io.steadfast.redis.routing..",
				"io.steadfast.redis.resilience..")
		.because("routing builds on the topology and not the other way round");

	@ArchTest
	static final ArchRule onlyTheParserKnowsLettuce = noClasses().that()
		.resideInAPackage("io.steadfast.redis.topology")
		.and()
		.doNotHaveSimpleName("TopologyViewParser")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("io.lettuce..")
		.because("the network is behind TopologySource");

}
