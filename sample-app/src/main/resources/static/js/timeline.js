// What happened, latest first.

import { byId, clock, element } from './dom.js';

const MOST = 100;
const SIGNS = { CALM: '✓', WATCH: '▲', BAD: '✕' };

function reports(story) {
  const link = (kind) => element('a', { href: `drills/reports/${story}.${kind.toLowerCase()}`, target: '_blank' }, kind);
  return [' Report: ', link('HTML'), ', ', link('JSON')];
}

function item(entry) {
  return element('li', { 'data-kind': entry.kind },
    element('span', { class: `badge ${entry.tone.toLowerCase()}` }, `${SIGNS[entry.tone]} ${entry.kind.toLowerCase()}`),
    ' ', element('time', { datetime: entry.at, class: 'muted' }, clock.format(new Date(entry.at))),
    ' ', entry.text, ...(entry.story === null ? [] : reports(entry.story)));
}

/** @param isWhole whether these are all, and not only those that are new */
export function showNews(entries, isWhole) {
  const list = byId('timeline');
  if (isWhole && entries.length === 0) {
    list.replaceChildren(element('li', { class: 'muted' }, 'Nothing has happened yet. Play a drill.'));
  }
  if (entries.length === 0) {
    return;
  }
  if (isWhole || list.querySelector('[data-kind]') === null) {
    list.replaceChildren();
  }
  entries.forEach((entry) => list.prepend(item(entry)));
  while (list.children.length > MOST) {
    list.lastChild.remove();
  }
}
