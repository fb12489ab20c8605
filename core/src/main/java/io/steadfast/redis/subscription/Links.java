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

package io.steadfast.redis.subscription;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Predicate;

import io.steadfast.redis.SubscriptionGap.Reason;
import io.steadfast.redis.topology.Endpoint;
import io.steadfast.redis.topology.Node;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The links of one subscriber: at most one to each node, and those that are kept until
 * another one has taken over. What their sockets say comes back through the mailbox, to
 * which everything here belongs.
 */
final class Links {

	private static final Logger logger = LoggerFactory.getLogger(Links.class);

	private final Subscriptions around;

	private final MessageSink sink;

	private final Placement placement;

	private final Carriers carriers = new Carriers();

	/** The link to use for a node. */
	private final Map<Endpoint, SubscriptionLink> current = new HashMap<>();

	/** Those of {@link #current}, and those to nodes that were replaced. */
	private final List<SubscriptionLink> all = new ArrayList<>();

	Links(Subscriptions around, MessageSink sink, Placement placement) {
		this.around = around;
		this.sink = sink;
		this.placement = placement;
	}

	@Nullable SubscriptionLink to(Endpoint endpoint) {
		return this.current.get(endpoint);
	}

	int size() {
		return this.all.size();
	}

	SubscriptionLink connect(Node node, long nowNanos) {
		SubscriptionLink link = new SubscriptionLink(node, this.carriers, nowNanos);
		this.current.put(node.endpoint(), link);
		this.all.add(link);
		Mailbox mailbox = this.around.mailbox();
		this.around.connect(node.endpoint()).whenComplete((socket, failure) -> {
			if (failure != null) {
				logger.debug("No connection to {} for subscriptions", node, failure);
				mailbox.post(() -> this.placement.lost(link, Reason.CONNECTION_LOST, nowNanos));
			}
			else {
				socket.addListener(new Forwarding(link, this.carriers, this.sink,
						(revoked) -> mailbox.post(() -> this.placement.revoked(link, revoked))));
				mailbox.post(() -> opened(link, socket));
			}
		});
		return link;
	}

	private void opened(SubscriptionLink link, SubscriptionSocket<String, byte[]> socket) {
		if (link.isClosed()) {
			socket.closeAsync();
			return;
		}
		link.open(socket);
		socket.onEnd(() -> {
			long now = System.nanoTime();
			this.around.mailbox().post(() -> this.placement.lost(link, Reason.CONNECTION_LOST, now));
		});
		this.placement.settle();
	}

	void ask(SubscriptionLink link, Subscription subscription, Runnable confirmed, Consumer<Throwable> refused) {
		link.ask(subscription).whenComplete((done, failure) -> {
			if (failure == null) {
				this.carriers.confirmed(subscription, link);
				this.around.mailbox().post(confirmed);
			}
			else {
				this.around.mailbox().post(() -> refused.accept(failure));
			}
		});
	}

	/** End a subscription that the application does not want any more. */
	void end(SubscriptionLink link, Subscription subscription, Runnable done) {
		dropped(link, link.end(subscription), done);
	}

	/**
	 * End a subscription of a link in favour of another one, which carries it from now
	 * on: the last word, whichever of them confirmed last.
	 * @param link the link that is given up
	 * @param subscription the channel or pattern
	 * @param carrier the link that stays, {@code null} if none has the subscription yet
	 * @param done called when the node has confirmed the end
	 */
	void drop(SubscriptionLink link, Subscription subscription, @Nullable SubscriptionLink carrier, Runnable done) {
		dropped(link, link.drop(subscription), done);
		if (carrier != null) {
			this.carriers.confirmed(subscription, carrier);
		}
	}

	private void dropped(SubscriptionLink link, CompletionStage<Void> answer, Runnable done) {
		answer.whenComplete((ok, failure) -> this.around.mailbox().post(() -> {
			link.dropped();
			done.run();
		}));
	}

	/**
	 * Forget and close a link.
	 * @return {@code false} if it was closed before
	 */
	boolean close(SubscriptionLink link) {
		if (link.isClosed()) {
			return false;
		}
		link.close();
		this.all.remove(link);
		this.current.remove(link.endpoint(), link);
		return true;
	}

	/**
	 * Close what nobody needs, unless it waits for the confirmation of an end.
	 */
	void closeAllBut(Set<SubscriptionLink> needed) {
		for (SubscriptionLink link : List.copyOf(this.all)) {
			if (!needed.contains(link) && !link.isBusy()) {
				close(link);
			}
		}
	}

	void closeAll() {
		List.copyOf(this.all).forEach(this::close);
	}

	/**
	 * Make room for links in the place of others, which are kept until the new ones have
	 * taken over.
	 * @param left tells of a link whether it is one of these
	 */
	void leave(Predicate<SubscriptionLink> left) {
		this.current.values().removeIf(left);
	}

	/**
	 * Give up links that are silent, or slow to open while there are other nodes.
	 * @param nowNanos the time
	 * @param choice knows how long opening may take
	 */
	void sweep(long nowNanos, NodeChoice choice) {
		for (SubscriptionLink link : List.copyOf(this.all)) {
			if (link.isStalled(nowNanos, this.around.stallTimeout())) {
				logger.warn("{} does not answer the PING of a connection with subscriptions; moving them. Look at the"
						+ " node and at the network to it", link.endpoint());
				this.placement.lost(link, Reason.SILENT, link.heardNanos());
			}
			else if (link.connectingFor(nowNanos).compareTo(choice.connectLimit(link.endpoint())) > 0) {
				this.placement.lost(link, Reason.CONNECTION_LOST, nowNanos);
			}
		}
	}

}
