// Our connection factory beside Boot's: the last second, and the errors of the last minutes.

import { byId, count, element, millis, tell } from './dom.js';

const answered = (side, point, rate) => {
  const good = (side.calls - side.failed) / point.seconds;
  return `${count(good)}/s, ${count(Math.min(100, (100 * good) / rate))} %`;
};

const rate = (value, point) => (value === null ? 'not counted' : count(value / point.seconds));

const sum = (points, value) => points.reduce((total, point) => total + value(point), 0);

const ROWS = [
  { name: 'answered', text: answered, isBad: (side, point, due) => side.calls - side.failed < 0.9 * due * point.seconds },
  { name: 'failed a second', text: (side, point) => rate(side.failed, point), isBad: (side) => side.failed > 0 },
  { name: 'p50', text: (side) => millis(side.p50) },
  { name: 'p99', text: (side) => millis(side.p99), isBad: (side) => side.p99 > 100 },
  { name: 'slowest', text: (side) => millis(side.slowest), isBad: (side) => side.slowest > 100 },
  { name: 'redirects a second', text: (side, point) => rate(side.redirects, point) },
  { name: 'retries a second', text: (side, point) => rate(side.retries, point) },
  { name: 'held over 1 s', text: (side) => `${side.held} of ${side.callers}`, isBad: (side) => side.held > 0 },
  { name: 'sockets', text: (side) => count(side.sockets) },
];

function cell(row, side, point, due) {
  if (!side) {
    return element('td', { class: 'muted' }, '–');
  }
  const text = row.text(side, point, due);
  return row.isBad?.(side, point, due) ? element('td', { class: 'number-bad' }, `▲ ${text}`) : element('td', {}, text);
}

function totals(points) {
  const total = (side) => {
    const failed = sum(points, (point) => point[side]?.failed ?? 0);
    const attributes = { id: `failed-${side}`, class: failed > 0 ? 'number-bad' : '' };
    return element('td', attributes, points.some((point) => point[side]) ? count(failed) : '–');
  };
  return element('tr', {}, element('th', { scope: 'row' }, 'failed in 5 minutes'), total('ours'), total('plain'));
}

const STATES = {
  OFF: 'Plain Boot does not run: sample.compare.enabled is false, or it is the contender itself.',
  STARTING: 'Plain Boot makes its connections …',
  RUNNING: '',
  FAILED: 'Plain Boot could not be started; the log says why.',
};

export function showSides(points, hello, plainState) {
  const point = points[points.length - 1];
  byId('sides').replaceChildren(...ROWS.map((row) => element('tr', {}, element('th', { scope: 'row' }, row.name),
    cell(row, point.ours, point, hello.rate), cell(row, point.plain, point, hello.plainRate))), totals(points));
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
    return element('tr', {}, element('th', { scope: 'row', class: `key-${side}` }, side), element('td', { title: kind }, kind),
      element('td', {}, count(failed)));
  });
  const none = element('tr', {}, element('td', { class: 'muted' }, 'None so far'));
  byId('kinds').replaceChildren(...(rows.length > 0 ? rows : [none]));
}

export function offerRestart() {
  byId('plain-restart').addEventListener('click', () => fetch('page/plain', { method: 'POST' }));
}
