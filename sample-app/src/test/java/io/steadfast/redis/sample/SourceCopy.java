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
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;

/**
 * Copies what is not built, so that a build in the copy touches nothing of this one.
 */
final class SourceCopy extends SimpleFileVisitor<Path> {

	static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

	private static final Set<String> NOT_SOURCES = Set.of("target", ".git");

	private final Path target;

	private SourceCopy(Path target) {
		this.target = target;
	}

	/**
	 * Make a copy.
	 * @param target a folder, which need not exist
	 */
	static void into(Path target) throws IOException {
		Files.walkFileTree(ROOT, new SourceCopy(target));
	}

	@Override
	public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
		if (NOT_SOURCES.contains(directory.getFileName().toString())) {
			return FileVisitResult.SKIP_SUBTREE;
		}
		Files.createDirectories(this.target.resolve(ROOT.relativize(directory).toString()));
		return FileVisitResult.CONTINUE;
	}

	@Override
	public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
		Files.copy(file, this.target.resolve(ROOT.relativize(file).toString()));
		return FileVisitResult.CONTINUE;
	}

}
