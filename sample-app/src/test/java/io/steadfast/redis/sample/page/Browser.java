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
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;

import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.print.PageMargin;
import org.openqa.selenium.print.PageSize;
import org.openqa.selenium.print.PrintOptions;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * A headless Chromium with one page.
 */
final class Browser implements AutoCloseable {

	private static final int WIDTH = 1280;

	private static final int HEIGHT = 800;

	/** Of one CSS pixel. */
	private static final double CENTIMETRES = 2.54 / 96;

	/** Chromium prints in light colours, and paints where one could scroll. */
	private static final String FOR_PAPER = """
			[...document.styleSheets].flatMap((sheet) => [...sheet.cssRules])
			  .filter((rule) => rule.media && matchMedia(rule.media.mediaText).matches)
			  .forEach((rule) => { rule.media.mediaText = 'all'; });
			document.querySelectorAll('*').forEach((one) => { one.style.scrollbarWidth = 'none'; });
			const end = document.querySelector('#timeline').getBoundingClientRect().bottom;
			document.querySelectorAll('#timeline li').forEach((one) => { one.hidden = one.getBoundingClientRect().top > end; });
			""";

	private final ChromeDriver driver;

	private Browser(ChromeDriver driver) {
		this.driver = driver;
	}

	static Browser at(String address) {
		ChromeOptions options = new ChromeOptions();
		options.setBinary(ChromiumCondition.browser());
		options.addArguments("--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
				"--disable-background-networking", "--window-size=" + WIDTH + "," + HEIGHT);
		LoggingPreferences logs = new LoggingPreferences();
		logs.enable(LogType.BROWSER, Level.ALL);
		options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
		ChromeDriverService service = new ChromeDriverService.Builder()
			.usingDriverExecutable(ChromiumCondition.driver().toFile())
			.usingAnyFreePort()
			.build();
		Browser browser = new Browser(new ChromeDriver(service, options));
		browser.driver.get(address);
		return browser;
	}

	/**
	 * Wait until an element says something.
	 * @param selector the element
	 * @param text what it contains
	 * @param limit how long
	 */
	void await(String selector, String text, Duration limit) {
		new WebDriverWait(this.driver, limit).withMessage(() -> selector + " says: " + text(selector))
			.until((page) -> text(selector).contains(text));
	}

	/**
	 * What an element says.
	 * @param selector finds it
	 * @return its text, visible or scrolled away
	 */
	String text(String selector) {
		return String.valueOf(this.driver
			.executeScript("return document.querySelector(arguments[0])?.textContent ?? 'nothing'", selector));
	}

	/**
	 * A number as the page writes it.
	 * @param selector finds the element
	 * @return its value
	 */
	long number(String selector) {
		return Long.parseLong(text(selector).replace(",", ""));
	}

	String attribute(String selector, String name) {
		return String.valueOf(this.driver.findElement(By.cssSelector(selector)).getDomAttribute(name));
	}

	void click(String selector) {
		this.driver.findElement(By.cssSelector(selector)).click();
	}

	/** Follow the first of some links, and stay where it leads, in whatever window. */
	void followLink(String selector) {
		click(selector);
		Set<String> windows = new LinkedHashSet<>(this.driver.getWindowHandles());
		windows.remove(this.driver.getWindowHandle());
		windows.forEach((window) -> this.driver.switchTo().window(window));
	}

	void doubleClick(String selector) {
		new Actions(this.driver).doubleClick(this.driver.findElement(By.cssSelector(selector))).perform();
	}

	void pointAt(String selector) {
		new Actions(this.driver).moveToElement(this.driver.findElement(By.cssSelector(selector))).perform();
	}

	/**
	 * Press a key where the focus is.
	 * @param key one of those of Selenium
	 */
	void press(Keys key) {
		this.driver.switchTo().activeElement().sendKeys(key);
	}

	/**
	 * Ask the page.
	 * @param script with a return
	 * @param arguments what it finds as arguments
	 * @return its answer
	 */
	Object ask(String script, Object... arguments) {
		return this.driver.executeScript(script, arguments);
	}

	/**
	 * Ask what takes time.
	 * @param script calls its last argument with the answer
	 * @param arguments those before
	 * @return the answer
	 */
	Object answer(String script, Object... arguments) {
		return this.driver.executeAsyncScript(script, arguments);
	}

	/** Be a telephone of 390 pixels until the next {@link #prefer}. */
	void beNarrow() {
		this.driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
				Map.of("width", 390, "height", 844, "deviceScaleFactor", 2, "mobile", true));
	}

	void go(String address) {
		this.driver.get(address);
	}

	/**
	 * What the page's next loading takes for the wish of its user, with twice as many
	 * points a pixel.
	 * @param scheme light or dark
	 */
	void prefer(String scheme) {
		this.driver.executeCdpCommand("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
		this.driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
				Map.of("width", WIDTH, "height", HEIGHT, "deviceScaleFactor", 2, "mobile", false));
	}

	/**
	 * The page as it is seen, on one sheet.
	 * @param pdf the file to write
	 * @return that file
	 * @throws IOException if it cannot be written
	 */
	Path print(Path pdf) throws IOException {
		this.driver.executeScript(FOR_PAPER);
		PrintOptions options = new PrintOptions();
		options.setBackground(true);
		options.setShrinkToFit(false);
		options.setPageMargin(new PageMargin(0, 0, 0, 0));
		options.setPageSize(new PageSize(HEIGHT * CENTIMETRES, WIDTH * CENTIMETRES));
		options.setPageRanges("1");
		return Files.write(pdf, Base64.getDecoder().decode(this.driver.print(options).getContent()));
	}

	/**
	 * One attribute of several elements.
	 * @param selector finds them
	 * @param name the attribute
	 * @return its values in the order of the page
	 */
	List<?> attributes(String selector, String name) {
		return (List<?>) this.driver.executeScript(
				"return [...document.querySelectorAll(arguments[0])].map((one) => one.getAttribute(arguments[1]))",
				selector, name);
	}

	/**
	 * What went wrong in the page.
	 * @return lines of the console since the last call
	 */
	List<String> complaints() {
		return this.driver.manage()
			.logs()
			.get(LogType.BROWSER)
			.getAll()
			.stream()
			.filter((entry) -> entry.getLevel().intValue() >= Level.WARNING.intValue())
			.map(LogEntry::toString)
			.toList();
	}

	@Override
	public void close() {
		this.driver.quit();
	}

}
