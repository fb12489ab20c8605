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

import org.springframework.data.annotation.Id;
import org.springframework.data.geo.Point;
import org.springframework.data.redis.core.RedisHash;
import org.springframework.data.redis.core.TimeToLive;
import org.springframework.data.redis.core.index.GeoIndexed;
import org.springframework.data.redis.core.index.Indexed;

/**
 * An entity of a repository.
 *
 * @param id its key
 * @param colour something to find it by
 * @param price something else to find it by
 * @param place somewhere to find it
 * @param tags a list of its own
 * @param lifetime seconds until it is gone
 */
@RedisHash("articles")
record Article(@Id String id, @Indexed String colour, @Indexed Integer price, @GeoIndexed Point place,
		List<String> tags, @TimeToLive Long lifetime) {

}
