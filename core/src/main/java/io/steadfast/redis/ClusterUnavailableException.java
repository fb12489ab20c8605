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

package io.steadfast.redis;

import java.util.List;

import org.springframework.dao.DataAccessResourceFailureException;

/**
 * The cluster was not reached while the application started, and
 * {@link StartupMode#FAIL_FAST} asked for it.
 */
public class ClusterUnavailableException extends DataAccessResourceFailureException {

	private static final long serialVersionUID = 1L;

	/** Not sent along: a trace of it in another process has the message. */
	private final transient List<NodeFault> faults;

	/**
	 * Create an exception.
	 * @param message what was asked of whom, and for how long
	 * @param faults what is wrong with the nodes that were asked
	 */
	public ClusterUnavailableException(String message, List<NodeFault> faults) {
		super(message);
		this.faults = List.copyOf(faults);
	}

	/**
	 * What is wrong with the nodes that were asked last.
	 * @return one fault for each; empty if no refresh has ended
	 */
	public List<NodeFault> getFaults() {
		return this.faults;
	}

}
