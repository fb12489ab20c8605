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

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rows as different server versions write them.
 */
class NodeRowTest {

	private static final String ID = "07c37dfeb235213a872192d90877d0cd55635b91";

	@Test
	void aPrimaryWithSlotsOneOfThemOnItsWay() {
		NodeRow row = NodeRow
			.parse(ID + " 127.0.0.1:30004@31004 myself,master - 0 1 9 connected 0-5460 7000 [93->-" + ID + "]");
		assertThat(row.isMyself()).isTrue();
		assertThat(row.isPrimary()).isTrue();
		assertThat(row.epoch()).isEqualTo(9);
		assertThat(row.slotCount()).isEqualTo(5462);
		assertThat(row.owns(5460)).isTrue();
		assertThat(row.owns(5461)).isFalse();
		assertThat(row.announcedName()).isEmpty();
	}

	@Test
	void aSuspectedReplicaWithAName() {
		NodeRow row = NodeRow.parse("e7d1 127.0.0.1:30004@31004,redis-4.test slave,fail? " + ID + " 0 1 4 connected");
		assertThat(row.isReplicaOf(ID)).isTrue();
		assertThat(row.isSuspected()).isTrue();
		assertThat(row.announcedName()).isEqualTo("redis-4.test");
		assertThat(row.slotCount()).isZero();
	}

	@Test
	void aRowOfRedis72WithoutNameButShard() {
		NodeRow row = NodeRow.parse("e7d1 127.0.0.1:30004@31004,,shard-id=ab master - 0 1 4 connected 1");
		assertThat(row.announcedName()).isEmpty();
		assertThat(row.owns(1)).isTrue();
	}

	@Test
	void aNodeWithoutAddressIsNotReady() {
		assertThat(NodeRow.parse("e7d1 :0@0 master,noaddr - 0 1 4 disconnected").isReady()).isFalse();
	}

}
