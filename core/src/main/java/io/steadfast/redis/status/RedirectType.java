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

package io.steadfast.redis.status;

/**
 * What a redirect asked for.
 */
public enum RedirectType {

	/**
	 * MOVED to another node.
	 */
	MOVED,

	/**
	 * MOVED to the endpoint that answered: another process is there by now.
	 */
	MOVED_TO_ITSELF,

	/**
	 * ASK: the slot is on its way.
	 */
	ASK,

	/**
	 * One that names no node.
	 */
	UNREADABLE

}
