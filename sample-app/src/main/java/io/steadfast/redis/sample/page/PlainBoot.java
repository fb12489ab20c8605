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

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.steadfast.redis.sample.cluster.Contender;
import io.steadfast.redis.sample.cluster.EmbeddedCluster;
import io.steadfast.redis.sample.cluster.Wire;
import io.steadfast.redis.sample.cluster.WireConfiguration;
import io.steadfast.redis.sample.traffic.Traffic;
import io.steadfast.redis.sample.traffic.TrafficBeans;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.metrics.MetricsAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.metrics.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.metrics.redis.LettuceMetricsAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration;
import org.springframework.boot.autoconfigure.data.redis.RedisReactiveAutoConfiguration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;

/**
 * The same traffic through the connection factory that Boot makes of the same properties,
 * in a context of its own: beans, sockets and threads are not shared with ours. Safe for
 * any thread; starting and stopping happens on one of its own, one after the other.
 */
@Component
class PlainBoot implements DisposableBean {

	private static final Logger logger = LoggerFactory.getLogger(PlainBoot.class);

	private static final long STOP_LIMIT_SECONDS = 15;

	private final ConfigurableEnvironment environment;

	private final CompareProperties properties;

	private final boolean wanted;

	private final @Nullable EmbeddedCluster cluster;

	private final Timeline timeline;

	/** One thread, which ends when there is nothing to do. */
	private final ThreadPoolExecutor worker = new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS,
			new LinkedBlockingQueue<>(), new CustomizableThreadFactory("plain-boot-"));

	/** Guarded by this. */
	private boolean watched;

	/** Written by the worker. */
	private volatile @Nullable Running running;

	/** Written by whoever starts or stops it, then by the worker. */
	private volatile State state = State.OFF;

	PlainBoot(ConfigurableEnvironment environment, CompareProperties properties,
			ObjectProvider<EmbeddedCluster> cluster, Timeline timeline) {
		this.timeline = timeline;
		this.environment = environment;
		this.properties = properties;
		this.cluster = cluster.getIfAvailable();
		this.wanted = Objects.requireNonNullElse(properties.enabled(), this.cluster != null);
		this.worker.allowCoreThreadTimeOut(true);
	}

	State state() {
		return this.state;
	}

	/** Somebody watches: start it, if it is wanted; returns at once. */
	synchronized void start() {
		if (this.wanted && Contender.of(this.environment) != Contender.PLAIN) {
			this.watched = true;
			this.state = State.STARTING;
			perform(this::run);
		}
	}

	/** Nobody watches: stop it; returns at once. */
	synchronized void stop() {
		this.watched = false;
		perform(this::end);
	}

	private void perform(Runnable task) {
		if (!this.worker.isShutdown()) {
			this.worker.execute(task);
		}
	}

	/**
	 * Start it afresh, as an operator would whose application does not recover.
	 * @throws NotWatchedException if nobody would see it
	 */
	synchronized void restart() {
		if (!this.watched) {
			throw new NotWatchedException();
		}
		perform(this::end);
		perform(this::run);
		perform(this::tellOfRestart);
	}

	private void tellOfRestart() {
		if (this.running != null) {
			this.timeline.add(TimelineEntry.Kind.COMPARE, TimelineEntry.Tone.CALM, "Plain Boot was started afresh",
					null);
		}
	}

	private void run() {
		if (this.running != null) {
			return;
		}
		// once more: when it is started afresh, its end has said OFF meanwhile
		this.state = State.STARTING;
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		try {
			inherit(context.getEnvironment().getPropertySources());
			if (this.cluster != null) {
				// a singleton that is registered is not closed by the context
				context.getBeanFactory().registerSingleton("embeddedCluster", this.cluster);
			}
			context.register(WireConfiguration.class, TrafficBeans.class, BootsFactory.class);
			context.refresh();
			this.running = new Running(context,
					new SideMeter(context.getBean(Traffic.class), context.getBean(Wire.class), null));
			this.state = State.RUNNING;
		}
		catch (RuntimeException ex) {
			logger.warn("The traffic through plain Boot could not be started", ex);
			context.close();
			this.state = State.FAILED;
		}
	}

	private void inherit(MutablePropertySources own) {
		own.addFirst(new MapPropertySource("compare",
				Map.of("sample.traffic.rate", this.properties.rate(), "sample.traffic.callers",
						this.properties.callers(), "management.metrics.use-global-registry", "false")));
		for (PropertySource<?> source : this.environment.getPropertySources()) {
			if (!own.contains(source.getName()) && !source.getName().equals("configurationProperties")) {
				own.addLast(source);
			}
		}
	}

	private void end() {
		Running ended = this.running;
		this.running = null;
		this.state = State.OFF;
		if (ended != null) {
			ended.meter.close();
			ended.context.close();
		}
	}

	/**
	 * What it did since the last reading.
	 * @return {@code null} while it does not run
	 */
	@Nullable Side read() {
		Running now = this.running;
		return (now != null) ? now.meter.read() : null;
	}

	/** Begin to end while ours does; what is asked for later is too late. */
	@EventListener(ContextClosedEvent.class)
	void close() {
		stop();
		this.worker.shutdown();
	}

	/**
	 * The cluster ends after this; where the start has failed, nothing was told before.
	 */
	@Override
	public void destroy() throws InterruptedException {
		close();
		if (!this.worker.awaitTermination(STOP_LIMIT_SECONDS, TimeUnit.SECONDS)) {
			logger.warn("The traffic through plain Boot did not end within {} s", STOP_LIMIT_SECONDS);
		}
	}

	/** How it is. */
	enum State {

		/** Nobody watches, or it is not wanted. */
		OFF,

		/** It makes its connections. */
		STARTING,

		/** It makes its traffic. */
		RUNNING,

		/** It could not be started. */
		FAILED

	}

	/**
	 * What runs.
	 *
	 * @param context holds its beans
	 * @param meter reads its counters
	 */
	private record Running(AnnotationConfigApplicationContext context, SideMeter meter) {
	}

	/** It would run for nobody. */
	static final class NotWatchedException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		NotWatchedException() {
			super("Plain Boot runs while somebody looks at the page, and where sample.compare.enabled allows it");
		}

	}

	/**
	 * What Boot makes without the starter, with the actuator: commands are timed by the
	 * same recorder as ours.
	 */
	@ImportAutoConfiguration({ RedisAutoConfiguration.class, RedisReactiveAutoConfiguration.class,
			MetricsAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class,
			SimpleMetricsExportAutoConfiguration.class, LettuceMetricsAutoConfiguration.class })
	static final class BootsFactory {

	}

}
