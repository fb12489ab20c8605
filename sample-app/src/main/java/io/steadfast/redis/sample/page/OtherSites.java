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

package io.steadfast.redis.sample.page;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/**
 * Keeps other sites from playing drills through the browser of somebody who only looks: a
 * form of theirs may be sent to any address. Who is no browser names no origin, and is
 * answered.
 */
@Configuration(proxyBeanMethods = false)
class OtherSites {

	@Bean
	CorsFilter refuseOtherSites() {
		UrlBasedCorsConfigurationSource nobody = new UrlBasedCorsConfigurationSource();
		nobody.registerCorsConfiguration("/**", new CorsConfiguration());
		return new CorsFilter(nobody);
	}

}
