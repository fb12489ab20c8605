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

import java.io.EOFException;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.ExecutionException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One contender in a process of its own, which takes {@linkplain Load loads} and gives
 * {@linkplain Answer answers} on a socket of loopback.
 */
public final class ContenderProcess {

	private final Contender contender;

	private ContenderProcess(Contender contender) {
		this.contender = contender;
	}

	/**
	 * Connects, and runs rounds until no more are asked for.
	 * @param args port of the process that compares, name of the contender, then the
	 * seeds
	 * @throws Exception if the contender cannot connect
	 */
	public static void main(String[] args) throws Exception {
		List<String> arguments = List.of(args);
		try (Socket parent = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments.get(0)));
				Contender contender = Contenders.start(ContenderName.parse(arguments.get(1)),
						arguments.subList(2, arguments.size()))) {
			ObjectOutputStream answers = new ObjectOutputStream(parent.getOutputStream());
			new ContenderProcess(contender).serve(new ObjectInputStream(parent.getInputStream()), answers);
		}
	}

	private void serve(ObjectInputStream loads, ObjectOutputStream answers)
			throws IOException, ClassNotFoundException, InterruptedException {
		answers.writeObject(Answer.NOTHING);
		answers.flush();
		while (true) {
			try {
				answers.writeObject(run((Load) loads.readObject()));
				answers.flush();
			}
			catch (EOFException ex) {
				return;
			}
		}
	}

	private Answer run(Load load) throws InterruptedException {
		try {
			return new Answer((load.style() == Style.REACTIVE) ? new ReactiveRound(load, this.contender).run()
					: new BlockingRound(load, this.contender).run(), null);
		}
		catch (ExecutionException | RuntimeException ex) {
			Throwable cause = (ex instanceof ExecutionException) ? ex.getCause() : ex;
			if (cause instanceof UnsupportedOperationException) {
				return Answer.NOTHING;
			}
			Logger logger = LoggerFactory.getLogger(ContenderProcess.class);
			logger.error("{} failed", load, cause);
			return new Answer(null, String.valueOf(cause));
		}
	}

}
