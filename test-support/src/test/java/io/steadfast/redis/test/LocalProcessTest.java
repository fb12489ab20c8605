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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * A process is what was done to it as soon as that returns.
 */
class LocalProcessTest {

	private static final int TIMES = 50;

	private final UndeletedProcesses undeleted = UndeletedProcesses.endedBy((end) -> {
	});

	private final LocalProcess process = LocalProcess.start(RedisServerBinary.command(),
			List.of("bind 127.0.0.1", "port " + Loopback.freePort(Loopback.FIRST)), Map.of(), this.undeleted);

	@AfterEach
	void delete() {
		this.process.delete();
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void aSuspendedProcessHasStopped() throws IOException {
		for (int i = 0; i < TIMES; i++) {
			this.process.hang();
			assertThat(Files.readString(Path.of("/proc/" + this.process.pid() + "/stat"))).contains(") T ");
			this.process.resume();
		}
	}

	@Test
	void aProcessThatIsBeingDeletedIsNotStartedAgain() {
		this.process.kill();
		// As by another thread that has not come to the directory yet.
		this.undeleted.remove(this.process);
		assertThatIllegalStateException().isThrownBy(this.process::restart).withMessageContaining("deleted");
		this.process.awaitEnd();
		this.undeleted.add(this.process);
	}

}
