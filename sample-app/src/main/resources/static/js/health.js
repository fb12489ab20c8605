// What the actuator says of the cluster.

import { byId, count, element, tell } from './dom.js';

const LOOKS = {
  UP: ['calm', '✓'],
  DEGRADED: ['watch', '▲'],
  DOWN: ['bad', '✕'],
};

/** Nested details as one list of names and texts; the nodes have a table of their own. */
function facts(details, prefix = '') {
  return Object.entries(details).filter(([name]) => name !== 'nodes').flatMap(([name, value]) => {
    if (Array.isArray(value)) {
      return value.map((text) => [prefix + name, String(text)]);
    }
    return value !== null && typeof value === 'object' ? facts(value, `${prefix}${name} `) : [[prefix + name, readable(value)]];
  });
}

/** Durations come as ISO 8601, with more digits than anybody reads. */
function readable(value) {
  const parts = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?$/.exec(value);
  return parts === null ? String(value)
    : [[parts[1], 'h'], [parts[2], 'min'], [parts[3], 's']].filter(([amount]) => amount !== undefined)
      .map(([amount, unit]) => `${+Number(amount).toFixed(1)} ${unit}`).join(' ');
}

export function showHealth(health, incidents) {
  const status = health?.status ?? 'not told';
  const [tone, sign] = LOOKS[status] ?? ['watch', '?'];
  byId('health').className = `badge ${tone}`;
  tell(byId('health'), `${sign} ${status}`);
  const slots = health?.details?.slots;
  tell(byId('served'), slots ? `${count(slots.served)} of ${count(slots.served + slots.notServed)} slots served` : '');
  tell(byId('incident-news'), incidents.map((one) => `Shard ${one.shard}: ${one.kind}`).join(', '));
  // where slots went is told at length by the facts and the timeline
  tell(byId('incidents'), incidents.map((one) => `▲ ${one.summary.split(', slot')[0]}`).join(' '));
  byId('facts').replaceChildren(...facts(health?.details ?? {}).flatMap(([name, text]) => [element('dt', {}, name),
    element('dd', {}, text)]));
}
