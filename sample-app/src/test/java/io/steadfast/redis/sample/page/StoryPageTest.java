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

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.steadfast.redis.sample.drill.DrillReport;
import io.steadfast.redis.sample.drill.SomeDrill;
import org.junit.jupiter.api.Test;

import org.springframework.http.converter.json.Jackson2ObjectMapperBuilder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StoryPage}.
 */
class StoryPageTest {

	private final ObjectMapper json = Jackson2ObjectMapperBuilder.json().build();

	private final StoryPage page = new StoryPage(this.json);

	@Test
	void needsNothingElse() {
		assertThat(this.page.of(story("timeout"))).contains("uPlot", "--shard-1", "const story =")
			.doesNotContain("{{", "src=", "@import", "url(");
	}

	@Test
	void theTextOfAFailureCannotLeaveItsPlace() {
		assertThat(this.page.of(story("</script><script>alert(1)</script> $1")))
			.contains("\\u003c/script>\\u003cscript>alert(1)\\u003c/script> $1")
			.doesNotContain("<script>alert");
	}

	private static Story story(String failure) {
		DrillReport report = SomeDrill.between("kill", Instant.EPOCH, Instant.EPOCH, Map.of(failure, 1L));
		return new Story(1, Instant.EPOCH, Instant.EPOCH, "steadfast", 3000, 1000, report, null, List.of(), List.of(),
				List.of());
	}

}
