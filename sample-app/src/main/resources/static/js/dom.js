// The few things that every part of the page does with elements and numbers.

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

export const clock = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });

export const byId = (id) => document.getElementById(id);

/** Make an element; what it contains is text, never markup. */
export function element(name, attributes = {}, ...content) {
  const made = document.createElement(name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  made.append(...content);
  return made;
}

/** Change a text only where it differs, so that screen readers hear changes alone. */
export function tell(target, text) {
  if (target.textContent !== text) {
    target.textContent = text;
  }
}

export const count = (value) => whole.format(value);

/** Milliseconds as a person reads them. */
export function millis(value) {
  if (value === null || value === undefined) {
    return '–';
  }
  if (value >= 1000) {
    return `${(value / 1000).toFixed(1)} s`;
  }
  return value < 10 ? `${value.toFixed(1)} ms` : `${whole.format(value)} ms`;
}

export const shardName = (number) => (number > 0 ? `S${number}` : 'nobody');

export const shardColour = (number) => `var(--shard-${number > 0 ? ((number - 1) % 8) + 1 : 0})`;

export function swatch(number) {
  return element('span', { class: 'swatch', style: `background: ${shardColour(number)}` }, shardName(number));
}
