// Our connection factory beside Boot's: the last second, and the errors of the last minutes.

import { byId, count, element, millis, tell } from './dom.js';

const good = (side, point) => (side.calls - side.failed) / point.seconds;

const rate = (value, point) => (value === null ? '–' : count(value / point.seconds));

const sum = (points, value) => points.reduce((total, point) => total + value(point), 0);

const ROWS = [
  { name: 'answered/s', text: (side, point) => count(good(side, point)) },
  {
    name: 'of those due',
    text: (side, point, due) => `${count(Math.min(100, (100 * good(side, point)) / due))} %`,
    isBad: (side, point, due) => good(side, point) < 0.9 * due,
  },
  { name: 'failed/s', text: (side, point) => rate(side.failed, point), isBad: (side) => side.failed > 0 },
  { name: 'p50', text: (side) => millis(side.p50) },
  { name: 'p99', text: (side) => millis(side.p99), isBad: (side) => side.p99 > 100 },
  { name: 'slowest', text: (side) => millis(side.slowest), isBad: (side) => side.slowest > 100 },
  { name: 'redirects/s', text: (side, point) => rate(side.redirects, point) },
  { name: 'retries/s', text: (side, point) => rate(side.retries, point) },
  { name: 'held over 1 s', text: (side) => `${side.held}/${side.callers}`, isBad: (side) => side.held > 0 },
  { name: 'sockets', text: (side) => count(side.sockets) },
];

function cell(row, name, point, due) {
  const side = point[name];
  const key = { 'data-now': `${name} ${row.name}` };
  if (!side) {
    return element('td', { ...key, class: 'muted' }, '–');
  }
  const text = row.text(side, point, due);
  return row.isBad?.(side, point, due) ? element('td', { ...key, class: 'number-bad' }, `▲ ${text}`) : element('td', key, text);
}

/** What has come together in the minutes that the page remembers: failed, late, and both as a share of all calls. */
function totals(points) {
  const all = (side, key) => sum(points, (point) => point[side]?.[key] ?? 0);
  const isThere = (side) => points.some((point) => point[side]);
  const row = (name, text) => element('tr', {}, element('th', { scope: 'row' }, name), ...['ours', 'plain'].map((side) =>
    element('td', { 'data-total': `${side} ${name}` }, isThere(side) ? text(side) : '–')));
  return [
    row('failed', (side) => count(all(side, 'failed'))),
    row('over 100 ms', (side) => count(all(side, 'late'))),
    row('both, of all', (side) => `${((100 * (all(side, 'failed') + all(side, 'late'))) / (all(side, 'calls') || 1)).toFixed(1)} %`),
  ];
}

const STATES = {
  OFF: 'Plain Boot does not run: sample.compare.enabled is false, as it is by itself on a cluster of your own, or it is the contender itself.',
  STARTING: 'Plain Boot makes its connections …',
  RUNNING: '',
  FAILED: 'Plain Boot could not be started; the log says why.',
};

export function showSides(points, hello, plainState) {
  const point = points[points.length - 1];
  const now = ROWS.map((row) => element('tr', {}, element('th', { scope: 'row' }, row.name),
    cell(row, 'ours', point, hello.rate), cell(row, 'plain', point, hello.plainRate)));
  byId('sides').replaceChildren(...now);
  byId('totals').replaceChildren(...totals(points));
  const due = plainState === 'RUNNING' ? `${count(hello.rate)} and ${count(hello.plainRate)} calls a second are due.` : '';
  tell(byId('plain-state'), STATES[plainState] + due);
  byId('plain-restart').hidden = plainState === 'OFF';
}

export function showKinds(points) {
  const kinds = new Map();
  points.forEach((point) => ['ours', 'plain'].forEach((side) => {
    Object.entries(point[side]?.failures ?? {}).forEach(([kind, failed]) => {
      const key = `${side} ${kind}`;
      kinds.set(key, (kinds.get(key) ?? 0) + failed);
    });
  }));
  const rows = [...kinds].sort(([, one], [, other]) => other - one).map(([key, failed]) => {
    const [side, kind] = key.split(' ');
    return element('tr', {}, element('th', { scope: 'row', class: `key-${side}` }, side), element('td', { class: 'kind', title: kind }, kind.replace('Exception', '')),
      element('td', {}, count(failed)));
  });
  const none = element('tr', {}, element('td', { class: 'muted' }, 'None so far'));
  byId('kinds').replaceChildren(...(rows.length > 0 ? rows : [none]));
}

async function restart() {
  const state = byId('plain-state');
  tell(state, 'Plain Boot is asked to start afresh …');
  try {
    const answer = await fetch('page/plain', { method: 'POST' });
    if (!answer.ok) {
      tell(state, (await answer.json()).detail ?? `The application answered ${answer.status}.`);
    }
  } catch (failure) {
    tell(state, `The application could not be asked: ${failure.message}`);
  }
}

export function offerRestart() {
  byId('plain-restart').addEventListener('click', restart);
}
