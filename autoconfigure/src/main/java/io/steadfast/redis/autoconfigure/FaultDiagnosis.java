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

import java.util.Comparator;
import java.util.List;

import io.steadfast.redis.FaultKind;
import io.steadfast.redis.NodeFault;

/**
 * What keeps an application from its cluster, for the person who can change it.
 *
 * @param description the property, its value and what is wrong with it; no password
 * @param action the one edit that mends it
 */
record FaultDiagnosis(String description, String action) {

	private static final String NODES = "spring.data.redis.cluster.nodes";

	/**
	 * The diagnosis of the fault that says most.
	 * @param faults what is wrong with each node that was asked
	 * @param properties what is set for the cluster
	 * @return never empty: without a fault it says that nobody has answered yet
	 */
	static FaultDiagnosis of(List<NodeFault> faults, ClusterProperties properties) {
		NodeFault fault = faults.stream()
			.min(Comparator.comparing(NodeFault::kind))
			.orElseGet(() -> new NodeFault("the seeds", FaultKind.SILENT, "no answer yet"));
		FaultDiagnosis diagnosis = of(fault, new ConfiguredAccess(properties.connection()));
		return new FaultDiagnosis(properties.inOwnWords(diagnosis.description),
				properties.inOwnWords(diagnosis.action));
	}

	private static FaultDiagnosis of(NodeFault fault, ConfiguredAccess access) {
		String node = fault.endpoint();
		String words = " (" + fault.detail() + ").";
		String user = access.user();
		return switch (fault.kind()) {
			case CLUSTER_DISABLED -> new FaultDiagnosis(
					"%s names %s, but that server runs without cluster mode%s".formatted(NODES, node, words),
					"Remove %s and set spring.data.redis.host and spring.data.redis.port for a single server, or start the server with 'cluster-enabled yes'."
						.formatted(NODES));
			case PASSWORD_WRONG -> new FaultDiagnosis(
					"%s, and %s refuses the configured password%s".formatted(access.userProperty(), node, words),
					"Set %s to the password that the node has for the user '%s'.".formatted(access.passwordProperty(),
							user));
			case PASSWORD_MISSING -> new FaultDiagnosis(
					"%s, but %s wants a password%s".formatted(access.noPassword(), node, words), access.passwordEdit());
			case NOT_PERMITTED -> new FaultDiagnosis(
					"%s, and %s does not let that user ask for the topology%s".formatted(access.userProperty(), node,
							words),
					"Run 'ACL SETUSER %s +cluster|nodes +cluster|myid +readonly +asking +ping' on every node, or set spring.data.redis.username to a user who may."
						.formatted(user));
			case CERTIFICATE_NAME -> new FaultDiagnosis(
					"%s, and the certificate of %s is for other names%s".formatted(access.tls(), node, words),
					"Let the nodes announce the names of their certificates (cluster-announce-hostname), or have the authority alone verified: a LettuceClientConfigurationBuilderCustomizer with builder.useSsl().verifyPeer(SslVerifyMode.CA).");
			case CERTIFICATE_UNTRUSTED -> new FaultDiagnosis(
					"%s, and the certificate of %s is not trusted%s".formatted(access.tls(), node, words),
					"Set spring.data.redis.ssl.bundle to an SSL bundle whose trust store has the authority that signed the certificate.");
			case NO_TLS_THERE -> new FaultDiagnosis(
					"%s, but %s does not speak TLS%s".formatted(access.tls(), node, words), access.plainEdit());
			case TLS_FAILED -> new FaultDiagnosis(
					"%s, but no TLS connection to %s came about%s".formatted(access.tls(), node, words),
					"Set spring.data.redis.ssl.bundle to an SSL bundle with the protocols, and the client certificate if one is wanted, that the node takes.");
			case NAME_UNKNOWN ->
				new FaultDiagnosis("%s names %s, and that name does not resolve%s".formatted(NODES, node, words),
						"Correct the name in %s, or make it known to the DNS.".formatted(NODES));
			case NO_SLOTS -> new FaultDiagnosis(
					"%s names %s, but in that cluster no slot has an owner%s".formatted(NODES, node, words),
					"Assign the slots ('redis-cli --cluster create' or '--cluster fix'), or name the nodes of another cluster in %s."
						.formatted(NODES));
			case NOT_REACHED ->
				new FaultDiagnosis("%s names %s, and nobody listens there%s".formatted(NODES, node, words),
						"Start the cluster, or correct the names and ports in %s.".formatted(NODES));
			case SILENT -> new FaultDiagnosis(
					(access.isTlsOn() ? "%s, and no answer comes from %s%s".formatted(access.tls(), node, words)
							: "%s names %s, and no answer comes from there%s".formatted(NODES, node, words)),
					access.silenceEdit(NODES));
			case OTHER ->
				new FaultDiagnosis("%s, and what %s answers is of no use%s".formatted(access.tls(), node, words),
						access.strangeEdit(NODES));
		};
	}

	@Override
	public String toString() {
		return this.description + " " + this.action;
	}

}
