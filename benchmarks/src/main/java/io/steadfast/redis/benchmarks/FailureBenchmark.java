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

import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import java.util.concurrent.TimeUnit;

import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.ValueOutput;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.steadfast.redis.FaultKind;
import io.steadfast.redis.resilience.CommandTable;
import io.steadfast.redis.resilience.ReplyClassifier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to know what a failure means: an error reply by its first word, a lost
 * reply by whether its command may be repeated, a node that does not answer the refresh
 * by the causes of the exception. A command that succeeds pays for none of them.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class FailureBenchmark {

	private static final Command<byte[], byte[], byte[]> GET = new Command<>(CommandType.GET,
			new ValueOutput<>(ByteArrayCodec.INSTANCE),
			new CommandArgs<>(ByteArrayCodec.INSTANCE).addKey("key".getBytes(StandardCharsets.US_ASCII)));

	/** What failed. */
	@Param({ "wrongtype", "moved", "clusterdown", "lost", "refused", "timeout" })
	public String failure = "";

	private Supplier<Object> classification = () -> "";

	/**
	 * Chooses the failure.
	 */
	@Setup
	public void choose() {
		Throwable refused = new RedisConnectionException("Unable to connect to 127.0.0.1:7000",
				new ConnectException("Connection refused: /127.0.0.1:7000"));
		Throwable timeout = new RedisCommandTimeoutException("Command timed out after 1 second(s)");
		this.classification = switch (this.failure) {
			case "wrongtype" ->
				() -> ReplyClassifier.classify("WRONGTYPE Operation against a key holding the wrong kind of value");
			case "moved" -> () -> ReplyClassifier.classify("MOVED 12539 127.0.0.1:7001");
			case "clusterdown" -> () -> ReplyClassifier.classify("CLUSTERDOWN The cluster is down");
			case "lost" -> () -> CommandTable.repeatability(GET);
			case "refused" -> () -> FaultKind.of(refused);
			case "timeout" -> () -> FaultKind.of(timeout);
			default -> throw new IllegalArgumentException("there is no failure " + this.failure);
		};
	}

	/**
	 * Classifies the failure.
	 * @return what is known by it
	 */
	@Benchmark
	public Object classify() {
		return this.classification.get();
	}

}
