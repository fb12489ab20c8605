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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

import io.steadfast.redis.sample.SampleApplication;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Takes the pictures of the README when it is asked to: after a shard that joined and
 * left, which plain Boot does not know, and a failover.
 */
@Tag("browser")
@EnabledIfSystemProperty(named = "page.pictures", matches = ".+",
		disabledReason = "Pictures are taken with -Dpage.pictures=<folder>")
@ExtendWith(ChromiumCondition.class)
class PagePicturesIT {

	private static final Duration SOON = Duration.ofSeconds(20);

	private static final Duration DRILL = Duration.ofSeconds(120);

	private static final Pattern COORDINATES = Pattern.compile(" [dxy]=\"[^\"]+\"");

	/** Hundredths of a point, blanks, and moves after which nothing is drawn. */
	private static final Pattern NOT_SEEN = Pattern
		.compile("(?<=\\.\\d\\d)\\d+|(?<=Z) M [^A-Z\"]+(?=\")|(?<=\\d) (?=[A-Z])|(?<=[A-Z]) (?=[-\\d])");

	@Test
	void thePageIsPaintedInBothSchemes(@TempDir Path scratch) throws IOException, InterruptedException {
		Path folder = Files.createDirectories(Path.of(System.getProperty("page.pictures")));
		try (ConfigurableApplicationContext context = SampleApplication.application()
			.run("--server.port=0", "--sample.traffic.rate=500", "--sample.traffic.callers=12",
					"--sample.compare.rate=500", "--sample.compare.callers=12", "--logging.level.root=warn")) {
			String page = "http://localhost:" + context.getEnvironment().getRequiredProperty("local.server.port") + "/";
			try (Browser browser = Browser.at(page)) {
				play(browser);
				for (String scheme : new String[] { "light", "dark" }) {
					browser.prefer(scheme);
					browser.go(page);
					browser.await("#slots", "S3", SOON);
					Path pdf = browser.print(scratch.resolve(scheme + ".pdf"));
					paint(pdf, folder.resolve("page-" + scheme + ".svg"));
				}
			}
		}
	}

	private static void play(Browser browser) {
		browser.await("#plain-state", "500 and 500 calls", SOON);
		browser.click("[data-drill=scale-in]");
		browser.await("#timeline", "Drill scale-in is over", DRILL);
		browser.await("#running", "none is played", SOON);
		browser.await("#timeline", "shard 4 joined in", DRILL);
		browser.click("[data-drill=failover]");
		browser.await("#timeline", "Drill failover is over", DRILL);
		browser.await("#timeline", "shard 3 failed over in", DRILL);
		browser.await("#running", "none is played", SOON);
	}

	private static void paint(Path pdf, Path svg) throws IOException, InterruptedException {
		Process painter = new ProcessBuilder("pdftocairo", "-svg", pdf.toString(), svg.toString()).inheritIO().start();
		assertThat(painter.waitFor()).as("pdftocairo (Debian: poppler-utils)").isZero();
		Files.writeString(svg, COORDINATES.matcher(Files.readString(svg))
			.replaceAll((path) -> NOT_SEEN.matcher(path.group()).replaceAll("")));
	}

}
