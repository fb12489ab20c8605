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

package io.steadfast.redis.test;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/**
 * Skips tests, and says why, where containers cannot be reached.
 */
final class DockerCondition implements ExecutionCondition {

	private static final ConditionEvaluationResult RESULT = evaluate();

	private static ConditionEvaluationResult evaluate() {
		try (ContainerProcesses unused = ContainerProcesses.open(ServerImage::embedded, 1)) {
			return ConditionEvaluationResult.enabled("Docker answers");
		}
		catch (NoDockerException ex) {
			LoggerFactory.getLogger(DockerCondition.class).warn("Tests in containers are skipped. {}", ex.getMessage());
			return ConditionEvaluationResult.disabled(ex.getMessage());
		}
	}

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		return RESULT;
	}

}
