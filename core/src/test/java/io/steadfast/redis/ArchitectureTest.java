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

package io.steadfast.redis;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * The arrows of the design, held by a test.
 */
@AnalyzeClasses(packages = { "io.steadfast.redis", "io.lettuce", "org.springframework" },
		importOptions = { ImportOption.DoNotIncludeTests.class, ImportOption.DoNotIncludeJars.class })
class ArchitectureTest {

	private static final String ROOT = "io.steadfast.redis";

	private static final String CONNECTION = ROOT + ".connection..";

	private static final String ROUTING = ROOT + ".routing..";

	private static final String RESILIENCE = ROOT + ".resilience..";

	private static final String INCIDENT = ROOT + ".incident..";

	private static final String TOPOLOGY = ROOT + ".topology..";

	/** Comes as a directory of classes where only "mvn test" is run. */
	private static final String TEST_SUPPORT = ROOT + ".test..";

	private static final String SUBSCRIPTION = ROOT + ".subscription..";

	private static final String STATUS = ROOT + ".status..";

	private static final String SOCKET = ROOT + ".socket..";

	private static final DescribedPredicate<JavaClass> REFLECTION = resideInAPackage("java.lang.reflect..")
		.and(DescribedPredicate
			.not(type(InvocationHandler.class).or(type(Method.class)).or(type(InvocationTargetException.class))));

	@ArchTest
	static final ArchRule connectionIsUsedByNobody = noClasses().that()
		.resideOutsideOfPackage(CONNECTION)
		.should()
		.dependOnClassesThat()
		.resideInAPackage(CONNECTION)
		.because("the router must not know what Spring or Lettuce make of it");

	@ArchTest
	static final ArchRule routingIsUsedByConnectionsOnly = noClasses().that()
		.resideInAnyPackage(ROOT, RESILIENCE, TOPOLOGY)
		.should()
		.dependOnClassesThat()
		.resideInAPackage(ROUTING)
		.because("outcomes and topology are values and rules that can be read and tested without a router");

	@ArchTest
	static final ArchRule topologyKnowsNoneOfTheOthers = noClasses().that()
		.resideInAPackage(TOPOLOGY)
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage(CONNECTION, ROUTING, RESILIENCE, SUBSCRIPTION, INCIDENT, STATUS, SOCKET)
		.because("who owns which slot is true whatever is done with it");

	@ArchTest
	static final ArchRule incidentsKnowTheTopologyOnly = noClasses().that()
		.resideInAPackage(INCIDENT)
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage(CONNECTION, ROUTING, RESILIENCE)
		.because("what happened is told in signs, so that each kind of incident can be played without a router");

	@ArchTest
	static final ArchRule statusIsMadeOfValues = noClasses().that()
		.resideInAPackage(STATUS)
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage(CONNECTION, ROUTING, RESILIENCE, SUBSCRIPTION, INCIDENT, SOCKET)
		.because("it is what users of health, endpoint and metrics read, whatever it was made from");

	@ArchTest
	static final ArchRule socketsKnowNothingOfWhatTheyCarry = noClasses().that()
		.resideInAPackage(SOCKET)
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage(CONNECTION, ROUTING, RESILIENCE, SUBSCRIPTION, INCIDENT, TOPOLOGY, STATUS)
		.because("commands and subscriptions have the same sockets");

	@ArchTest
	static final ArchRule resilienceKnowsNoNodes = noClasses().that()
		.resideInAPackage(RESILIENCE)
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage(CONNECTION, ROUTING, TOPOLOGY, SUBSCRIPTION, INCIDENT)
		.because("what came back of an attempt does not depend on where it went");

	@ArchTest
	static final ArchRule subscriptionsAreNotCommands = noClasses().that()
		.resideInAPackage(SUBSCRIPTION)
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage(CONNECTION, ROUTING)
		.because("a subscription lives where the topology says, on sockets of its own");

	@ArchTest
	static final ArchRule theRootKnowsNoneOfTheOthers = noClasses().that()
		.resideInAPackage(ROOT)
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage(CONNECTION, ROUTING, RESILIENCE, TOPOLOGY, SUBSCRIPTION, INCIDENT, STATUS, SOCKET)
		.because("options and exceptions are public API, and what is behind them is not");

	@ArchTest
	static final ArchRule thereAreNoCycles = slices().matching(ROOT + ".(*)..")
		.should()
		.beFreeOfCycles()
		.because("a cycle of packages is one package that takes longer to read");

	@ArchTest
	static final ArchRule everythingIsOurs = classes().should()
		.resideInAPackage(ROOT + "..")
		.because("a class in a package of Lettuce or Spring sees what may change without notice, and breaks modules");

	@ArchTest
	static final ArchRule nothingReflects = noClasses().that()
		.resideOutsideOfPackages(CONNECTION, TEST_SUPPORT)
		.should()
		.dependOnClassesThat()
		.resideInAPackage("java.lang.reflect..")
		.because("reflection reaches what nobody promised to keep");

	@ArchTest
	static final ArchRule connectionsOnlyHandleInvocations = noClasses().that()
		.resideInAPackage(CONNECTION)
		.should()
		.dependOnClassesThat(REFLECTION)
		.because("Lettuce's synchronous API is a proxy, which takes an invocation handler and nothing else");

	@ArchTest
	static final ArchRule nobodyOpensWhatIsClosed = noClasses().should()
		.callMethod(AccessibleObject.class, "setAccessible", boolean.class)
		.orShould()
		.callMethod(Class.class, "getDeclaredField", String.class)
		.orShould()
		.callMethod(Class.class, "forName", String.class)
		.because("the seams that we use are public or protected");

	@ArchTest
	static final ArchRule coreIsFreeOfBoot = noClasses().that()
		.resideOutsideOfPackage(ROOT + ".test.springboot..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("org.springframework.boot..")
		.because("Boot 4 needs another auto-configuration over the same core");

}
