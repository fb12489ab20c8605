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

import io.lettuce.core.resource.ClientResources;
import io.steadfast.redis.sample.cluster.EmbeddedCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link PlainBoot}.
 */
class PlainBootTest {

	private final ApplicationContextRunner contexts = new ApplicationContextRunner()
		.withPropertyValues("spring.data.redis.cluster.nodes=localhost:1", "spring.main.banner-mode=off");

	@Test
	void isNotStartedAfreshForNobody() {
		PlainBoot plain = plainBoot(new CompareProperties(true, 1, 1));
		assertThatExceptionOfType(PlainBoot.NotWatchedException.class).isThrownBy(plain::restart);
		assertThat(plain.state()).isEqualTo(PlainBoot.State.OFF);
	}

	@Test
	void isLeftOutOnAClusterOfTheUsersOwnUnlessItIsAskedFor() {
		PlainBoot plain = plainBoot(new CompareProperties(null, 1, 1));
		plain.start();
		assertThat(plain.state()).isEqualTo(PlainBoot.State.OFF);
	}

	@Test
	void timesItsCommandsAsOursDoes() {
		this.contexts.withUserConfiguration(Ours.class)
			.run((ours) -> this.contexts.withUserConfiguration(PlainBoot.BootsFactory.class)
				.run((plain) -> assertThat(plain.getBean(ClientResources.class).commandLatencyRecorder())
					.hasSameClassAs(ours.getBean(ClientResources.class).commandLatencyRecorder())));
	}

	@Test
	void noTrafficAtAllIsRefusedByTheNamesOfItsProperties() {
		assertThatIllegalArgumentException().isThrownBy(() -> new CompareProperties(true, 0, 1))
			.withMessageContaining("sample.compare.rate");
		assertThatIllegalArgumentException().isThrownBy(() -> new CompareProperties(true, 1, -1))
			.withMessageContaining("sample.compare.callers");
	}

	@Test
	@Timeout(5)
	void endsWithAnApplicationWhoseStartFails() throws InterruptedException {
		// Spring tells of no end that came before the start.
		plainBoot(new CompareProperties(true, 1, 1)).destroy();
	}

	private static PlainBoot plainBoot(CompareProperties properties) {
		return new PlainBoot(new MockEnvironment(), properties,
				new StaticListableBeanFactory().getBeanProvider(EmbeddedCluster.class), new Timeline());
	}

	/** What the sample is made of, but for its own beans. */
	@EnableAutoConfiguration
	static final class Ours {

	}

}
