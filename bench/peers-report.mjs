import { spread } from './spread.mjs';

// What bench/peers.mjs writes of its rows: a table for other programs, and a plot.

const COLUMNS = [
  'name',
  'part',
  'round',
  'threads',
  'loadMs',
  'read',
  'readMs',
  'written',
  'writeMs',
  'firstMs',
  'allMs',
  'cpuSeconds',
  'megabytes',
  'load',
];

/** All rows as CSV: milliseconds by the clock, seconds of the processor, the machine's load average beside. @param {readonly object[]} rows */
export function peersCsv(rows) {
  const cell = (value) =>
    typeof value === 'string' ? `"${value}"` : typeof value === 'number' ? String(Math.round(1000 * value) / 1000) : '';
  return `${[COLUMNS.join(','), ...rows.map((row) => COLUMNS.map((column) => cell(row[column])).join(','))].join('\n')}\n`;
}

const WIDTH = 640;
const BAR = 14;
const COLOURS = ['#3b6ea5', '#b3541e', '#5b8c3a', '#7a5aa6'];

/** Bars of tokens a second, reading and writing, engine by engine and context by context; a thin line from the least to the most. */
export function peersSvg(rows, contexts) {
  const names = [...new Set(rows.map(({ name }) => name))];
  const bars = contexts.flatMap((context) =>
    ['read', 'write'].flatMap((what) =>
      names.flatMap((name) => {
        const found = rows.filter((row) => row.name === name && row.part === `${context}`);
        const rates = found.map((row) => (what === 'read' ? (1000 * row.read) / row.readMs : (1000 * row.written) / row.writeMs));
        return rates.length === 0 ? [] : [{ context, what, name, ...spread(rates) }];
      }),
    ),
  );
  const most = Math.max(1, ...bars.map((bar) => bar.most));
  const x = (rate) => 210 + (rate / most) * (WIDTH - 270);
  let y = 30 + names.length * 18;
  let group = '';
  const lines = bars.flatMap(({ context, what, name, median, least, most: top }) => {
    const heading = `${what}s behind ${context} tokens`;
    const head = heading === group ? [] : [`<text x="8" y="${(y += 24)}" font-weight="600">${heading}</text>`];
    group = heading;
    y += BAR + 4;
    const colour = COLOURS[names.indexOf(name) % COLOURS.length];
    return [
      ...head,
      `<text x="200" y="${y}" text-anchor="end">${name}</text>`,
      `<rect x="210" y="${y - 11}" width="${(x(median) - 210).toFixed(1)}" height="${BAR - 2}" fill="${colour}"/>`,
      `<line x1="${x(least).toFixed(1)}" x2="${x(top).toFixed(1)}" y1="${y - 5}" y2="${y - 5}" stroke="#222"/>`,
      `<text x="${(x(top) + 6).toFixed(1)}" y="${y}">${median.toFixed(1)}</text>`,
    ];
  });
  const key = names.map(
    (name, place) =>
      `<rect x="8" y="${34 + place * 18}" width="12" height="12" fill="${COLOURS[place % COLOURS.length]}"/><text x="26" y="${44 + place * 18}">${name}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y + 16}" font-family="system-ui, sans-serif" font-size="12" role="img" aria-label="Tokens a second of each engine">
<rect width="100%" height="100%" fill="#fff"/>
<text x="8" y="20" font-size="14" font-weight="600">Tokens a second, middle of the rounds, least to most</text>
${[...key, ...lines].join('\n')}
</svg>
`;
}
