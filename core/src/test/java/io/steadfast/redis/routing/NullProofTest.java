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

package io.steadfast.redis.routing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The proof of the proof (ADR 2): a null put anywhere into the redirect path does not
 * compile.
 */
class NullProofTest {

	private static final Path SOURCES = Path.of("src/main/java/io/steadfast/redis/routing");

	@TempDir
	private Path directory;

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			RedirectResolver.java | return new RouteAgain(unreadable.why());
			RedirectResolver.java | return new GoTo(shard, RedirectType.ASK, false);
			RedirectResolver.java | return new GoTo(shard, RedirectType.MOVED_TO_ITSELF, false);
			Redirect.java         | return new To(new Endpoint(answeredBy.host(), port));
			NodeConnections.java  | return pool(endpoint, access).stripes().connection(stripe);
			NodeConnections.java  | return pool(stale.endpoint(), stale.access()).stripes().replace(stale);
			NodeStripes.java      | return (winner != null) ? winner : fresh;
			""")
	void aNullInTheRedirectPathFailsTheBuild(String file, String statement) throws Exception {
		String source = Files.readString(SOURCES.resolve(file));
		assertThat(source).contains(statement);
		assertThat(compile(file, source.replace(statement, "return null;"), 1)).contains("[NullAway]");
	}

	@Test
	void whatIsThereCompiles() throws Exception {
		String source = Files.readString(SOURCES.resolve("RedirectResolver.java"));
		assertThat(compile("RedirectResolver.java", source, 0)).doesNotContain("[NullAway]");
	}

	/** A newer JDK may have something to say about the plugin that has no effect. */
	private String compile(String file, String source, int exit) throws IOException, InterruptedException {
		Path copy = Files.writeString(this.directory.resolve(file), source);
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "javac").toString());
		for (String name : List.of("api", "code", "comp", "file", "main", "model", "parser", "processing", "tree",
				"util")) {
			command.add("-J--add-opens=jdk.compiler/com.sun.tools.javac." + name + "=ALL-UNNAMED");
		}
		String classPath = System.getProperty("java.class.path");
		Stream
			.of("-d", this.directory.toString(), "-cp", classPath, "-processorpath", classPath, "-proc:none",
					"-XDcompilePolicy=simple", "--should-stop=ifError=FLOW",
					"-Xplugin:ErrorProne -XepDisableAllChecks -Xep:NullAway:ERROR -XepOpt:NullAway:OnlyNullMarked=true"
							+ " -XepOpt:NullAway:AcknowledgeRestrictiveAnnotations=true",
					copy.toString())
			.forEach(command::add);
		Process javac = new ProcessBuilder(command).redirectErrorStream(true).start();
		String output = new String(javac.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(javac.waitFor()).as(output).isEqualTo(exit);
		return output;
	}

}
