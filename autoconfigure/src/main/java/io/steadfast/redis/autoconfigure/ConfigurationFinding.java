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

package io.steadfast.redis.autoconfigure;

/**
 * Something in the configuration that should be changed.
 *
 * @param what what is the case and what follows from it, one sentence without a secret
 * @param property the property or setting that it is about
 * @param advice the change, one sentence
 */
public record ConfigurationFinding(String what, String property, String advice) {

	/**
	 * The same for the cluster that it is about.
	 */
	ConfigurationFinding of(ClusterProperties cluster) {
		return new ConfigurationFinding(cluster.inOwnWords(this.what), cluster.inOwnWords(this.property),
				cluster.inOwnWords(this.advice));
	}

	@Override
	public String toString() {
		return this.what + " " + this.advice;
	}

}
