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

const WIDTH = 680;
const LEFT = 190;
const BAR = 14;
/** Of a lightness that stands out on white and on black alike. */
const COLOURS = ['#3f7fc1', '#c4672a', '#5f9a3f', '#8d6bc0'];

/**
 * Bars, engine by engine: tokens a second behind each context, and the seconds of one reranking; a thin line from the least to the most of the rounds. The figures
 * stand beside the bars. Nothing is painted behind them, and words take the colour that the reader's page asks for, so that it can be read on light and dark.
 * @param {readonly any[]} rows @param {{ contexts: readonly number[], rank: string }} shown `rank`: name of the reranking's part
 */
export function peersSvg(rows, { contexts, rank }) {
  const names = [...new Set(rows.map(({ name }) => name))];
  const groups = [
    ...contexts.flatMap((context) => [
      { heading: `Reads ${context} tokens, tokens a second`, part: `${context}`, value: (row) => (1000 * row.read) / row.readMs },
      {
        heading: `Writes behind ${context} tokens, tokens a second`,
        part: `${context}`,
        value: (row) => (1000 * row.written) / row.writeMs,
      },
    ]),
    {
      heading: `${rank.replace('rank', 'Reranking of')} passages, seconds to the first sight of an order`,
      part: rank,
      value: (row) => row.firstMs / 1000,
    },
    {
      heading: `${rank.replace('rank', 'Reranking of')} passages, seconds to the last`,
      part: rank,
      value: (row) => row.allMs / 1000,
    },
  ];
  let y = 28;
  const lines = groups.flatMap(({ heading, part, value }) => {
    const bars = names.flatMap((name) => {
      const found = rows.filter((row) => row.name === name && row.part === part).map(value);
      return found.length === 0 ? [] : [{ name, ...spread(found) }];
    });
    if (bars.length === 0) return [];
    const most = Math.max(...bars.map((bar) => bar.most));
    const x = (value_) => LEFT + (value_ / most) * (WIDTH - LEFT - 50);
    y += 26;
    return [
      `<text x="8" y="${y}" class="strong">${heading}</text>`,
      ...bars.map(({ name, median, least, most: top }) => {
        y += BAR + 4;
        const colour = COLOURS[names.indexOf(name) % COLOURS.length];
        return [
          `<text x="${LEFT - 10}" y="${y}" text-anchor="end">${name}</text>`,
          `<rect x="${LEFT}" y="${y - 11}" width="${(x(median) - LEFT).toFixed(1)}" height="${BAR - 2}" fill="${colour}"/>`,
          `<line x1="${x(least).toFixed(1)}" x2="${x(top).toFixed(1)}" y1="${y - 5}" y2="${y - 5}"/>`,
          `<text x="${(x(top) + 6).toFixed(1)}" y="${y}">${median.toFixed(1)}</text>`,
        ].join('');
      }),
    ];
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y + 16}" font-family="system-ui, sans-serif" font-size="12" role="img" aria-label="Engines side by side: tokens a second, and seconds of a reranking">
<style>text { fill: #1c2733 } line { stroke: #1c2733; stroke-width: 1.5 } .strong { font-weight: 600 } .title { font-size: 14px; font-weight: 600 } @media (prefers-color-scheme: dark) { text { fill: #e6edf3 } line { stroke: #e6edf3 } }</style>
<text x="8" y="20" class="title">The same weights by each engine; middle of the rounds, least to most</text>
${lines.join('\n')}
</svg>
`;
}
