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

import java.io.Serializable;

import org.jspecify.annotations.Nullable;

/**
 * What the process of a contender says to one {@link Load}.
 *
 * @param sample of the round, if the contender has what the load asks for
 * @param failure why the round could not be run, if so
 */
record Answer(@Nullable Sample sample, @Nullable String failure) implements Serializable {

	static final Answer NOTHING = new Answer(null, null);

}
