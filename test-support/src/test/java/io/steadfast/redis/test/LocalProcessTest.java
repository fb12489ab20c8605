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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A process is what was done to it as soon as that returns.
 */
class LocalProcessTest {

	private static final int TIMES = 50;

	@Test
	@EnabledOnOs(OS.LINUX)
	void aSuspendedProcessHasStopped() throws IOException {
		String port = "port " + Loopback.freePort(Loopback.FIRST);
		LocalProcess process = LocalProcess.start(RedisServerBinary.command(), List.of("bind 127.0.0.1", port),
				Map.of(), UndeletedProcesses.OF_THIS_JVM);
		try {
			for (int i = 0; i < TIMES; i++) {
				process.hang();
				assertThat(Files.readString(Path.of("/proc/" + process.pid() + "/stat"))).contains(") T ");
				process.resume();
			}
		}
		finally {
			process.delete();
		}
	}

}
