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

package io.steadfast.redis.resilience;

import io.lettuce.core.RedisException;
import io.netty.handler.codec.CodecException;
import io.steadfast.redis.resilience.Outcome.ClusterState;
import io.steadfast.redis.resilience.Outcome.Done;
import io.steadfast.redis.resilience.Outcome.NotNow;
import io.steadfast.redis.resilience.Outcome.Redirected;
import io.steadfast.redis.resilience.Outcome.ScriptMissing;

/**
 * Reads the first word of an error reply. Exception classes are of no use here: Lettuce
 * and Spring map WRONGTYPE, CLUSTERDOWN and an exhausted MOVED to the same class.
 */
public final class ReplyClassifier {

	/**
	 * What a primary that becomes a replica tells those whom it made wait.
	 */
	private static final String DEMOTED = "UNBLOCKED force unblock";

	/**
	 * What those are told that wait with a group at a stream whose key is gone. It has
	 * moved to another node, to which the next attempt is led, or was deleted, which the
	 * next attempt is told.
	 */
	private static final String STREAM_GONE = "UNBLOCKED the stream key";

	private ReplyClassifier() {
	}

	/**
	 * Classify an error reply of a server.
	 * @param error the error line without its leading minus sign
	 * @return what is known by it; {@link Done} for every error that is the application's
	 * own
	 */
	public static Outcome classify(String error) {
		int end = error.indexOf(' ');
		return switch ((end < 0) ? error : error.substring(0, end)) {
			case "MOVED", "ASK" -> new Redirected(error);
			case "NOSCRIPT" -> new ScriptMissing(error);
			case "CLUSTERDOWN" -> new NotNow(ClusterState.CLUSTERDOWN, error);
			case "TRYAGAIN" -> new NotNow(ClusterState.TRYAGAIN, error);
			case "LOADING" -> new NotNow(ClusterState.LOADING, error);
			case "MASTERDOWN" -> new NotNow(ClusterState.MASTERDOWN, error);
			case "UNBLOCKED" -> unblocked(error);
			case "READONLY" -> new NotNow(ClusterState.READONLY, error);
			default -> Done.INSTANCE;
		};
	}

	private static Outcome unblocked(String error) {
		if (error.startsWith(DEMOTED)) {
			return new NotNow(ClusterState.READONLY, error);
		}
		return error.startsWith(STREAM_GONE) ? new NotNow(ClusterState.TRYAGAIN, error) : Done.INSTANCE;
	}

	/**
	 * Whether a reply came, but what was to take it could not: a codec that does not
	 * decode it, an output of another type.
	 * @param failure what a command was told while its connection lived
	 * @return {@code false} if it is about the connection or about Redis
	 */
	public static boolean isUnreadable(Throwable failure) {
		return failure instanceof RuntimeException && !(failure instanceof RedisException)
				&& !(failure instanceof CodecException);
	}

}
