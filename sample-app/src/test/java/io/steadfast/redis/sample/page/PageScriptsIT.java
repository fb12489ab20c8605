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
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.steadfast.redis.sample.drill.DrillCard;
import io.steadfast.redis.sample.drill.DrillPhase;
import io.steadfast.redis.sample.drill.RunningDrill;
import io.steadfast.redis.sample.drill.SomeDrill;
import io.steadfast.redis.sample.page.ScriptedSite.Stream;
import io.steadfast.redis.topology.SlotTable;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.actuate.health.Health;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The scripts of the page and of the reports, in a browser, with an application that does
 * what no application does when it is asked to.
 */
@Tag("browser")
@ExtendWith(ChromiumCondition.class)
class PageScriptsIT {

	private static final Duration SOON = Duration.ofSeconds(20);

	private static final DrillCard FAILOVER = new DrillCard("failover", "D02", true, "CLUSTER FAILOVER", true);

	private static final DrillCard KILL = new DrillCard("kill", "D01", false, "kill -9 of a primary", false);

	private static final String LINES = """
			const done = arguments[arguments.length - 1];
			const points = JSON.parse(arguments[0]);
			import('/js/charts.js').then(({ lines }) => done(lines.errors(points)
			  .map((line) => `${line.label}: ${points.map(line.value).join(' ')}`)));
			""";

	private static final String COUNT_WHAT_IS_READ_ALOUD = """
			window.readAloud = [];
			document.querySelectorAll('[role=status]').forEach((one) => new MutationObserver(() => {
			  window.readAloud.push(one.textContent);
			}).observe(one, { childList: true, characterData: true, subtree: true }));
			""";

	private final AtomicInteger seconds = new AtomicInteger();

	@Test
	void theKindsOfErrorsThatThereAreMostOfHaveALineEach() throws IOException {
		String points = ScriptedSite.JSON.writeValueAsString(
				List.of(point(Map.of("AException", 1L, "BException", 2L, "CException", 30L, "DException", 40L)),
						point(Map.of("AException", 1L, "BException", 2L, "TooManyWaitingException", 500L))));
		try (ScriptedSite site = ScriptedSite.start(hello(FAILOVER), this::busy, Stream.STEADY);
				Browser browser = Browser.at(site.root())) {
			assertThat((List<?>) browser.answer(LINES, points)).map(String::valueOf)
				.containsExactly("ours C: 30 0", "ours D: 40 0", "ours TooManyWaiting: 0 500", "ours others: 3 3",
						"plain none:  ");
		}
	}

	@Test
	void aStreamThatFallsSilentIsReplaced() throws IOException {
		try (ScriptedSite site = ScriptedSite.start(hello(FAILOVER), this::busy, Stream.SILENT, Stream.STEADY);
				Browser browser = Browser.at(site.root())) {
			browser.await("#stream", "live", SOON);
			browser.await("#stream", "disconnected", SOON);
			browser.await("#stream", "live", SOON);
			assertThat(site.streamsAskedFor()).isEqualTo(2);
			assertThat(browser.complaints()).isEmpty();
		}
	}

	@Test
	void aStreamThatIsNotAnsweredIsReplaced() throws IOException {
		try (ScriptedSite site = ScriptedSite.start(hello(FAILOVER), this::busy, Stream.HANGING, Stream.STEADY);
				Browser browser = Browser.at(site.root())) {
			browser.await("#stream", "connecting", SOON);
			browser.await("#stream", "live", SOON);
			assertThat(site.streamsAskedFor()).isEqualTo(2);
		}
	}

	@Test
	void whatChangesAllTheTimeIsNotReadAloud() throws IOException {
		try (ScriptedSite site = ScriptedSite.start(hello(FAILOVER), this::busy, Stream.STEADY);
				Browser browser = Browser.at(site.root())) {
			browser.await("#running", "▶ is played", SOON);
			browser.await("#stream", "live", SOON);
			browser.ask(COUNT_WHAT_IS_READ_ALOUD);
			String secondsBefore = browser.text("#running-for");
			String countsBefore = browser.text("#incidents");
			Awaitility.await().atMost(SOON).until(() -> !browser.text("#running-for").equals(secondsBefore));
			assertThat(browser.text("#incidents")).contains("shard 3 failed over in").isNotEqualTo(countsBefore);
			assertThat(browser.ask("return window.readAloud")).isEqualTo(List.of());
			assertThat(browser.text("[role=status]#incident-news")).isEqualTo("Shard 3: failover");
			assertThat(browser.text("[role=status]:has(#health)")).contains("UP");
		}
	}

	@Test
	void aDrillThatIsClickedTwiceIsPlayedOnceAndThatIsNoMistake() throws IOException {
		try (ScriptedSite site = ScriptedSite.start(hello(FAILOVER), this::quiet, Stream.SILENT);
				Browser browser = Browser.at(site.root())) {
			browser.await("#running", "none", SOON);
			browser.await("#faults", "kill", SOON);
			browser.doubleClick("[data-drill=failover]");
			browser.await("#running", "waits for calm traffic", SOON);
			browser.click("[data-drill=failover]");
			assertThat(browser.attribute("#refused", "hidden")).isEqualTo("true");
			browser.click("[data-drill=kill]");
			browser.await("#refused", "One drill at a time", SOON);
			assertThat(site.posted()).containsExactly("failover");
		}
	}

	@Test
	void whatMayBePlayedElsewhereStaysWhereADrillIsPointedAt() throws IOException {
		try (ScriptedSite site = ScriptedSite.start(hello(FAILOVER), this::quiet, Stream.STEADY);
				Browser browser = Browser.at(site.root())) {
			browser.await("#elsewhere", "what may be played on it: failover.", SOON);
			browser.pointAt("[data-drill=kill]");
			browser.await("#about", "kill -9 of a primary", SOON);
			assertThat(browser.text("#elsewhere")).contains("This is not the embedded cluster");
		}
	}

	@Test
	void onATelephoneADrillCanBeReadBeforeItIsPlayed() throws IOException {
		try (ScriptedSite site = ScriptedSite.start(hello(FAILOVER, KILL), this::busy, Stream.STEADY);
				Browser browser = Browser.at(site.root())) {
			browser.await("#faults", "kill", SOON);
			assertThat(isSeen(browser, "[data-drill=kill] + .fault")).isFalse();
			browser.beNarrow();
			assertThat(isSeen(browser, "[data-drill=kill] + .fault")).isTrue();
			assertThat(browser.text("[data-drill=kill] + .fault")).isEqualTo("kill -9 of a primary");
		}
	}

	@Test
	void aReportComparesBothAndSaysWhatIsMissing() throws IOException {
		Story story = new Story(1, Instant.EPOCH, Instant.EPOCH, "steadfast", 3000, 1000, SomeDrill.called("kill"),
				new Comparison(12.1, 3, 456), List.of(), List.of(), List.of("The timeline begins late."));
		try (ScriptedSite site = ScriptedSite.start(hello(FAILOVER), this::busy, Stream.STEADY);
				Browser browser = Browser.at(site.root())) {
			site.serve("/report.html", new StoryPage(ScriptedSite.JSON).of(story));
			browser.go(site.root() + "report.html");
			browser.await("#numbers", "errors while plain Boot ran beside it, 12 s: ours3", SOON);
			assertThat(browser.text("#numbers"))
				.contains("errors of plain Boot beside it, 1000 operations a second due456");
			assertThat(browser.text("#missing")).isEqualTo("The timeline begins late.");
			assertThat(browser.complaints()).isEmpty();
		}
	}

	private static boolean isSeen(Browser browser, String selector) {
		return Boolean.TRUE.equals(browser
			.ask("return document.querySelector(arguments[0]).getBoundingClientRect().height > 0", selector));
	}

	private static Message.Hello hello(DrillCard... playable) {
		return new Message.Hello("steadfast", 1000, 1000, List.of(FAILOVER, KILL),
				Arrays.stream(playable).map(DrillCard::name).toList(), List.of(), List.of());
	}

	private Message.Tick busy() {
		int second = this.seconds.incrementAndGet();
		String summary = "shard 3 failed over in " + second + ".0 s: " + second + " redirects";
		return tick(List.of(new IncidentRow(3, "failover", summary)),
				new RunningDrill(FAILOVER, DrillPhase.PLAYING, Instant.EPOCH));
	}

	private Message.Tick quiet() {
		return tick(List.of(), null);
	}

	private static Message.Tick tick(List<IncidentRow> incidents, @Nullable RunningDrill drill) {
		View view = new View(Health.up().build(), List.of(new SlotRun(0, SlotTable.SLOTS - 1, 1)), List.of(), incidents,
				0, 0, drill, PlainBoot.State.OFF);
		return new Message.Tick(new Look(point(Map.of()), view), List.of());
	}

	private static Point point(Map<String, Long> failures) {
		Side ours = new Side(100, 0, 0, failures, 1.0, 2.0, 3.0, 0, 0L, 0, 1, 1);
		return new Point(System.currentTimeMillis(), 1, ours, null, Map.of(1, 100L));
	}

}
