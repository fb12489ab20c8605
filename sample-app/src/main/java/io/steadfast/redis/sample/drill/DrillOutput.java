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

package io.steadfast.redis.sample.drill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.env.PropertyResolver;

/**
 * Where the table of played drills goes: to the log, and to the file that the property
 * {@code report} names.
 *
 * @param file of that property, if it is set
 */
public record DrillOutput(@Nullable String file) {

	private static final Logger logger = LoggerFactory.getLogger(DrillOutput.class);

	/**
	 * The output that properties ask for, to be asked for before minutes of drills.
	 * @param properties where {@code report} may be
	 * @return where to write
	 * @throws NotPlayedException if nothing can be written there
	 */
	public static DrillOutput of(PropertyResolver properties) {
		DrillOutput output = new DrillOutput(properties.getProperty("report"));
		if (output.file != null && !isWritable(Path.of(output.file).toAbsolutePath())) {
			throw new NotPlayedException("Cannot write \"" + output.file
					+ "\", which report names: name a file in a folder that can be written to");
		}
		return output;
	}

	private static boolean isWritable(Path file) {
		Path folder = file.getParent();
		return folder != null && Files.isDirectory(folder) && !Files.isDirectory(file)
				&& Files.isWritable(Files.exists(file) ? file : folder);
	}

	/**
	 * Write a table.
	 * @param drills number of drills that were played
	 * @param table Markdown
	 * @throws UncheckedIOException if the file cannot be written; names it
	 */
	public void write(int drills, String table) {
		logger.info("Played {} drills:\n\n{}", drills, table);
		if (this.file == null) {
			return;
		}
		try {
			Files.writeString(Path.of(this.file), table);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot write " + this.file + ", which report names", ex);
		}
	}

}
