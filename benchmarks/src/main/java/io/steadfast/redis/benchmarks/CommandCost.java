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

package io.steadfast.redis.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;

import io.lettuce.core.api.async.RedisStringAsyncCommands;
import io.steadfast.redis.test.ScriptedCrowd;

/**
 * What a command costs a caller who waits for its reply, by the number of nodes: GET by
 * Lettuce's asynchronous API, over loopback, one at a time.
 *
 * @param client whose, see {@link CrowdClient}
 * @param nodes how many primaries
 * @param connections how many it has to each of them
 * @param micros from the call to the reply, median of the rounds
 * @param cpuMicros CPU time of all threads but those of the nodes, median of the rounds
 */
record CommandCost(String client, int nodes, int connections, double micros, double cpuMicros) {

	private static final int FEW = 3;

	private static final int COMMANDS = 2_000;

	/**
	 * Measure it with three nodes and with many, ours and Lettuce's, and ours with as
	 * many connections to three nodes, which tells sockets from nodes. All take turns.
	 * @param nodes how many primaries are many
	 * @param warmUps rounds before those that count
	 * @param rounds rounds that count
	 * @return a row for each client and number of nodes
	 * @throws Exception if a node does not answer
	 */
	static List<CommandCost> measure(int nodes, int warmUps, int rounds) throws Exception {
		List<Turn> turns = new ArrayList<>();
		try (ScriptedCrowd few = ScriptedCrowd.start(FEW); ScriptedCrowd many = ScriptedCrowd.start(nodes)) {
			try {
				for (ScriptedCrowd crowd : List.of(few, many)) {
					for (String client : List.of("lettuce-untimed", "lettuce-cluster", "steadfast")) {
						turns.add(new Turn(client, crowd, 1, rounds));
					}
				}
				turns.add(new Turn("steadfast", few, nodes / FEW, rounds));
				for (Turn turn : turns) {
					turn.opened.connectAll();
				}
				for (int round = -warmUps; round < rounds; round++) {
					for (Turn turn : turns) {
						turn.run(round);
					}
					Collections.rotate(turns, -1);
				}
				return turns.stream().map(Turn::cost).toList();
			}
			finally {
				turns.forEach((turn) -> turn.opened.close());
			}
		}
	}

	/** One client of one crowd. */
	private static final class Turn {

		private final String client;

		private final int nodes;

		private final int connections;

		private final CrowdClient opened;

		private final double[] micros;

		private final double[] cpuMicros;

		Turn(String client, ScriptedCrowd crowd, int connections, int rounds) {
			this.client = client;
			this.nodes = crowd.endpoints().size();
			this.connections = connections;
			this.opened = new CrowdClient(client, crowd, connections);
			this.micros = new double[rounds];
			this.cpuMicros = new double[rounds];
		}

		/** Only rounds from zero count. */
		void run(int round) throws ExecutionException, InterruptedException {
			RedisStringAsyncCommands<byte[], byte[]> commands = this.opened.commands();
			long cpu = ClientCpu.nanos();
			long begin = System.nanoTime();
			for (int i = 0; i < COMMANDS; i++) {
				commands.get(CrowdClient.key(i)).get();
			}
			long end = System.nanoTime();
			if (round >= 0) {
				this.micros[round] = (end - begin) / 1e3 / COMMANDS;
				this.cpuMicros[round] = (ClientCpu.nanos() - cpu) / 1e3 / COMMANDS;
			}
		}

		CommandCost cost() {
			return new CommandCost(this.client, this.nodes, this.connections, Sample.median(Arrays.stream(this.micros)),
					Sample.median(Arrays.stream(this.cpuMicros)));
		}

	}

}
