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

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.geo.Distance;
import org.springframework.data.geo.Point;
import org.springframework.data.repository.CrudRepository;

/**
 * A repository, which Spring Data implements.
 */
interface ArticleRepository extends CrudRepository<Article, String> {

	List<Article> findByColour(String colour);

	List<Article> findByColourAndPrice(String colour, Integer price);

	List<Article> findByColourOrPrice(String colour, Integer price);

	Page<Article> findByColour(String colour, Pageable page);

	List<Article> findByPlaceNear(Point point, Distance distance);

}
