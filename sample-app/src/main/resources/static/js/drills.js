// A button for every drill, and the state of the one that is played.

import { byId, element, tell } from './dom.js';

const PHASES = {
  AWAITING_CALM: 'waits for calm traffic',
  PREPARING: 'prepares the cluster',
  PLAYING: 'is played',
  RECOVERING: 'is over, traffic is watched',
  RESTORING: 'brings the cluster back',
};

let running = null;
let asked = null;
let playable = [];

function refuse(text) {
  byId('refused').hidden = text === '';
  tell(byId('refused'), text);
}

async function play(drill) {
  if (drill.name === (asked ?? running?.drill.name)) {
    return; // clicked twice
  }
  if (running !== null) {
    refuse('One drill at a time: another one is played.');
    return;
  }
  refuse('');
  asked = drill.name;
  try {
    const answer = await fetch(`drills/${drill.name}`, { method: 'POST' });
    if (answer.ok) {
      showRunning({ drill, phase: 'AWAITING_CALM', startedAt: new Date().toISOString() });
    } else {
      refuse((await answer.json()).detail ?? `The application answered ${answer.status}.`);
    }
  } catch (failure) {
    refuse(`The application could not be asked: ${failure.message}`);
  }
  asked = null;
}

function button(drill) {
  const made = element('button', { type: 'button', 'data-drill': drill.name, title: drill.fault }, drill.name);
  const about = () => tell(byId('about'), `${drill.name} (${drill.id}): ${drill.fault}.`);
  made.addEventListener('click', () => play(drill));
  made.addEventListener('focus', about);
  made.addEventListener('mouseenter', about);
  // where there is no room for it beside the page, and nothing to point with, it stands below its button
  return element('li', {}, made, element('span', { class: 'fault muted' }, drill.fault));
}

export function offerDrills(hello) {
  playable = hello.playable;
  byId('planned').replaceChildren(...hello.drills.filter((drill) => drill.planned).map(button));
  byId('faults').replaceChildren(...hello.drills.filter((drill) => !drill.planned).map(button));
  byId('elsewhere').hidden = playable.length === hello.drills.length;
  tell(byId('elsewhere'), `This is not the embedded cluster; what may be played on it: ${playable.join(', ') || 'nothing'}.`);
}

/** @param now the drill that is played, or null */
export function showRunning(now) {
  running = now;
  const isRunning = now !== null;
  const seconds = isRunning ? Math.max(0, Math.round((Date.now() - Date.parse(now.startedAt)) / 1000)) : 0;
  byId('running').className = isRunning ? 'badge watch' : 'muted';
  tell(byId('running'), isRunning ? `▶ ${PHASES[now.phase]}` : 'none is played');
  tell(byId('running-for'), isRunning ? `${seconds} s` : '');
  document.querySelectorAll('[data-drill]').forEach((one) => {
    const isThis = isRunning && one.dataset.drill === now.drill.name;
    one.setAttribute('aria-disabled', String(isRunning || !playable.includes(one.dataset.drill)));
    one.setAttribute('aria-current', String(isThis));
    tell(one, isThis ? `▶ ${one.dataset.drill}` : one.dataset.drill);
  });
}
