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

import java.time.Duration;
import java.util.List;

import io.steadfast.redis.sample.cluster.Contender;
import io.steadfast.redis.sample.drill.DrillGround;
import io.steadfast.redis.sample.drill.Drills;
import io.steadfast.redis.sample.traffic.TrafficProperties;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * What all browsers are told. Safe for any thread.
 */
@Component
class Feed {

	private static final Duration SHOWN_AT_FIRST = Duration.ofMinutes(5);

	private final Drills drills;

	private final DrillGround ground;

	private final History history;

	private final Timeline timeline;

	private final Environment environment;

	private final TrafficProperties traffic;

	private final CompareProperties compare;

	private final Flux<Look> looks;

	private final Sinks.Empty<Void> closing = Sinks.empty();

	Feed(ObjectProvider<Sampler> samplers, Drills drills, DrillGround ground, History history, Timeline timeline,
			Environment environment, TrafficProperties traffic, CompareProperties compare) {
		this.traffic = traffic;
		this.compare = compare;
		this.drills = drills;
		this.ground = ground;
		this.history = history;
		this.timeline = timeline;
		this.environment = environment;
		this.looks = WhileWatched.looks(samplers::getObject, Sampler::look, Sampler::close,
				Schedulers.boundedElastic());
	}

	/**
	 * What one browser is told until it goes.
	 * @return a greeting, then one message a second
	 */
	Flux<Message> messages() {
		return Flux.defer(() -> {
			News news = new News(this.timeline);
			Message hello = hello(news);
			return this.looks.map((look) -> (Message) new Message.Tick(look, news.next())).startWith(hello);
		}).takeUntilOther(this.closing.asMono());
	}

	private Message hello(News news) {
		return new Message.Hello(Contender.of(this.environment).toString(), this.traffic.rate(), this.compare.rate(),
				this.drills.cards(), this.ground.playable(),
				this.history.since(System.currentTimeMillis() - SHOWN_AT_FIRST.toMillis()), news.next());
	}

	/** The server waits for open requests before it stops. */
	@EventListener(ContextClosedEvent.class)
	void close() {
		this.closing.tryEmitEmpty();
	}

	/**
	 * Where one browser is in the timeline. Its messages are made one at a time.
	 */
	private static final class News {

		private final Timeline timeline;

		private long last;

		News(Timeline timeline) {
			this.timeline = timeline;
		}

		List<TimelineEntry> next() {
			List<TimelineEntry> entries = this.timeline.after(this.last);
			this.last = entries.isEmpty() ? this.last : entries.get(entries.size() - 1).number();
			return entries;
		}

	}

}
