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

import java.time.Duration;

import io.steadfast.redis.sample.SampleApplication;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page while a primary dies: health goes and comes back, and the callers for whom
 * there is no room to wait are told so.
 */
@Tag("browser")
@ExtendWith(ChromiumCondition.class)
class FaultOnThePageIT {

	private static final Duration SOON = Duration.ofSeconds(20);

	private static final Duration DRILL = Duration.ofSeconds(120);

	@Test
	void healthIsDegradedAndComesBack() {
		try (ConfigurableApplicationContext context = SampleApplication.application()
			.run("--server.port=0", "--sample.traffic.rate=500", "--sample.traffic.callers=12",
					"--sample.compare.enabled=false", "--sample.drill.before=1s", "--sample.drill.calm=1s",
					"--steadfast.redis.waiting.blocking-per-node=2", "--logging.level.root=warn")) {
			String root = "http://localhost:" + context.getEnvironment().getRequiredProperty("local.server.port");
			try (Browser browser = Browser.at(root + "/")) {
				browser.await("#health", "UP", SOON);
				browser.click("[data-drill=kill]");
				browser.await("#health", "DEGRADED", DRILL);
				browser.await("#health", "UP", DRILL);
				browser.await("#timeline", "Drill kill is over", DRILL);
				assertThat(browser.text("#timeline")).contains("Health was UP and is DEGRADED",
						"Health was DEGRADED and is UP");
				assertThat(browser.text("#chart-errors .u-legend")).contains("ours TooManyWaiting");
				assertThat(browser.text("#kinds")).contains("TooManyWaiting");
				assertThat(browser.complaints()).isEmpty();
			}
		}
	}

}
