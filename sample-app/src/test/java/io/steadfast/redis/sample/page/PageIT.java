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
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.boot.web.embedded.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.WebServer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

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

	private static final String CHART = "#chart-calls canvas";

	@Test
	void aDrillIsStartedWatchedAndReported() throws LifecycleException {
		try (ConfigurableApplicationContext context = SampleApplication.application()
			.run("--server.port=0", "--sample.traffic.rate=500", "--sample.traffic.callers=12",
					"--sample.compare.rate=250", "--sample.compare.callers=12", "--sample.drill.before=1s",
					"--logging.level.root=warn", "--sample.drill.calm=1s")) {
			PlainBoot plain = context.getBean(PlainBoot.class);
			assertThat(plain.state()).isEqualTo(PlainBoot.State.OFF);
			String root = "http://localhost:" + context.getEnvironment().getRequiredProperty("local.server.port");
			try (Browser browser = Browser.at(root + "/")) {
				isLive(browser);
				aBrokenStreamIsToldAndMendsItself(browser, connectorOf(context), context.getBean(Timeline.class));
				aFailoverIsSeen(browser);
				aNewShardIsSeenToBreakPlainBootOnly(browser);
				plainBootIsStartedAfresh(browser);
				theReportStandsAlone(browser, root);
			}
			Awaitility.await().atMost(SOON).until(() -> plain.state() == PlainBoot.State.OFF);
		}
	}

	private static void isLive(Browser browser) {
		browser.await("#stream", "live", SOON);
		browser.await("#health", "UP", SOON);
		browser.await("#slots", "S3", SOON);
		browser.await("#plain-state", "500 and 250 calls", SOON);
		String before = browser.picture(CHART);
		Awaitility.await().atMost(SOON).until(() -> !browser.picture(CHART).equals(before));
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

	private static void aFailoverIsSeen(Browser browser) {
		browser.click("[data-drill=failover]");
		browser.await("[aria-current=true]", "failover", SOON);
		assertThat(browser.attribute("[data-drill=kill]", "aria-disabled")).isEqualTo("true");
		browser.await("#incidents", "failed over", DRILL);
		browser.await("#timeline", "Drill failover is over", DRILL);
		browser.await("#timeline [data-kind=INCIDENT]", "failed over in", SOON);
		browser.await("#health", "UP", SOON);
		browser.await("#running", "none is played", SOON);
		assertThat(browser.number("[data-total='ours failed']")).isZero();
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

	private static void theReportStandsAlone(Browser browser, String root) {
		browser.go(root + "/drills/reports/2.html");
		browser.await("#title", "Drill scale-in", SOON);
		browser.await("#numbers", "errors of plain Boot beside it", SOON);
		browser.await("#curves .u-legend", "S4", SOON);
		assertThat(browser.text("#shortfalls")).isEqualTo("Nothing.");
		assertThat(browser.complaints()).isEmpty();
	}

}
