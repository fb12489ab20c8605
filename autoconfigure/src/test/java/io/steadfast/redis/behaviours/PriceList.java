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

import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;

/**
 * A service whose answers are cached, and which counts how often it is really asked.
 */
class PriceList {

	private final AtomicInteger asked = new AtomicInteger();

	@Cacheable("prices")
	public String priceOf(String article) {
		this.asked.incrementAndGet();
		return article.equals("nothing") ? null : "price of " + article;
	}

	@CachePut(cacheNames = "prices", key = "#article")
	public String change(String article, String price) {
		return price;
	}

	@CacheEvict("prices")
	public void forget(String article) {
		// the annotation does it
	}

	@CacheEvict(cacheNames = "prices", allEntries = true)
	public void forgetAll() {
		// the annotation does it
	}

	/**
	 * How often it was asked since the last time that this was.
	 */
	public int asked() {
		return this.asked.getAndSet(0);
	}

}
