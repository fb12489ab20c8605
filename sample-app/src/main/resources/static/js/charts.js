// Lines over the last two minutes, drawn by uPlot. The reports of drills contain this file as it is: it imports nothing.

const WINDOW_SECONDS = 120;
const GAP_SECONDS = 4;
const HEIGHT = 106;
const DECADES = [0.1, 1, 10, 100, 1000, 10000, 100000];
const DASHED = [5, 4];
const MOST_KINDS = 3;
const FONT = '11px system-ui, "DejaVu Sans", sans-serif';

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

export const shortNumber = (value) => (value >= 1000 ? `${+(value / 1000).toFixed(1)}k` : `${+value.toFixed(1)}`);

export const shortMillis = (value) => (value >= 1000 ? `${+(value / 1000).toFixed(1)} s` : `${+value.toPrecision(2)} ms`);

/** Columns of points; a time in which nobody watched is a gap, not a line. */
function columns(points, series) {
  const rows = [];
  points.forEach((point, index) => {
    const before = points[index - 1];
    if (before && (point.at - before.at) / 1000 > GAP_SECONDS) {
      rows.push([before.at / 1000 + 1, ...series.map(() => null)]);
    }
    rows.push([point.at / 1000, ...series.map((one) => one.value(point) ?? null)]);
  });
  return [0, ...series].map((_, column) => rows.map((row) => row[column]));
}

function axis(extra) {
  return {
    stroke: () => colour('--muted'),
    font: FONT,
    grid: { stroke: () => colour('--line'), width: 1 },
    ticks: { show: false },
    ...extra,
  };
}

function line(one, format) {
  return {
    label: one.label,
    stroke: () => colour(one.colour),
    dash: one.dashed ? DASHED : undefined,
    width: 1.5,
    points: { show: false },
    value: (_, value) => (value === null || value === undefined ? '–' : format(value)),
  };
}

/** Nobody points at the chart: its legend tells the end of the lines. */
function showLatest(plot) {
  plot.setLegend({ idx: plot.data[0].length - 1 });
}

/**
 * A chart in an element.
 * @param host where it goes
 * @param kind format(value), log (whether the scale is logarithmic), span (seconds, or 'all')
 * @return show(points, series), where a series has label, colour (a CSS variable), dashed and value(point)
 */
export function chart(host, kind) {
  let plot;
  let labels = '';
  let latest = 0;
  let earliest = 0;

  const scaleX = () => [kind.span === 'all' ? earliest : latest - WINDOW_SECONDS, latest];
  const linear = (_, low, high) => [0, Math.max(1, (high ?? 0) * 1.1)];
  const powers = (_, low, high) => [0.1, Math.max(100, 10 ** Math.ceil(Math.log10(high || 1)))];

  const options = (series) => ({
    width: Math.max(200, host.clientWidth),
    height: HEIGHT,
    padding: [8, 6, 0, 0],
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 5 } },
    legend: { live: true, markers: { dash: (_, index) => (series[index - 1]?.dashed ? 'dashed' : 'solid') } },
    scales: { x: { range: scaleX }, y: kind.log ? { distr: 3, range: powers } : { range: linear } },
    axes: [
      axis({ size: 20, space: 70, values: '{HH}:{mm}:{ss}' }),
      axis({ ...(kind.log && { splits: () => DECADES }), size: 44, space: 24, values: (_, ticks) => ticks.map((tick) => (tick === null ? '' : kind.format(tick))) }),
    ],
    hooks: { ready: [showLatest] },
    series: [{}, ...series.map((one) => line(one, kind.format))],
  });

  new ResizeObserver(() => plot?.setSize({ width: Math.max(200, host.clientWidth), height: HEIGHT })).observe(host);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    plot?.redraw();
    labels = ''; // the legend keeps its colours: it is made again with the next point
  });

  return {
    show(points, series) {
      if (points.length === 0) {
        return;
      }
      latest = points[points.length - 1].at / 1000;
      earliest = points[0].at / 1000;
      const shown = kind.span === 'all' ? points : points.filter((point) => point.at / 1000 > latest - WINDOW_SECONDS - 5);
      const data = columns(shown, series);
      const wanted = series.map((one) => one.label).join();
      if (plot && wanted === labels) {
        plot.setData(data);
      } else {
        plot?.destroy();
        plot = new uPlot(options(series), data, host);
        labels = wanted;
      }
      if (plot.cursor.left < 0) {
        showLatest(plot);
      }
    },
  };
}

/** The kinds of errors that there were most of, by name: a chart whose lines change places cannot be followed. */
function mostFrequent(points, side) {
  const totals = new Map();
  points.forEach((point) => Object.entries(point[side]?.failures ?? {})
    .forEach(([kind, failed]) => totals.set(kind, (totals.get(kind) ?? 0) + failed)));
  return [...totals].sort(([, one], [, other]) => other - one).slice(0, MOST_KINDS).map(([kind]) => kind).sort();
}

/** How many errors were of another kind. */
function failedBut(kinds, failures = {}) {
  return Object.entries(failures).reduce((total, [kind, failed]) => total + (kinds.includes(kind) ? 0 : failed), 0);
}

/** Which lines a chart has is a matter of the points: shards come and go, and so do kinds of errors. */
export const lines = {
  calls(points) {
    const shards = [...new Set(points.flatMap((point) => Object.keys(point.callsByShard)))].map(Number).sort((a, b) => a - b);
    return shards.map((shard) => ({
      label: shard > 0 ? `S${shard}` : 'owner not known',
      colour: `--shard-${shard > 0 ? ((shard - 1) % 8) + 1 : 0}`,
      value: (point) => (point.callsByShard[shard] ?? 0) / point.seconds,
    }));
  },

  errors(points) {
    const ofSide = (side, name) => {
      const kinds = mostFrequent(points, side);
      const named = (kind, index) => ({
        label: `${name} ${kind.replace('Exception', '')}`,
        colour: index === 0 ? `--${side}` : `--shard-${index + 3}`,
        dashed: side === 'plain',
        value: (point) => (point[side] ? (point[side].failures[kind] ?? 0) / point.seconds : null),
      });
      const rest = (label, colour) => ({
        label: `${name} ${label}`,
        colour,
        dashed: side === 'plain',
        value: (point) => (point[side] ? failedBut(kinds, point[side].failures) / point.seconds : null),
      });
      const others = points.some((point) => failedBut(kinds, point[side]?.failures) > 0) ? [rest('others', '--shard-0')] : [];
      return kinds.length === 0 ? [rest('none', `--${side}`)] : [...kinds.map(named), ...others];
    };
    return [...ofSide('ours', 'ours'), ...ofSide('plain', 'plain')];
  },

  latency() {
    const of = (side, label, key, light) => ({
      label,
      colour: light ? '--muted' : `--${side}`,
      dashed: side === 'plain',
      value: (point) => (point[side]?.[key] > 0 ? point[side][key] : null),
    });
    return [of('ours', 'our p50', 'p50', true), of('ours', 'our p99', 'p99'), of('plain', "plain's p50", 'p50', true),
      of('plain', "plain's p99", 'p99')];
  },

  redirects() {
    const of = (side, label, key, name) => ({
      label,
      colour: name,
      dashed: side === 'plain',
      value: (point) => (point[side] && point[side][key] !== null ? point[side][key] / point.seconds : null),
    });
    return [of('ours', 'our redirects', 'redirects', '--ours'), of('ours', 'our retries', 'retries', '--shard-3'),
      of('plain', "plain's redirects", 'redirects', '--plain')];
  },
};
