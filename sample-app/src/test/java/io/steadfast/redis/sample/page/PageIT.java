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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.steadfast.redis.sample.SampleApplication;
import io.steadfast.redis.sample.drill.DrillCard;
import io.steadfast.redis.sample.drill.Drills;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.boot.web.embedded.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.WebServer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page in a browser: what its user does, and what he sees. A browser that starts
 * takes the processors away from everybody else, so there are fewer callers than may wait
 * for one node.
 */
@Tag("browser")
@ExtendWith(ChromiumCondition.class)
class PageIT {

	private static final Duration SOON = Duration.ofSeconds(20);

	private static final Duration DRILL = Duration.ofSeconds(120);

	/** More than the page has for who goes by keyboard. */
	private static final int MOST_STOPS = 60;

	/** A row of the legend tells the end of its line; the first is the time. */
	private static final String CALLS = "return [...document.querySelectorAll('#chart-calls .u-series .u-value')]"
			+ ".slice(1).map((one) => one.textContent)";

	private static final String LOADED = "return performance.getEntriesByType('resource').map((one) => one.name)"
			+ ".filter((name) => !name.startsWith('data:'))";

	/** What can be used, but does not fit into the width of the screen. */
	private static final String OUT_OF_REACH = """
			const screen = document.documentElement.clientWidth;
			return [...document.querySelectorAll('main, button, a:not(.skip), summary, [tabindex="0"], .panel')]
			  .map((one) => [one, one.getBoundingClientRect()])
			  .filter(([one, box]) => one.closest('[hidden], details:not([open]) dl') === null
			    && (box.height === 0 || box.left < 0 || box.right > screen))
			  .map(([one]) => one.outerHTML.slice(0, 80));
			""";

	/** Texts whose colour is too near to that behind them, by the rule of WCAG 2. */
	private static final String HARD_TO_READ = """
			const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
			const light = (colour) => parts(colour).slice(0, 3).map((one) => one / 255)
			  .map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4))
			  .reduce((sum, one, index) => sum + one * [0.2126, 0.7152, 0.0722][index], 0);
			const behind = (one) => {
			  const colour = getComputedStyle(one).backgroundColor;
			  return parts(colour)[3] === 0 && one.parentElement ? behind(one.parentElement) : colour;
			};
			const contrast = (one) => {
			  const [low, high] = [light(getComputedStyle(one).color), light(behind(one))].sort((a, b) => a - b);
			  return (high + 0.05) / (low + 0.05);
			};
			return [...document.querySelectorAll('body *')]
			  .filter((one) => one.getBoundingClientRect().height > 0
			    && [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim() !== ''))
			  .filter((one) => contrast(one) < 4.5).map((one) => `${contrast(one)} ${one.outerHTML.slice(0, 80)}`);
			""";

	@Test
	void aDrillIsStartedWatchedAndReported() throws LifecycleException {
		try (ConfigurableApplicationContext context = SampleApplication.application()
			.run("--server.port=0", "--sample.traffic.rate=500", "--sample.traffic.callers=12",
					"--sample.compare.rate=250", "--sample.compare.callers=12", "--sample.drill.before=1s",
					"--logging.level.root=warn", "--sample.drill.calm=1s")) {
			PlainBoot plain = context.getBean(PlainBoot.class);
			String root = "http://localhost:" + context.getEnvironment().getRequiredProperty("local.server.port");
			nobodyStartsPlainBootUnseen(plain, root);
			try (Browser browser = Browser.at(root + "/")) {
				isLive(browser);
				everyDrillHasAButton(browser, context.getBean(Drills.class));
				allComesFromTheApplication(browser, root);
				isReadInBothSchemesAndOnATelephone(browser, root);
				aBrokenStreamIsToldAndMendsItself(browser, connectorOf(context), context.getBean(Timeline.class));
				aFailoverIsSeen(browser);
				aNewShardIsSeenToBreakPlainBootOnly(browser);
				plainBootIsStartedAfresh(browser);
				theReportIsLedToAndStandsAlone(browser, root);
			}
			Awaitility.await().atMost(SOON).until(() -> plain.state() == PlainBoot.State.OFF);
		}
	}

	private static void isLive(Browser browser) {
		browser.await("#stream", "live", SOON);
		browser.await("#health", "UP", SOON);
		browser.await("#slots", "S3", SOON);
		browser.await("#plain-state", "500 and 250 calls", SOON);
		List<String> before = texts(browser, CALLS);
		assertThat(before).hasSize(3).allSatisfy((calls) -> assertThat(calls).matches("\\d+(\\.\\d)?"));
		assertThat(before.stream().mapToDouble(Double::parseDouble).sum()).isBetween(300.0, 700.0);
		Awaitility.await().atMost(SOON).until(() -> !texts(browser, CALLS).equals(before));
	}

	private static void nobodyStartsPlainBootUnseen(PlainBoot plain, String root) {
		ResponseEntity<String> answer = new TestRestTemplate().postForEntity(root + "/page/plain", null, String.class);
		assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.CONFLICT);
		assertThat(answer.getBody()).contains("while somebody looks at the page");
		assertThat(plain.state()).isEqualTo(PlainBoot.State.OFF);
	}

	private static void everyDrillHasAButton(Browser browser, Drills drills) {
		assertThat(browser.attributes("button[data-drill]", "data-drill").stream().map(String::valueOf))
			.containsExactlyInAnyOrderElementsOf(drills.cards().stream().map(DrillCard::name).toList());
	}

	private static void allComesFromTheApplication(Browser browser, String root) {
		assertThat(texts(browser, LOADED)).hasSizeGreaterThan(10)
			.allSatisfy((address) -> assertThat(address).startsWith(root + "/"));
	}

	private static void isReadInBothSchemesAndOnATelephone(Browser browser, String root) {
		for (String scheme : new String[] { "light", "dark" }) {
			browser.prefer(scheme);
			browser.go(root + "/");
			browser.await("#slots", "S3", SOON);
			assertThat(texts(browser, HARD_TO_READ)).as(scheme).isEmpty();
			assertThat(texts(browser, OUT_OF_REACH)).isEmpty();
		}
		assertThat(browser.ask("return getComputedStyle(document.body).backgroundColor")).isEqualTo("rgb(14, 19, 24)");
		browser.beNarrow();
		browser.go(root + "/");
		browser.await("#slots", "S3", SOON);
		assertThat(browser.ask("return document.documentElement.scrollWidth")).isEqualTo(390L);
		assertThat(texts(browser, OUT_OF_REACH)).isEmpty();
		browser.prefer("light");
		browser.go(root + "/");
		isLive(browser);
	}

	private static List<String> texts(Browser browser, String script) {
		return ((List<?>) browser.ask(script)).stream().map(String::valueOf).toList();
	}

	/** The browser itself writes each failed request to the console; nothing else may. */
	private static void aBrokenStreamIsToldAndMendsItself(Browser browser, Connector connector, Timeline timeline)
			throws LifecycleException {
		tell(timeline, "before it breaks");
		browser.await("#timeline", "before it breaks", SOON);
		assertThat(browser.complaints()).isEmpty();
		connector.setPort(connector.getLocalPort());
		connector.stop();
		browser.await("#stream", "disconnected", SOON);
		assertThat(browser.attribute("#notice", "hidden")).isEqualTo("null");
		assertThat(browser.text("#notice")).startsWith("No word from the application since");
		tell(timeline, "while nobody hears");
		assertThat(browser.text("#timeline")).doesNotContain("while nobody hears");
		connector.start();
		browser.await("#stream", "live", SOON);
		assertThat(browser.attribute("#notice", "hidden")).isEqualTo("true");
		tell(timeline, "after it is back");
		browser.await("#timeline", "after it is back", SOON);
		List<String> told = timeline.after(0).stream().map((entry) -> entry.at().toString()).toList();
		assertThat(browser.attributes("#timeline time", "datetime").stream().map(String::valueOf))
			.containsExactlyElementsOf(reversed(told));
		assertThat(browser.complaints())
			.allSatisfy((line) -> assertThat(line).contains("/page/stream - Failed to load resource"));
	}

	private static Connector connectorOf(ApplicationContext context) {
		WebServer server = ((WebServerApplicationContext) context).getWebServer();
		return ((TomcatWebServer) server).getTomcat().getConnector();
	}

	private static void tell(Timeline timeline, String text) {
		timeline.add(TimelineEntry.Kind.DRILL, TimelineEntry.Tone.CALM, text, null);
	}

	private static List<String> reversed(List<String> told) {
		List<String> latestFirst = new ArrayList<>(told);
		Collections.reverse(latestFirst);
		return latestFirst;
	}

	/** By keyboard alone. */
	private static void aFailoverIsSeen(Browser browser) {
		for (int i = 0; i < MOST_STOPS && !isAt(browser, "failover"); i++) {
			browser.press(Keys.TAB);
		}
		assertThat(isAt(browser, "failover")).isTrue();
		browser.await("#about", "CLUSTER FAILOVER to each replica", SOON);
		browser.press(Keys.ENTER);
		browser.await("[aria-current=true]", "failover", SOON);
		assertThat(browser.attribute("[data-drill=kill]", "aria-disabled")).isEqualTo("true");
		browser.await("#incidents", "failed over", DRILL);
		browser.await("#timeline", "Drill failover is over", DRILL);
		browser.await("#timeline [data-kind=INCIDENT]", "failed over in", SOON);
		browser.await("#health", "UP", SOON);
		browser.await("#running", "none is played", SOON);
		assertThat(browser.number("[data-total='ours failed']")).isZero();
	}

	private static boolean isAt(Browser browser, String drill) {
		return drill.equals(browser.ask("return document.activeElement.dataset.drill"));
	}

	/**
	 * Boot's defaults refuse nodes that were not there at the start: its errors are no
	 * matter of luck.
	 */
	private static void aNewShardIsSeenToBreakPlainBootOnly(Browser browser) {
		browser.click("[data-drill=scale-in]");
		browser.await("[aria-current=true]", "scale-in", DRILL);
		browser.await("#timeline", "Drill scale-in is over", DRILL);
		assertThat(browser.number("[data-total='plain failed']")).isPositive();
		assertThat(browser.text("#kinds")).contains("plain");
		assertThat(browser.number("[data-total='ours failed']")).isZero();
		assertThat(browser.complaints()).isEmpty();
	}

	/** What it failed before stays in the account; who called before calls no more. */
	private static void plainBootIsStartedAfresh(Browser browser) {
		long failed = browser.number("[data-total='plain failed']");
		Set<Thread> callers = callers();
		browser.click("#plain-restart");
		browser.await("#timeline [data-kind=COMPARE]", "Plain Boot was started afresh", SOON);
		assertThat(callers).filteredOn(Thread::isAlive).hasSize(callers.size() / 2);
		assertThat(callers()).hasSameSizeAs(callers);
		browser.await("#plain-state", "500 and 250 calls", SOON);
		browser.await("[data-now='plain of those due']", "100 %", SOON);
		assertThat(browser.number("[data-total='plain failed']")).isGreaterThanOrEqualTo(failed);
		assertThat(browser.complaints()).isEmpty();
	}

	/** Those of both sides, which are as many each. */
	private static Set<Thread> callers() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("caller-"))
			.collect(Collectors.toSet());
	}

	private static void theReportIsLedToAndStandsAlone(Browser browser, String root) {
		assertThat(browser.attributes("#timeline a", "href").stream().map(String::valueOf)).containsExactly(
				"drills/reports/2.html", "drills/reports/2.json", "drills/reports/1.html", "drills/reports/1.json");
		ResponseEntity<String> json = new TestRestTemplate().getForEntity(root + "/drills/reports/2.json",
				String.class);
		assertThat(json.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_JSON);
		assertThat(json.getBody()).contains("\"name\":\"scale-in\"", "\"observedFrom\":\"20");
		browser.followLink("#timeline a");
		browser.await("#title", "Drill scale-in", SOON);
		browser.await("#numbers", "errors of plain Boot beside it", SOON);
		browser.await("#curves .u-legend", "S4", SOON);
		assertThat(browser.text("#shortfalls")).isEqualTo("Nothing.");
		assertThat(texts(browser, LOADED)).isEmpty();
		assertThat(browser.complaints()).isEmpty();
	}

}
