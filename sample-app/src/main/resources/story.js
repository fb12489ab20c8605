// Shows the story of a drill in a report, behind charts.js in the same script.

const story = JSON.parse(document.getElementById('story').textContent);
const { result, shortfalls } = story.report;
const { comparison } = story;

const put = (id, ...content) => document.getElementById(id).replaceChildren(...content);

function made(name, text) {
  const one = document.createElement(name);
  one.textContent = text;
  return one;
}

function row(name, ...texts) {
  const one = document.createElement('tr');
  one.append(made('th', name), ...texts.map((text) => made('td', text)));
  one.firstChild.scope = 'row';
  return one;
}

function seconds(iso) {
  const [, hours, minutes, rest] = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?$/.exec(iso) ?? [];
  return shortMillis(1000 * (3600 * (hours ?? 0) + 60 * (minutes ?? 0) + Number(rest ?? 0)));
}

const clock = (iso) => new Date(iso).toLocaleTimeString('en', { hourCycle: 'h23' });

document.title = `Drill ${result.drill.name}, ${story.began.slice(0, 19)}Z`;
put('title', `Drill ${result.drill.name} (${result.drill.id})`);
put('about', `${result.drill.fault}. Played on ${new Date(story.began).toLocaleString('en')} with ${story.contender}, `
  + `${story.rate} operations a second due.`);
put('numbers',
  row('as expected', shortfalls.length === 0 ? '✓ yes' : '✕ no'),
  row('operations that ended', result.operations),
  row(`errors that reached callers, ${clock(result.observedFrom)} to ${clock(result.observedUntil)}`, result.surfaced),
  ...(comparison === null ? [] : [
    row(`errors while plain Boot ran beside it, ${Math.round(comparison.seconds)} s: ours`, comparison.ours),
    row(`errors of plain Boot beside it, ${story.plainRate} operations a second due`, comparison.plain)]),
  row('longest call', seconds(result.longest)),
  row('time to recover', result.recovered ? seconds(result.outage) : 'did not'),
  ...(result.impact.tail.ratio > 0 ? [row('p99 of the other shards before the fault, during it',
    `${seconds(result.impact.tail.before)}, ${seconds(result.impact.tail.during)}: ${result.impact.tail.ratio.toFixed(2)} times`)] : []),
  row('redirects', result.wire.moved + result.wire.ask),
  row('sockets opened', result.wire.opened),
  row('the cluster needed', seconds(result.took)),
  row('increments acknowledged, counted, possible',
    `${result.increments.acknowledged} ≤ ${result.increments.value} ≤ ${result.increments.acknowledged + result.increments.ambiguous}`));
put('shortfalls', ...(shortfalls.length === 0 ? ['Nothing.'] : shortfalls.map((text) => made('li', text))));
const failures = Object.entries(result.failures);
put('failures', ...(failures.length === 0 ? [row('None.')] : failures.map(([kind, count]) => row(kind, count))));
put('missing', ...story.missing.map((text) => made('p', text)));
put('timeline', ...story.timeline.map((entry) => row(`${clock(entry.at)} ${entry.kind.toLowerCase()}`, entry.text)));

const CURVES = [
  ['Operations a second, by shard', 'calls', { format: shortNumber }],
  ['Errors a second, by kind', 'errors', { format: shortNumber }],
  ['Latency from when a call was due', 'latency', { format: shortMillis, log: true }],
  ['Redirects and retries a second', 'redirects', { format: shortNumber }],
];

if (story.points.length === 0) {
  put('curves', made('h2', 'Curves'), made('p', 'None: nobody looked at the page while it was played.'));
} else {
  CURVES.forEach(([title, name, kind]) => {
    const host = document.createElement('div');
    document.getElementById('curves').append(made('h2', title), host);
    chart(host, { ...kind, span: 'all' }).show(story.points, lines[name](story.points));
  });
}
