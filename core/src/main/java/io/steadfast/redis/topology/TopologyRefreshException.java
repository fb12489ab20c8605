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

package io.steadfast.redis.topology;

import java.util.List;

import io.steadfast.redis.NodeFault;

import org.springframework.dao.DataAccessResourceFailureException;

/**
 * No node gave an answer that a refresh could use, or the monitor is closed.
 */
public final class TopologyRefreshException extends DataAccessResourceFailureException {

	private static final long serialVersionUID = 1L;

	/** Not sent along: the message names them. */
	private final transient List<NodeFault> faults;

	TopologyRefreshException(String message) {
		this(message, List.of());
	}

	TopologyRefreshException(String message, List<NodeFault> faults) {
		super(message);
		this.faults = List.copyOf(faults);
	}

	/**
	 * What is wrong with the nodes that were asked.
	 * @return one fault for each, empty if the refresh did not come that far
	 */
	public List<NodeFault> getFaults() {
		return this.faults;
	}

}
