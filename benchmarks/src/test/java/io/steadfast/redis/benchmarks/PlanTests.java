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
package io.steadfast.redis.benchmarks;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.env.SimpleCommandLinePropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What the command line asks for.
 */
class PlanTests {

	@Test
	void allCombinationsAreMeasuredAndThoseWithOneTitleShareATable() {
		Plan plan = plan("--mixes=get-set,mget", "--callers=1,64", "--bytes=100,10240", "--rates=0,5000",
				"--seconds=3");
		assertThat(plan.loads()).hasSize(16)
			.doesNotHaveDuplicates()
			.contains(new Load(Mix.MGET, Style.PLATFORM, 64, 10_240, 5_000, Duration.ofSeconds(3)));
		assertThat(plan.tables()).hasSize(8)
			.containsEntry("get-set, platform, 100 B, open loop at 5000 operations a second",
					List.of(new Load(Mix.GET_SET, Style.PLATFORM, 1, 100, 5_000, Duration.ofSeconds(3)),
							new Load(Mix.GET_SET, Style.PLATFORM, 64, 100, 5_000, Duration.ofSeconds(3))));
	}

	@Test
	void reactiveCallersOnlyGetAndSetInAClosedLoop() {
		assertThat(plan("--mixes=get-set,mget,pipeline", "--styles=reactive", "--rates=0,5000", "--callers=64").loads())
			.containsExactly(new Load(Mix.GET_SET, Style.REACTIVE, 64, 100, 0, Duration.ofSeconds(2)));
	}

	@Test
	void withoutOptionsThereIsAnOpenLoopTooAndEveryContender() {
		Plan plan = plan();
		assertThat(plan.contenders()).extracting(ContenderName::text).isEqualTo(Contenders.kinds());
		assertThat(plan.loads()).extracting(Load::mix).contains(Mix.values());
		assertThat(plan.loads()).extracting(Load::rate).contains(0, 10_000, 30_000);
		assertThat(plan.rounds()).isEqualTo(5);
	}

	@Test
	void anUnknownWordIsAnsweredWithThoseThatThereAre() {
		assertThatIllegalArgumentException().isThrownBy(() -> plan("--mixes=hgetall"))
			.withMessageContaining("hgetall")
			.withMessageContaining("[get-set, mget, pipeline]");
	}

	@Test
	void anUnknownOptionIsAnsweredWithThoseThatThereAre() {
		assertThatIllegalArgumentException().isThrownBy(() -> plan("--help"))
			.withMessageContaining("[help]")
			.withMessageContaining("--callers=..., --contenders=...");
		assertThatIllegalArgumentException().isThrownBy(() -> plan("callers=16")).withMessageContaining("[callers=16]");
	}

	@Test
	void aNumberThatIsNoneIsNamedWithItsOption() {
		assertThatIllegalArgumentException().isThrownBy(() -> plan("--callers=16,many"))
			.withMessage("--callers takes whole numbers from 1 on, and not many");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "--rounds=0", "--callers=16,0", "--seconds=-1", "--bytes=0", "--rates=-1", "--warm-up=-1" })
	void aNumberWithWhichNothingIsMeasuredIsNamedWithItsOption(String option) {
		assertThatIllegalArgumentException().isThrownBy(() -> plan(option))
			.withMessageStartingWith(option.substring(0, option.indexOf('=')) + " takes whole numbers from ");
		assertThat(plan("--rates=0", "--warm-up=0").warmUp()).isZero();
	}

	@Test
	void aPlanWithoutALoadIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> plan("--styles=reactive", "--mixes=mget"))
			.withMessageContaining("reactive callers only GET and SET in a closed loop");
	}

	private static Plan plan(String... options) {
		return Plan.of(new SimpleCommandLinePropertySource(options));
	}

}
