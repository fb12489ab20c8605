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

import org.springframework.util.StringUtils;

/**
 * What keeps an application from its cluster, for the person who can change it.
 *
 * @param description the property, its value and what is wrong with it; no password
 * @param action the one edit that mends it
 */
record FaultDiagnosis(String description, String action) {

	/**
	 * The diagnosis of the fault that says most.
	 * @param faults what is wrong with each node that was asked
	 * @param properties what is set for the cluster
	 * @param sources who has said how it is reached
	 * @return never empty: without a fault it says that nobody has answered yet
	 */
	static FaultDiagnosis of(List<NodeFault> faults, ClusterProperties properties, AccessSources sources) {
		NodeFault fault = faults.stream()
			.min(Comparator.comparing(NodeFault::kind))
			.orElseGet(() -> new NodeFault("the seeds", FaultKind.SILENT, "no answer yet"));
		FaultDiagnosis diagnosis = of(fault, new ConfiguredAccess(properties.connection(), sources));
		return new FaultDiagnosis(sentence(properties.inOwnWords(diagnosis.description)),
				properties.inOwnWords(diagnosis.action));
	}

	private static String sentence(String text) {
		return (text.startsWith("spring.") || text.startsWith("steadfast.")) ? text : StringUtils.capitalize(text);
	}

	private static FaultDiagnosis of(NodeFault fault, ConfiguredAccess access) {
		String node = fault.endpoint();
		String words = " (" + fault.detail() + ").";
		String nodes = access.nodes();
		return switch (fault.kind()) {
			case CLUSTER_DISABLED -> new FaultDiagnosis(
					"%s names %s, but that server runs without cluster mode%s".formatted(nodes, node, words),
					access.singleServerEdit());
			case PASSWORD_WRONG -> new FaultDiagnosis(
					"%s, and %s refuses the configured password%s".formatted(access.userProperty(), node, words),
					access.otherPasswordEdit());
			case PASSWORD_MISSING -> new FaultDiagnosis(
					"%s, but %s wants a password%s".formatted(access.noPassword(), node, words), access.passwordEdit());
			case NOT_PERMITTED -> new FaultDiagnosis(
					"%s, and %s does not let that user ask for the topology%s".formatted(access.userProperty(), node,
							words),
					"Run 'ACL SETUSER %s +cluster|nodes +cluster|myid +readonly +asking +ping' on every node, or %s"
						.formatted(access.user(), access.userEdit()));
			case CERTIFICATE_NAME -> new FaultDiagnosis(
					"%s, and the certificate of %s is for other names%s".formatted(access.tls(), node, words),
					"Let the nodes announce the names of their certificates (cluster-announce-hostname), or have the authority alone verified: a LettuceClientConfigurationBuilderCustomizer with builder.useSsl().verifyPeer(SslVerifyMode.CA).");
			case CERTIFICATE_UNTRUSTED -> new FaultDiagnosis(
					"%s, and the certificate of %s is not trusted%s".formatted(access.tls(), node, words),
					access.materialEdit(" whose trust store has the authority that signed the certificate."));
			case NO_TLS_THERE -> new FaultDiagnosis(
					"%s, but %s does not speak TLS%s".formatted(access.tls(), node, words), access.plainEdit());
			case TLS_FAILED -> new FaultDiagnosis(
					"%s, but no TLS connection to %s came about%s".formatted(access.tls(), node, words),
					access.materialEdit(
							" with the protocols, and the client certificate if one is wanted, that the node takes."));
			case NAME_UNKNOWN ->
				new FaultDiagnosis("%s names %s, and that name does not resolve%s".formatted(nodes, node, words),
						"Correct the name in %s, or make it known to the DNS.".formatted(nodes));
			case NO_SLOTS -> new FaultDiagnosis(
					"%s names %s, but in that cluster no slot has an owner%s".formatted(nodes, node, words),
					"Assign the slots ('redis-cli --cluster create' or '--cluster fix'), or name the nodes of another cluster in %s."
						.formatted(nodes));
			case NOT_REACHED ->
				new FaultDiagnosis("%s names %s, and nobody listens there%s".formatted(nodes, node, words),
						"Start the cluster, or correct the names and ports in %s.".formatted(nodes));
			case SILENT -> new FaultDiagnosis(
					(access.isTlsOn() ? "%s, and no answer comes from %s%s".formatted(access.tls(), node, words)
							: "%s names %s, and no answer comes from there%s".formatted(nodes, node, words)),
					access.silenceEdit());
			case OTHER ->
				new FaultDiagnosis("%s, and what %s answers is of no use%s".formatted(access.tls(), node, words),
						access.strangeEdit());
		};
	}

	@Override
	public String toString() {
		return this.description + " " + this.action;
	}

}
