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

/**
 * What came back of one attempt, and with it what is known about whether the command ran.
 */
public sealed interface Outcome {

	/**
	 * Call the one method of the handler that is for this outcome.
	 * @param <C> type of the context
	 * @param handler has a method for every outcome, by the compiler's word
	 * @param context handed through
	 */
	<C> void handle(Handler<C> handler, C context);

	/**
	 * What is done about each outcome.
	 *
	 * @param <C> type of what the outcome is about
	 */
	interface Handler<C> {

		void done(C context);

		void redirected(C context, Redirected outcome);

		void scriptMissing(C context, ScriptMissing outcome);

		void notNow(C context, NotNow outcome);

		void notSent(C context, NotSent outcome);

		void lost(C context, Lost outcome);

	}

	/** It ran, or the error is the application's own: nothing is repeated. */
	enum Done implements Outcome {

		INSTANCE;

		@Override
		public <C> void handle(Handler<C> handler, C context) {
			handler.done(context);
		}

	}

	/**
	 * It did not run, another node is to be asked.
	 *
	 * @param reply the error line of the server, beginning with {@code MOVED} or
	 * {@code ASK}
	 */
	record Redirected(String reply) implements Outcome {

		@Override
		public <C> void handle(Handler<C> handler, C context) {
			handler.redirected(context, this);
		}

	}

	/**
	 * It did not run because the node does not know the script that it names.
	 *
	 * @param reply the error line of the server
	 */
	record ScriptMissing(String reply) implements Outcome {

		@Override
		public <C> void handle(Handler<C> handler, C context) {
			handler.scriptMissing(context, this);
		}

	}

	/**
	 * It did not run because the cluster is not ready for it.
	 *
	 * @param state which state the server named
	 * @param reply the error line of the server
	 */
	record NotNow(ClusterState state, String reply) implements Outcome {

		@Override
		public <C> void handle(Handler<C> handler, C context) {
			handler.notNow(context, this);
		}

	}

	/**
	 * It never left the process.
	 *
	 * @param cause why not
	 */
	record NotSent(Throwable cause) implements Outcome {

		@Override
		public <C> void handle(Handler<C> handler, C context) {
			handler.notSent(context, this);
		}

	}

	/**
	 * It was sent and the reply is missing: it may or may not have run.
	 *
	 * @param cause what ended the wait for the reply
	 * @param replyBegun whether a part of the reply was already read into the output
	 */
	record Lost(Throwable cause, boolean replyBegun) implements Outcome {

		@Override
		public <C> void handle(Handler<C> handler, C context) {
			handler.lost(context, this);
		}

	}

	/**
	 * A state of the cluster in which a command is refused for the moment.
	 */
	enum ClusterState {

		/** A part of the slots is not served, or an election is on. */
		CLUSTERDOWN,

		/** Not all keys of the command are at this end of a migration. */
		TRYAGAIN,

		/** The node reads its data from disk. */
		LOADING,

		/** The replica has lost its primary. */
		MASTERDOWN,

		/** The node was a primary a moment ago. */
		READONLY;

		/**
		 * Whether a new view of the topology may name a node that accepts the command.
		 * @return {@code false} if only time helps
		 */
		public boolean mayMove() {
			return this != TRYAGAIN;
		}

	}

}
