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

package io.steadfast.redis.routing;

import io.lettuce.core.SslOptions;
import io.steadfast.redis.NodeFault;
import io.steadfast.redis.subscription.Subscriptions;
import io.steadfast.redis.topology.Endpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces connections that work, because somebody wishes for new ones. Any thread may
 * call it.
 */
public final class Renewal {

	private static final Logger logger = LoggerFactory.getLogger(Renewal.class);

	private final NodeClients client;

	private final NodeConnections connections;

	private final Subscriptions subscriptions;

	Renewal(NodeClients client, NodeConnections connections, Subscriptions subscriptions) {
		this.client = client;
		this.connections = connections;
		this.subscriptions = subscriptions;
	}

	/**
	 * Replace the connections to a node; what is in flight may finish.
	 * @param endpoint the endpoint of the node
	 */
	public void reconnect(Endpoint endpoint) {
		this.connections.pools().reconnect(endpoint);
	}

	/**
	 * Use other TLS material: for all new connections from now on, and for those that are
	 * open as soon as their node has accepted it. Does not block.
	 * @param tls the material
	 */
	public void use(SslOptions tls) {
		this.client.use(tls);
		this.subscriptions.use(tls);
		this.connections.pools().endpoints().forEach(this::replaceIfAccepted);
	}

	/**
	 * Ask first: whoever gives up what works for what the node does not accept has
	 * neither.
	 */
	private void replaceIfAccepted(Endpoint endpoint) {
		NodeConnection scout = this.connections.exclusiveTo(endpoint, Access.READ_WRITE);
		// with TLS 1.3 a node refuses a certificate after the client's handshake, but
		// before HELLO is answered
		scout.opened().whenComplete((link, failure) -> {
			if (failure == null) {
				logger.info("{} accepts the new TLS material; replacing the connections to it", endpoint);
				this.connections.pools().reconnect(endpoint);
				this.subscriptions.renew(endpoint);
			}
			else {
				logger.warn(
						"No connection to {} came about with the new TLS material ({}). Those that are open stay;"
								+ " look at its certificates before they end",
						endpoint, NodeFault.of(endpoint.toString(), failure).detail());
			}
			scout.close(new ConnectionLostException("the new TLS material was tried"));
		});
	}

}
