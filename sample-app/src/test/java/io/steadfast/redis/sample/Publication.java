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

package io.steadfast.redis.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;

import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A folder with what a release publishes.
 *
 * @param folder laid out as a Maven repository
 * @param told what Maven told while it published
 */
record Publication(Path folder, String told) {

	private static final Pattern COMMAND = Pattern.compile("^ {4}(mvn -Prelease deploy .*<a folder>)$",
			Pattern.MULTILINE);

	/** What this build does itself, and modules that are not published. */
	private static final String WITHOUT = " -Dmaven.test.skip -Dcheckstyle.skip -Dspring-javaformat.skip"
			+ " -pl '!sample-app,!benchmarks'";

	/** What a snapshot has in its place. */
	private static final Pattern BUILD = Pattern.compile("-\\d{8}\\.\\d{6}-\\d+");

	/**
	 * Begin to publish by the command of CONTRIBUTING.md.
	 * @param sources a copy of them
	 * @param folder where to; emptied first
	 * @return what the test has to close
	 */
	static Run start(Path sources, Path folder) throws IOException {
		FileSystemUtils.deleteRecursively(folder);
		Matcher command = COMMAND.matcher(Files.readString(SourceCopy.ROOT.resolve("CONTRIBUTING.md")));
		assertThat(command.find()).as("the command in CONTRIBUTING.md").isTrue();
		String here = command.group(1).replace("<a folder>", folder.toString());
		return new Run(folder, MavenRun.start(here + WITHOUT, sources));
	}

	/**
	 * The files of each artifact, without checksums and Maven's own accounts.
	 * @return by their names, in which a snapshot has no time
	 */
	Map<String, Path> files() throws IOException {
		try (Stream<Path> files = Files.walk(this.folder)) {
			return files.filter((file) -> file.toString().matches(".*\\.(pom|jar)"))
				.collect(TreeMap::new,
						(byName, file) -> byName
							.put(BUILD.matcher(file.getFileName().toString()).replaceFirst("-SNAPSHOT"), file),
						Map::putAll);
		}
	}

	/**
	 * Look something up in a pom.
	 * @param name of its file
	 * @param path an XPath
	 * @return the text of each element found
	 */
	List<String> pom(String name, String path) throws Exception {
		Document pom = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(files().get(name).toFile());
		NodeList found = (NodeList) XPathFactory.newInstance().newXPath().evaluate(path, pom, XPathConstants.NODESET);
		return IntStream.range(0, found.getLength()).mapToObj((i) -> found.item(i).getTextContent()).toList();
	}

	/**
	 * One that has begun.
	 *
	 * @param folder where it goes to
	 * @param maven what does it
	 */
	record Run(Path folder, MavenRun maven) implements AutoCloseable {

		Publication await() throws IOException {
			return new Publication(this.folder, this.maven.awaitSuccess());
		}

		@Override
		public void close() {
			this.maven.close();
		}

	}

}
