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

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.data.domain.PageRequest;
import org.springframework.data.geo.Distance;
import org.springframework.data.geo.Metrics;
import org.springframework.data.geo.Point;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What applications keep in repositories. Keys of an index and of its entities are in
 * different slots, so what Spring Data intersects there it fans out.
 */
class RepositoryBehavioursIT {

	@RegisterExtension
	static Contenders contenders = new Contenders();

	private static ArticleRepository filled(Contender redis, int count) {
		ArticleRepository articles = redis.bean(ArticleRepository.class);
		List<Article> all = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			all.add(new Article("a" + i, (i % 2 == 0) ? "red" : "blue", i % 5, new Point(13.0 + i, 38.0),
					List.of("tag" + i, "common"), -1L));
		}
		articles.saveAll(all);
		return articles;
	}

	private static Set<String> ids(Iterable<Article> articles) {
		Set<String> ids = new TreeSet<>();
		articles.forEach((article) -> ids.add(article.id()));
		return ids;
	}

	@Test
	void entitiesAreReadBack() throws Exception {
		List<Object> read = contenders.agreeOn((redis) -> {
			ArticleRepository articles = filled(redis, 20);
			List<Article> all = StreamSupport.stream(articles.findAll().spliterator(), false)
				.sorted(Comparator.comparing(Article::id))
				.toList();
			return List.of(articles.findById("a7").orElseThrow(), articles.findById("none").isPresent(),
					articles.count(), articles.existsById("a1"), all,
					ids(articles.findAllById(List.of("a1", "none", "a2"))));
		});
		assertThat(read.get(0))
			.isEqualTo(new Article("a7", "blue", 2, new Point(20.0, 38.0), List.of("tag7", "common"), -1L));
		assertThat(read.subList(1, 4)).containsExactly(false, 20L, true);
		assertThat((List<?>) read.get(4)).hasSize(20);
		assertThat(read.get(5)).isEqualTo(Set.of("a1", "a2"));
	}

	@Test
	void entitiesAreFoundByIndexes() throws Exception {
		List<Object> found = contenders.agreeOn((redis) -> {
			ArticleRepository articles = filled(redis, 20);
			return List.of(ids(articles.findByColour("red")), ids(articles.findByColourAndPrice("red", 2)),
					ids(articles.findByColourOrPrice("red", 1)).size(), articles.findByColour("blue").size(),
					articles.findByColour("red", PageRequest.of(1, 4)).getTotalElements(),
					articles.findByColour("red", PageRequest.of(1, 4)).getNumberOfElements(),
					ids(articles.findByPlaceNear(new Point(13.0, 38.0), new Distance(200, Metrics.KILOMETERS))),
					ids(articles.findByColour("green")));
		});
		assertThat(found).startsWith(ids(evenOnes()), Set.of("a12", "a2"), 12, 10, 10L, 4).endsWith(Set.of());
		assertThat(found.get(6)).isEqualTo(Set.of("a0", "a1", "a2"));
	}

	private static List<Article> evenOnes() {
		List<Article> even = new ArrayList<>();
		for (int i = 0; i < 20; i += 2) {
			even.add(new Article("a" + i, null, null, null, null, null));
		}
		return even;
	}

	@Test
	void anIndexFollowsItsEntities() throws Exception {
		List<Object> found = contenders.agreeOn((redis) -> {
			ArticleRepository articles = filled(redis, 6);
			articles.save(new Article("a0", "blue", 0, null, List.of(), 100L));
			articles.deleteById("a2");
			Set<String> red = ids(articles.findByColour("red"));
			Set<String> blue = ids(articles.findByColour("blue"));
			long lifetime = redis.template().getExpire("articles:a0");
			articles.deleteAllById(List.of("a1", "a3"));
			long left = articles.count();
			articles.deleteAll();
			return List.of(red, blue, lifetime > 90 && lifetime <= 100, left, articles.count(),
					ids(articles.findByColour("blue")));
		});
		assertThat(found).containsExactly(Set.of("a4"), Set.of("a0", "a1", "a3", "a5"), true, 3L, 0L, Set.of());
	}

}
