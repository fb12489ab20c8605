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

import java.time.Duration;

import io.steadfast.redis.AmbiguousCommands;
import io.steadfast.redis.RoutingOptions;
import io.steadfast.redis.RoutingOptions.ConnectionOptions;
import io.steadfast.redis.RoutingOptions.TopologyOptions;
import io.steadfast.redis.RoutingOptions.WaitingOptions;
import io.steadfast.redis.connection.TopologyAwareConnectionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How our properties, and those of Boot that limit them, become routing options.
 */
@ExtendWith(OutputCaptureExtension.class)
class RoutingLimitsTests {

	private static final String WARNING = "steadfast.redis.patience is";

	@Test
	void withoutPropertiesTheOptionsAreTheDefaultsOfTheProduct(CapturedOutput output) {
		assertThat(options()).isEqualTo(RoutingOptions.defaults());
		assertThat(output).doesNotContain(WARNING);
	}

	@Test
	void eachPropertyArrivesInTheOptions() {
		assertThat(options("steadfast.redis.patience=4s", "steadfast.redis.ambiguous-commands=repeat-all",
				"steadfast.redis.waiting.total=17", "steadfast.redis.waiting.blocking-per-node=40",
				"steadfast.redis.overdue=500ms", "steadfast.redis.drain-timeout=7s", "steadfast.redis.stall-timeout=1s",
				"steadfast.redis.connections-per-node=3", "steadfast.redis.blocking-connections=50",
				"steadfast.redis.flush-consolidation=0", "steadfast.redis.pack-event-loops=false",
				"steadfast.redis.topology.refresh-period=11s", "steadfast.redis.topology.min-refresh-interval=250ms",
				"steadfast.redis.topology.sources=5"))
			.isEqualTo(new RoutingOptions(Duration.ofSeconds(4), AmbiguousCommands.REPEAT_ALL,
					new WaitingOptions(17, 40, Duration.ofMillis(500)),
					new ConnectionOptions(3, Duration.ofSeconds(7), Duration.ofSeconds(1), 0, false, 50),
					new TopologyOptions(Duration.ofSeconds(11), Duration.ofMillis(250), 5)));
	}

	@Test
	void aShorterTimeoutCutsThePatienceWithoutAWordWherePatienceIsNotSet(CapturedOutput output) {
		assertThat(options("spring.data.redis.timeout=2s").patience()).hasMillis(1750);
		assertThat(options("spring.data.redis.timeout=400ms").patience()).hasMillis(300);
		assertThat(options("spring.data.redis.timeout=5s", "steadfast.redis.patience=5s").patience()).hasMillis(4750);
		assertThat(output).doesNotContain(WARNING);
	}

	@Test
	void aLongerTimeoutLeavesThePatience(CapturedOutput output) {
		assertThat(options("spring.data.redis.timeout=20s", "steadfast.redis.patience=3s").patience()).hasSeconds(3);
		assertThat(output).doesNotContain(WARNING);
	}

	@Test
	void aTimeoutOfZeroIsNone(CapturedOutput output) {
		assertThat(options("spring.data.redis.timeout=0s", "steadfast.redis.patience=3s").patience()).hasSeconds(3);
		assertThat(output).doesNotContain(WARNING);
	}

	@Test
	void aPatienceBeyondTheTimeoutIsCutWithOneWarningThatNamesBoth(CapturedOutput output) {
		assertThat(options("spring.data.redis.timeout=1500ms", "steadfast.redis.patience=9s").patience())
			.hasMillis(1250);
		assertThat(output.toString().split(WARNING, -1)).hasSize(2);
		assertThat(output).contains("WARN")
			.contains("steadfast.redis.patience is 9s, but spring.data.redis.timeout (or a Lettuce customizer) ends a "
					+ "command after 1500ms, so the patience is 1250ms. Set steadfast.redis.patience to 1250ms or less, "
					+ "or raise spring.data.redis.timeout.");
	}

	@Test
	void bootsRefreshPeriodIsOursWhereOursIsNotSet() {
		String boots = "spring.data.redis.lettuce.cluster.refresh.period=12s";
		assertThat(options(boots).topology().refreshPeriod()).hasSeconds(12);
		assertThat(options(boots, "steadfast.redis.topology.refresh-period=30s").topology().refreshPeriod())
			.hasSeconds(30);
	}

	private static RoutingOptions options(String... properties) {
		RoutingOptions[] options = new RoutingOptions[1];
		ContextRunners.withCluster()
			.withPropertyValues(properties)
			.run((context) -> options[0] = context.getBean(TopologyAwareConnectionFactory.class).getRoutingOptions());
		return options[0];
	}

}
