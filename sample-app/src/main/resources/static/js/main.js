// Brings what is heard to those who show it.

import { chart, lines, shortMillis, shortNumber } from './charts.js';
import { showNodes, showSlots } from './cluster.js';
import { byId, clock, tell } from './dom.js';
import { offerDrills, showRunning } from './drills.js';
import { showHealth } from './health.js';
import { offerRestart, showKinds, showSides } from './sides.js';
import { listen } from './stream.js';
import { showNews } from './timeline.js';

const KEPT_MILLIS = 5 * 60 * 1000;

const charts = {
  calls: chart(byId('chart-calls'), { format: shortNumber }),
  errors: chart(byId('chart-errors'), { format: shortNumber }),
  latency: chart(byId('chart-latency'), { format: shortMillis, log: true }),
  redirects: chart(byId('chart-redirects'), { format: shortNumber }),
};

let hello;
let points = [];

function showCharts() {
  Object.entries(charts).forEach(([name, one]) => one.show(points, lines[name](points)));
}

function onHello(message) {
  hello = message;
  points = message.points;
  tell(byId('ours-name'), message.contender === 'plain' ? 'plain Boot' : 'Steadfast');
  offerDrills(message);
  showNews(message.news, true);
  showCharts();
}

function onTick({ look: { point, view }, news }) {
  points = [...points, point].filter((one) => one.at > point.at - KEPT_MILLIS);
  showSlots(view.slots, view.topologyAge);
  showNodes(view.nodes, view.waiting);
  showHealth(view.health, view.incidents);
  showSides(points, hello, view.plain);
  showKinds(points);
  showRunning(view.drill);
  showNews(news, false);
  if (!document.hidden) {
    showCharts();
  }
}

const STREAM = { connecting: ['watch', '… connecting'], live: ['calm', '✓ live'], lost: ['bad', '✕ disconnected'] };

function onState(state, lastHeard) {
  const [tone, text] = STREAM[state];
  byId('stream').className = `badge ${tone}`;
  tell(byId('stream'), text);
  document.body.classList.toggle('is-old', state === 'lost');
  byId('notice').hidden = state !== 'lost';
  tell(byId('notice'), `No word from the application since ${clock.format(lastHeard)}. What you see is old; the page tries again by itself.`);
}

offerRestart();
listen({ hello: onHello, tick: onTick, state: onState });
