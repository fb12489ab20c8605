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

import io.steadfast.redis.ClusterUnavailableException;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/**
 * Tells the user why the application did not start without its cluster and the one edit
 * that mends it.
 */
class ClusterUnavailableFailureAnalyzer extends AbstractFailureAnalyzer<ClusterUnavailableException> {

	private final Environment environment;

	private final BeanFactory beans;

	ClusterUnavailableFailureAnalyzer(Environment environment, BeanFactory beans) {
		this.environment = environment;
		this.beans = beans;
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, ClusterUnavailableException cause) {
		ClusterProperties properties = ClusterProperties.ofFactory(this.environment, factoryOf(rootFailure));
		FaultDiagnosis diagnosis = FaultDiagnosis.of(cause.getFaults(), properties, access(properties));
		return new FailureAnalysis(diagnosis.description(), diagnosis.action(), cause);
	}

	private AccessSources access(ClusterProperties properties) {
		return (this.beans instanceof ConfigurableListableBeanFactory known)
				? AccessSources.remembered(known, properties.factoryName()) : AccessSources.PROPERTIES;
	}

	/**
	 * Where one bean needs another, the innermost exception names the one that failed.
	 */
	private static String factoryOf(Throwable failure) {
		String factory = "";
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof BeanCreationException creation && creation.getBeanName() != null) {
				factory = creation.getBeanName();
			}
		}
		return factory;
	}

}
