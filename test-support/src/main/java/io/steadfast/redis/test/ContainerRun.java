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

import java.io.Closeable;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.WaitResponse;

/**
 * The time from one start of a container to its end, which Docker tells. Safe for any
 * thread.
 */
final class ContainerRun implements ResultCallback<WaitResponse> {

	private final long pid;

	/** Counted down by a thread of the Docker client. */
	private final CountDownLatch end = new CountDownLatch(1);

	private ContainerRun(long pid) {
		this.pid = pid;
	}

	/**
	 * Follow a container that was started.
	 * @param docker the Docker that it runs in
	 * @param container its id
	 * @return its run, which may have ended
	 */
	static ContainerRun of(DockerClient docker, String container) {
		Long pid = docker.inspectContainerCmd(container).exec().getState().getPidLong();
		return docker.waitContainerCmd(container).exec(new ContainerRun((pid != null) ? pid : 0));
	}

	long pid() {
		return this.pid;
	}

	boolean hasEnded() {
		return this.end.getCount() == 0;
	}

	boolean hasEndedWithin(Duration limit) {
		try {
			return this.end.await(limit.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while process " + this.pid + " was ending", ex);
		}
	}

	@Override
	public void onStart(Closeable stream) {
		// It lasts as long as the container.
	}

	@Override
	public void onNext(WaitResponse response) {
		this.end.countDown();
	}

	@Override
	public void onError(Throwable failure) {
		// Removed, or Docker itself has ended.
		this.end.countDown();
	}

	@Override
	public void onComplete() {
		this.end.countDown();
	}

	@Override
	public void close() {
		// Docker closes the stream at the container's end.
	}

}
