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

import java.util.ArrayList;
import java.util.List;

import io.steadfast.redis.status.ConnectionState;
import io.steadfast.redis.topology.Endpoint;
import org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;

/**
 * Writing, opening, draining, closing, replies and the loss of the socket in all
 * interleavings: no accepted command is lost or leaves twice, and what drains ends.
 */
@Param(name = "thread", gen = ThreadIdGen.class)
public class NodeConnectionLincheckTest {

	private static final ConnectionLostException REASON = new ConnectionLostException("by the test");

	private final NodeConnection connection = new NodeConnection(new Endpoint("node", 1), Access.READ_WRITE, 100,
			new ConnectionHealth(false));

	private final RecordingLink link = new RecordingLink();

	private final List<List<CountedCommand>> commands = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(),
			new ArrayList<>());

	/** Set before the socket is ended by anything but the end of a drain. */
	private volatile boolean cut;

	private volatile boolean opened;

	@Operation(params = "thread")
	public String write(int thread) {
		List<CountedCommand> own = this.commands.get(thread);
		CountedCommand command = new CountedCommand(thread, own.size());
		own.add(command);
		return command.was(this.connection.write(command.boundFor(this.connection))).name();
	}

	@Operation(runOnce = true)
	public void open() {
		this.opened = true;
		this.connection.open(this.link);
	}

	@Operation
	public void reply() {
		this.link.reply();
	}

	@Operation
	public void drain() {
		this.connection.drain();
	}

	@Operation
	public void returnWaiting() {
		this.connection.returnWaiting(REASON);
	}

	@Operation
	public void close() {
		cut(() -> {
		});
	}

	@Operation
	public void loseSocket() {
		cut(this.link::close);
	}

	private void cut(Runnable first) {
		this.cut = true;
		first.run();
		this.connection.close(REASON);
	}

	@Validate
	public void everyCommandHasOneFate() {
		this.commands.forEach((own) -> own.forEach(this::hasOneFate));
		int[] last = { -1, -1, -1, -1 };
		for (CountedCommand command : this.link.written()) {
			require(command.number() > last[command.thread()], "left out of order");
			last[command.thread()] = command.number();
		}
		finish();
	}

	private void hasOneFate(CountedCommand command) {
		boolean waits = this.connection.phase() == ConnectionState.CONNECTING && command.timesEnded() == 0;
		require(command.timesWritten() + (command.wasAccepted() ? 0 : 1) <= 1, "refused or written, and written again");
		require(command.timesEnded() + (command.wasAccepted() ? 0 : 1) <= 1, "refused or ended, and ended again");
		require(!command.wasAccepted() || waits || command.timesWritten() == 1 || command.timesFailed() == 1,
				"accepted and forgotten");
		require(this.cut || command.timesWritten() == 0 || command.timesFailed() == 0, "cut off by a drain");
	}

	private void finish() {
		boolean replied = true;
		while (replied) {
			replied = this.link.reply();
		}
		this.connection.drain();
		require(this.connection.inFlight() == 0, "commands in flight after the drain");
		require(this.connection.phase() == ConnectionState.CLOSED, "not closed after the drain");
		require(!this.opened || !this.link.isAlive(), "the socket outlives the connection");
	}

	private static void require(boolean condition, String otherwise) {
		if (!condition) {
			throw new IllegalStateException(otherwise);
		}
	}

	@Test
	void everyInterleavingOfAHandshakeWithItsEnds() {
		ModelCheckingOptions options = checker(60);
		options.addCustomScenario(connecting().thread("open").thread("write 0").after("reply").build());
		for (String end : List.of("drain", "close", "loseSocket", "returnWaiting")) {
			options.addCustomScenario(connecting().thread("open").thread(end).after("write 1", "reply").build());
			options.addCustomScenario(connecting().thread("write 1", "write 1").thread(end).after("open").build());
		}
		options.check(NodeConnectionLincheckTest.class);
	}

	@Test
	void everyInterleavingOfAnOpenConnectionWithItsEnds() {
		ModelCheckingOptions options = checker(60);
		for (String end : List.of("drain", "close", "loseSocket")) {
			options.addCustomScenario(opened().thread("write 1", "write 1").thread(end).after("reply").build());
			options.addCustomScenario(opened().thread("reply").thread(end).after("write 1").build());
		}
		options.addCustomScenario(opened().thread("drain").thread("loseSocket").after("write 1").build());
		options.check(NodeConnectionLincheckTest.class);
	}

	/** Three threads have to meet; that takes the checker longer to arrange. */
	@Test
	void aDrainSparesWhatComesWithTheLastReply() {
		checker(500).addCustomScenario(opened().thread("reply").thread("write 2").thread("drain").build())
			.check(NodeConnectionLincheckTest.class);
	}

	private static Scenario connecting() {
		return new Scenario(NodeConnectionLincheckTest.class).before("write 0");
	}

	private static Scenario opened() {
		return connecting().before("open");
	}

	private static ModelCheckingOptions checker(int invocations) {
		return new ModelCheckingOptions().iterations(0)
			.invocationsPerIteration(invocations)
			.addGuarantee(
					ManagedStrategyGuaranteeKt.forClasses(Failures.class.getName(), CountedCommand.class.getName())
						.allMethods()
						.ignore());
	}

	@Test
	void realThreadsSeeNothingElse() {
		new StressOptions().iterations(10)
			.invocationsPerIteration(500)
			.threads(3)
			.actorsPerThread(3)
			.actorsBefore(1)
			.actorsAfter(1)
			.check(NodeConnectionLincheckTest.class);
	}

}
