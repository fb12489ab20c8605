// The slots by shard, and the nodes.

import { byId, count, element, shardColour, shardName, swatch, tell } from './dom.js';

const SLOTS = 16384;
const LABELLED = 250;

let ownersBefore = null;
let drawn = '';

function ownersOf(runs) {
  const owners = new Uint8Array(SLOTS);
  runs.forEach((run) => owners.fill(run.shard, run.first, run.last + 1));
  return owners;
}

function segment(run) {
  const width = run.last - run.first + 1;
  const hasMoved = ownersBefore !== null && ownersBefore[run.first] !== run.shard;
  return element('span', {
    class: [run.shard === 0 ? 'nobody' : '', hasMoved ? 'moved' : ''].join(' '),
    style: `left: ${(100 * run.first) / SLOTS}%; width: ${(100 * width) / SLOTS}%;`
      + (run.shard === 0 ? '' : ` background: ${shardColour(run.shard)}`),
    title: `${run.first}-${run.last}: ${shardName(run.shard)}`,
  }, run.shard > 0 && width >= LABELLED ? shardName(run.shard) : '');
}

function shardsOf(runs) {
  const shards = new Map();
  runs.forEach((run) => shards.set(run.shard, (shards.get(run.shard) ?? 0) + run.last - run.first + 1));
  return [...shards].sort(([one], [other]) => one - other);
}

export function showSlots(runs, topologyAge) {
  if (runs.length === 0) {
    byId('legend').replaceChildren(element('li', { class: 'muted' }, 'Only our connection factory knows the slots.'));
    return;
  }
  tell(byId('topology-age'), `as the nodes said ${Math.round(topologyAge / 1000)} s ago`);
  const shape = JSON.stringify(runs);
  if (shape === drawn) {
    return;
  }
  drawn = shape;
  const shards = shardsOf(runs);
  byId('slots').replaceChildren(...runs.map(segment));
  byId('slots').setAttribute('aria-label',
    shards.map(([shard, slots]) => `${shardName(shard)} ${count(slots)} slots`).join(', '));
  byId('legend').replaceChildren(...shards.map(([shard, slots]) => element('li', {}, swatch(shard), `${count(slots)} slots`)));
  ownersBefore = ownersOf(runs);
}

function row(node) {
  const state = (text, isWell) => element('td', isWell ? {} : { class: 'number-bad' }, isWell ? text : `▲ ${text}`);
  return element('tr', node.failing ? { class: 'failing' } : {},
    element('th', { scope: 'row' }, node.failing ? `✕ ${node.endpoint}, failing` : node.endpoint),
    element('td', {}, node.shard > 0 ? swatch(node.shard) : '–'),
    element('td', {}, node.role),
    element('td', {}, node.role === 'primary' ? count(node.slots) : '–'),
    state(node.connections > 1 ? `${node.connections} ${node.connection}` : node.connection,
      !['troubled', 'closed'].includes(node.connection)),
    state(node.breaker, node.breaker === 'closed'),
    element('td', {}, count(node.inFlight)),
    element('td', node.callersWaiting > 0 ? { class: 'number-bad' } : {}, count(node.callersWaiting)));
}

/** @param waiting how many commands wait to be repeated */
export function showNodes(nodes, waiting) {
  byId('waiting').className = waiting > 0 ? 'number-bad' : 'muted';
  tell(byId('waiting'), `${count(waiting)} commands wait to be repeated`);
  const inOrder = [...nodes].sort((one, other) => one.shard - other.shard || one.role.localeCompare(other.role));
  const none = element('tr', {}, element('td', { colspan: 8, class: 'muted' }, 'Only our connection factory knows the nodes.'));
  byId('nodes').replaceChildren(...(nodes.length > 0 ? inOrder.map(row) : [none]));
}
