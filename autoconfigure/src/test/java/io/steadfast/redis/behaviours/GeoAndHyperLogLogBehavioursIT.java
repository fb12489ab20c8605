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

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.data.geo.Circle;
import org.springframework.data.geo.Distance;
import org.springframework.data.geo.GeoResults;
import org.springframework.data.geo.Metrics;
import org.springframework.data.geo.Point;
import org.springframework.data.redis.connection.RedisGeoCommands.GeoLocation;
import org.springframework.data.redis.connection.RedisGeoCommands.GeoRadiusCommandArgs;
import org.springframework.data.redis.connection.RedisGeoCommands.GeoSearchCommandArgs;
import org.springframework.data.redis.connection.RedisGeoCommands.GeoSearchStoreCommandArgs;
import org.springframework.data.redis.core.GeoOperations;
import org.springframework.data.redis.core.HyperLogLogOperations;
import org.springframework.data.redis.domain.geo.GeoReference;
import org.springframework.data.redis.domain.geo.GeoShape;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What applications do with places and with counts of distinct things.
 */
class GeoAndHyperLogLogBehavioursIT {

	private static final Distance FAR = new Distance(200, Metrics.KILOMETERS);

	@RegisterExtension
	static Contenders contenders = new Contenders();

	private static GeoOperations<String, String> sicily(Contender redis) {
		GeoOperations<String, String> places = redis.template().opsForGeo();
		places.add("{g}sicily", Map.of("Palermo", new Point(13.361389, 38.115556), "Catania",
				new Point(15.087269, 37.502669), "Agrigento", new Point(13.583333, 37.316667)));
		return places;
	}

	private static List<String> names(GeoResults<GeoLocation<String>> results) {
		return results.getContent().stream().map((each) -> each.getContent().getName()).toList();
	}

	@Test
	void placesHavePositionsDistancesAndHashes() throws Exception {
		List<Object> places = contenders.agreeOn((redis) -> {
			GeoOperations<String, String> geo = sicily(redis);
			return List.of(Math.round(geo.distance("{g}sicily", "Palermo", "Catania").getValue()),
					geo.hash("{g}sicily", "Palermo"), geo.position("{g}sicily", "Palermo", "nowhere").get(1) == null,
					Math.round(geo.position("{g}sicily", "Palermo").get(0).getX() * 1000),
					geo.remove("{g}sicily", "Agrigento"));
		});
		assertThat(places).containsExactly(166274L, List.of("sqc8b49rny0"), true, 13361L, 1L);
	}

	@Test
	void placesAreFoundByDistance() throws Exception {
		List<Object> found = contenders.agreeOn((redis) -> {
			GeoOperations<String, String> geo = sicily(redis);
			return List.of(
					names(geo.radius("{g}sicily", new Circle(new Point(15, 37), FAR),
							GeoRadiusCommandArgs.newGeoRadiusArgs().sortAscending().includeDistance())),
					names(geo.search("{g}sicily", GeoReference.fromMember("Palermo"),
							GeoShape.byRadius(new Distance(100, Metrics.KILOMETERS)),
							GeoSearchCommandArgs.newGeoSearchArgs().sortAscending())),
					geo.searchAndStore("{g}sicily", "{g}found", GeoReference.fromCoordinate(15, 37),
							GeoShape.byRadius(FAR), GeoSearchStoreCommandArgs.newGeoSearchStoreArgs().limit(2)),
					redis.template().opsForZSet().size("{g}found"));
		});
		assertThat(found).containsExactly(List.of("Catania", "Agrigento", "Palermo"), List.of("Palermo", "Agrigento"),
				2L, 2L);
	}

	@Test
	void distinctThingsAreCountedAndMerged() throws Exception {
		List<Object> counted = contenders.agreeOn((redis) -> {
			HyperLogLogOperations<String, String> counts = redis.template().opsForHyperLogLog();
			Long changed = counts.add("{h}1", "a", "b", "c", "a");
			counts.add("{h}2", "c", "d");
			return List.of(changed, counts.add("{h}1", "a"), counts.size("{h}1"), counts.size("{h}1", "{h}2"),
					counts.union("{h}3", "{h}1", "{h}2"));
		});
		assertThat(counted).containsExactly(1L, 0L, 3L, 4L, 4L);
	}

	@Test
	void countsOfSeveralSlotsAreRefused() throws Exception {
		contenders.agreeToFail((redis) -> redis.template().opsForHyperLogLog().size("key-1", "key-2"));
		contenders.agreeToFail((redis) -> redis.template().opsForHyperLogLog().union("key-1", "key-2", "key-3"));
	}

}
