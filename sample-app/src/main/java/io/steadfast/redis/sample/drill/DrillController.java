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

import java.util.List;
import java.util.Map;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Drills by HTTP.
 */
@RestController
@RequestMapping("/drills")
class DrillController {

	private final Drills drills;

	private final DrillGround ground;

	DrillController(Drills drills, DrillGround ground) {
		this.drills = drills;
		this.ground = ground;
	}

	@GetMapping
	List<DrillCard> list() {
		return this.drills.cards();
	}

	@GetMapping("/running")
	Map<String, RunningDrill> running() {
		return this.ground.running().map((drill) -> Map.of("running", drill)).orElse(Map.of());
	}

	@GetMapping("/played")
	List<DrillReport> played() {
		return this.ground.reports();
	}

	@PostMapping("/{name}")
	@ResponseStatus(HttpStatus.ACCEPTED)
	DrillCard start(@PathVariable String name) {
		Drill drill = this.drills.named(name);
		this.ground.start(drill);
		return drill.card();
	}

	@ExceptionHandler
	ProblemDetail unknown(Drills.UnknownDrillException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, String.valueOf(ex.getMessage()));
	}

	@ExceptionHandler
	ProblemDetail refused(DrillGround.RefusedException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, String.valueOf(ex.getMessage()));
	}

}
