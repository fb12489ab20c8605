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

package io.steadfast.redis.test;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.contentOf;

/**
 * The right executable, or a message that says how to name one.
 */
class RedisServerBinaryTest {

	@AfterEach
	void forgetProperty() {
		System.clearProperty(RedisServerBinary.PROPERTY);
	}

	@ParameterizedTest
	@CsvSource({ "Linux,amd64,linux-amd64", "Linux,aarch64,linux-arm64", "Linux,i386,linux-386",
			"Mac OS X,aarch64,darwin-arm64", "Mac OS X,x86_64,darwin-amd64" })
	void eachPlatformHasItsExecutable(String os, String arch, String suffix) {
		String resource = RedisServerBinary.resourceFor(os, arch);
		assertThat(resource).endsWith(suffix);
		assertThat(getClass().getResource("/" + resource)).isNotNull();
	}

	@Test
	void anotherPlatformIsToldToNameAServer() {
		assertThatIllegalStateException().isThrownBy(() -> RedisServerBinary.resourceFor("Windows 11", "amd64"))
			.withMessageContaining("-Dsteadfast.redis.server=");
	}

	@Test
	void eachClusterOfAnotherPlatformIsToldSo() {
		RedisServerBinary.Embedded embedded = new RedisServerBinary.Embedded("Windows 11", "amd64");
		for (int i = 0; i < 2; i++) {
			assertThatIllegalStateException().isThrownBy(embedded::executable)
				.withMessageContaining("There is no embedded redis-server for Windows 11");
		}
	}

	@Test
	void aTemporaryDirectoryThatCannotBeWrittenToIsNamed() {
		String temporary = System.setProperty("java.io.tmpdir", "/nowhere");
		try {
			assertThat(LocalProcess.unwritable(new IOException()))
				.hasMessageStartingWith("Cannot write to /nowhere. Set -Djava.io.tmpdir to ");
		}
		finally {
			System.setProperty("java.io.tmpdir", temporary);
		}
	}

	@Test
	void anEmbeddedServerThatMayNotBeRunIsToldApartFromANamedOne() {
		assertThat(RedisServerBinary.advice()).contains("-Djava.io.tmpdir").doesNotContain(RedisServerBinary.PROPERTY);
		System.setProperty(RedisServerBinary.PROPERTY, "/nowhere/redis-server");
		assertThat(RedisServerBinary.advice()).contains(RedisServerBinary.PROPERTY).doesNotContain("tmpdir");
	}

	@Test
	void thePropertyWins() {
		System.setProperty(RedisServerBinary.PROPERTY, "valkey-server");
		assertThat(RedisServerBinary.command()).isEqualTo("valkey-server");
	}

	@Test
	void aPathFromTheWorkingDirectoryIsOneFromThereInTheDirectoryOfTheServerToo() {
		System.setProperty(RedisServerBinary.PROPERTY, "target/valkey-server");
		assertThat(RedisServerBinary.command())
			.isEqualTo(Path.of("target", "valkey-server").toAbsolutePath().toString());
	}

	@Test
	void aServerThatCannotBeStartedLeavesNothing() throws IOException {
		String mark = "# " + UUID.randomUUID();
		assertThatException().isThrownBy(() -> LocalProcess.start("/nowhere/redis-server", List.of(mark), Map.of(),
				UndeletedProcesses.OF_THIS_JVM));
		Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
		try (DirectoryStream<Path> directories = Files.newDirectoryStream(temporary, "steadfast-redis-node*")) {
			assertThat(directories).noneMatch((directory) -> directory.resolve("redis.conf").toFile().exists()
					&& contentOf(directory.resolve("redis.conf").toFile()).contains(mark));
		}
	}

	@Test
	void aServerThatDoesNotExistIsNamedInTheFailure() {
		System.setProperty(RedisServerBinary.PROPERTY, "/nowhere/redis-server");
		assertThatException().isThrownBy(() -> RedisCluster.builder().start())
			.withMessageContaining("/nowhere/redis-server");
	}

}
