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

package io.steadfast.redis.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.springframework.boot.SpringBootVersion;

/**
 * An application as somebody writes it who has start.spring.io, the README and a folder
 * with a release, and nothing of this repository.
 */
final class FirstApplication {

	private static final String POM = """
			<?xml version="1.0" encoding="UTF-8"?>
			<project xmlns="http://maven.apache.org/POM/4.0.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
				xsi:schemaLocation="http://maven.apache.org/POM/4.0.0 https://maven.apache.org/xsd/maven-4.0.0.xsd">
				<modelVersion>4.0.0</modelVersion>
				<parent>
					<groupId>org.springframework.boot</groupId>
					<artifactId>spring-boot-starter-parent</artifactId>
					<version>@boot@</version>
					<relativePath/> <!-- lookup parent from repository -->
				</parent>
				<groupId>com.example</groupId>
				<artifactId>demo</artifactId>
				<version>0.0.1-SNAPSHOT</version>
				<name>demo</name>
				<properties>
					<java.version>17</java.version>
				</properties>
				<dependencies>
					<dependency>
						<groupId>org.springframework.boot</groupId>
						<artifactId>spring-boot-starter-actuator</artifactId>
					</dependency>
					<dependency>
						<groupId>org.springframework.boot</groupId>
						<artifactId>spring-boot-starter-web</artifactId>
					</dependency>
					<dependency>
						<groupId>io.steadfast</groupId>
						<artifactId>steadfast-redis-spring-boot-starter</artifactId>
					</dependency>
					<dependency>
						<groupId>io.steadfast</groupId>
						<artifactId>steadfast-redis-test</artifactId>
						<scope>test</scope>
					</dependency>
				</dependencies>
				<dependencyManagement>
					<dependencies>
						<dependency>
							<groupId>io.steadfast</groupId>
							<artifactId>steadfast-redis-bom</artifactId>
							<version>@version@</version>
							<type>pom</type>
							<scope>import</scope>
						</dependency>
					</dependencies>
				</dependencyManagement>
				<build>
					<plugins>
						<plugin>
							<groupId>org.springframework.boot</groupId>
							<artifactId>spring-boot-maven-plugin</artifactId>
						</plugin>
					</plugins>
				</build>
				<repositories>
					<repository>
						<id>published</id>
						<url>@published@</url>
					</repository>
					<!-- What this machine has fetched already is fetched from there. -->
					<repository>
						<id>fetched</id>
						<url>@fetched@</url>
						<releases>
							<checksumPolicy>ignore</checksumPolicy>
						</releases>
						<snapshots>
							<enabled>false</enabled>
						</snapshots>
					</repository>
				</repositories>
				<pluginRepositories>
					<pluginRepository>
						<id>fetched</id>
						<url>@fetched@</url>
						<releases>
							<checksumPolicy>ignore</checksumPolicy>
						</releases>
						<snapshots>
							<enabled>false</enabled>
						</snapshots>
					</pluginRepository>
				</pluginRepositories>
			</project>
			""";

	private static final String MAIN = """
			package com.example.demo;

			import org.springframework.boot.SpringApplication;
			import org.springframework.boot.autoconfigure.SpringBootApplication;

			@SpringBootApplication
			public class DemoApplication {

				public static void main(String[] args) {
					SpringApplication.run(DemoApplication.class, args);
				}

			}
			""";

	private static final String CONTROLLER = """
			package com.example.demo;

			import org.springframework.data.redis.core.StringRedisTemplate;
			import org.springframework.web.bind.annotation.GetMapping;
			import org.springframework.web.bind.annotation.PathVariable;
			import org.springframework.web.bind.annotation.RestController;

			@RestController
			class VisitController {

				private final StringRedisTemplate redis;

				VisitController(StringRedisTemplate redis) {
					this.redis = redis;
				}

				@GetMapping("/visits/{page}")
				Long visit(@PathVariable String page) {
					return this.redis.opsForValue().increment(page);
				}

			}
			""";

	private FirstApplication() {
	}

	/**
	 * Write it into a folder.
	 * @param folder an empty one
	 * @param version of ours
	 * @param published where that is found
	 * @param properties what it is configured with
	 */
	static void write(Path folder, String version, Publication published, String... properties) throws IOException {
		Path java = Files.createDirectories(folder.resolve("src/main/java/com/example/demo"));
		Path resources = Files.createDirectories(folder.resolve("src/main/resources"));
		Files.writeString(folder.resolve("pom.xml"),
				POM.replace("@boot@", SpringBootVersion.getVersion())
					.replace("@version@", version)
					.replace("@published@", published.folder().toUri().toString())
					.replace("@fetched@", Path.of(MavenRun.LOCAL_REPOSITORY).toUri().toString()));
		Files.writeString(java.resolve("DemoApplication.java"), MAIN);
		Files.writeString(java.resolve("VisitController.java"), CONTROLLER);
		Files.write(resources.resolve("application.properties"), List.of(properties));
	}

}
