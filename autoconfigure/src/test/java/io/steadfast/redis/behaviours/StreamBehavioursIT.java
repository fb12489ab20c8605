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

package io.steadfast.redis.behaviours;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.data.domain.Range;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.connection.Limit;
import org.springframework.data.redis.connection.stream.Consumer;
import org.springframework.data.redis.connection.stream.MapRecord;
import org.springframework.data.redis.connection.stream.PendingMessagesSummary;
import org.springframework.data.redis.connection.stream.ReadOffset;
import org.springframework.data.redis.connection.stream.RecordId;
import org.springframework.data.redis.connection.stream.StreamOffset;
import org.springframework.data.redis.connection.stream.StreamReadOptions;
import org.springframework.data.redis.connection.stream.StreamRecords;
import org.springframework.data.redis.core.StreamOperations;
import org.springframework.data.redis.stream.StreamMessageListenerContainer;
import org.springframework.data.redis.stream.StreamMessageListenerContainer.StreamMessageListenerContainerOptions;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What applications do with streams, blocking reads and listeners included.
 */
@SuppressWarnings("unchecked") // Spring Data takes generic offsets as varargs
class StreamBehavioursIT {

	private static final Consumer ANNA = Consumer.from("group", "anna");

	private static final StreamOffset<String> NEW = StreamOffset.create("stream", ReadOffset.lastConsumed());

	@RegisterExtension
	static Contenders contenders = new Contenders();

	private static StreamOperations<String, String, String> filled(Contender redis, int count) {
		StreamOperations<String, String, String> streams = redis.template().opsForStream();
		for (int i = 1; i <= count; i++) {
			streams.add(StreamRecords.newRecord()
				.in("stream")
				.withId(RecordId.of(i, 0))
				.ofStrings(Map.of("n", String.valueOf(i)))
				.withStreamKey("stream"));
		}
		return streams;
	}

	private static List<String> numbers(List<MapRecord<String, String, String>> records) {
		return records.stream().map((each) -> each.getId() + " " + each.getValue().get("n")).toList();
	}

	@Test
	void entriesAreAddedReadAndTrimmed() throws Exception {
		List<Object> read = contenders.agreeOn((redis) -> {
			StreamOperations<String, String, String> streams = filled(redis, 5);
			boolean generated = streams.add("other", Map.of("n", "1")).getTimestamp() > 1_700_000_000_000L;
			return List.of(generated, streams.size("stream"), numbers(streams.range("stream", Range.closed("2", "3"))),
					numbers(streams.reverseRange("stream", Range.unbounded(), Limit.limit().count(2))),
					numbers(streams.read(StreamReadOptions.empty().count(2), StreamOffset.fromStart("stream"))),
					numbers(streams.read(StreamOffset.create("stream", ReadOffset.from("4-0")))),
					streams.delete("stream", "1-0"), streams.trim("stream", 2), streams.size("stream"),
					streams.info("stream").streamLength(), streams.read(StreamOffset.fromStart("missing")));
		});
		assertThat(read).containsExactly(true, 5L, List.of("2-0 2", "3-0 3"), List.of("5-0 5", "4-0 4"),
				List.of("1-0 1", "2-0 2"), List.of("5-0 5"), 1L, 2L, 2L, 2L, List.of());
	}

	@Test
	void aGroupSharesEntriesAndAcknowledgesThem() throws Exception {
		List<Object> read = contenders.agreeOn((redis) -> {
			StreamOperations<String, String, String> streams = filled(redis, 3);
			String created = streams.createGroup("stream", ReadOffset.from("0"), "group");
			List<MapRecord<String, String, String>> first = streams.read(ANNA, StreamReadOptions.empty().count(2), NEW);
			List<MapRecord<String, String, String>> second = streams.read(Consumer.from("group", "bert"),
					StreamReadOptions.empty().count(2), NEW);
			PendingMessagesSummary before = streams.pending("stream", "group");
			Long acknowledged = streams.acknowledge("stream", "group", "1-0", "3-0");
			List<MapRecord<String, String, String>> claimed = streams.claim("stream", "group", "bert", Duration.ZERO,
					RecordId.of("2-0"));
			return List.of(created, numbers(first), numbers(second), before.getTotalPendingMessages(),
					before.getPendingMessagesPerConsumer(), acknowledged, numbers(claimed),
					streams.pending("stream", Consumer.from("group", "bert"), Range.unbounded(), 9)
						.get(0)
						.getIdAsString(),
					streams.consumers("stream", "group").size(), streams.groups("stream").get(0).lastDeliveredId(),
					streams.deleteConsumer("stream", ANNA), streams.destroyGroup("stream", "group"));
		});
		assertThat(read).containsExactly("OK", List.of("1-0 1", "2-0 2"), List.of("3-0 3"), 3L,
				Map.of("anna", 2L, "bert", 1L), 2L, List.of("2-0 2"), "2-0", 2, "3-0", true, true);
	}

	@Test
	void aGroupThatIsMissingOrThereAlreadyIsTheServersError() throws Exception {
		assertThat(contenders.agreeToFail((redis) -> filled(redis, 1).read(ANNA, NEW)))
			.isInstanceOf(RedisSystemException.class)
			.rootCause()
			.hasMessageStartingWith("NOGROUP");
		assertThat(contenders.agreeToFail((redis) -> {
			filled(redis, 1).createGroup("stream", "group");
			return redis.template().opsForStream().createGroup("stream", "group");
		})).isInstanceOf(RedisSystemException.class).rootCause().hasMessageStartingWith("BUSYGROUP");
	}

	@Test
	void aBlockingReadEndsWithTheEntryOrWithTheTime() throws Exception {
		List<Object> read = contenders.agreeOn((redis) -> {
			StreamOperations<String, String, String> streams = filled(redis, 1);
			streams.createGroup("stream", ReadOffset.from("1-0"), "group");
			StreamReadOptions soon = StreamReadOptions.empty().block(Duration.ofMillis(300));
			StreamReadOptions late = StreamReadOptions.empty().block(Duration.ofSeconds(10));
			List<MapRecord<String, String, String>> nothing = streams.read(ANNA, soon, NEW);
			CompletableFuture<List<MapRecord<String, String, String>>> grouped = CompletableFuture
				.supplyAsync(() -> streams.read(ANNA, late, NEW));
			contenders.awaitBlocked("stream");
			filled(redis, 0).add(MapRecord.create("stream", Map.of("n", "2")).withId(RecordId.of("2-0")));
			List<String> groupSaw = numbers(grouped.get(5, TimeUnit.SECONDS));
			CompletableFuture<List<MapRecord<String, String, String>>> plain = CompletableFuture
				.supplyAsync(() -> streams.read(late, StreamOffset.create("stream", ReadOffset.latest())));
			contenders.awaitBlocked("stream");
			streams.add(MapRecord.create("stream", Map.of("n", "3")).withId(RecordId.of("3-0")));
			return List.of(nothing, groupSaw, numbers(plain.get(5, TimeUnit.SECONDS)));
		});
		assertThat(read).containsExactly(List.of(), List.of("2-0 2"), List.of("3-0 3"));
	}

	@Test
	void streamsOfOneSlotAreReadTogetherAndOthersRefused() throws Exception {
		List<String> read = contenders.agreeOn((redis) -> {
			StreamOperations<String, String, String> streams = redis.template().opsForStream();
			streams.add(MapRecord.create("{s}1", Map.of("n", "1")).withId(RecordId.of("1-0")));
			streams.add(MapRecord.create("{s}2", Map.of("n", "2")).withId(RecordId.of("2-0")));
			return numbers(streams.read(StreamOffset.fromStart("{s}1"), StreamOffset.fromStart("{s}2")));
		});
		assertThat(read).containsExactly("1-0 1", "2-0 2");
		contenders.agreeToFail((redis) -> redis.template()
			.opsForStream()
			.read(StreamOffset.fromStart("key-1"), StreamOffset.fromStart("key-2")));
	}

	@Test
	void aListenerContainerHearsEveryEntryInOrder() throws Exception {
		List<String> heard = contenders.agreeOn((redis) -> {
			BlockingQueue<MapRecord<String, String, String>> records = new LinkedBlockingQueue<>();
			filled(redis, 10).createGroup("stream", ReadOffset.from("0"), "group");
			StreamMessageListenerContainer<String, MapRecord<String, String, String>> container = StreamMessageListenerContainer
				.create(redis.factory(),
						StreamMessageListenerContainerOptions.builder().pollTimeout(Duration.ofMillis(200)).build());
			container.receiveAutoAck(ANNA, NEW, records::add);
			container.start();
			try {
				contenders.cluster().await("ten entries", Duration.ofSeconds(5), () -> records.size() == 10);
				redis.template()
					.opsForStream()
					.add(MapRecord.create("stream", Map.of("n", "11")).withId(RecordId.of(11, 0)));
				contenders.cluster().await("eleven entries", Duration.ofSeconds(5), () -> records.size() == 11);
			}
			finally {
				container.stop();
			}
			return numbers(List.copyOf(records));
		});
		assertThat(heard).hasSize(11).startsWith("1-0 1", "2-0 2").endsWith("11-0 11");
	}

}
