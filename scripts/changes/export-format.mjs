const FILE = `import type { ExportFormat } from './format.ts';

/** The docids in their order, one a line. */
export const linesFormat: ExportFormat<'lines'> = {
  kind: 'lines',
  ending: '.txt',
  mime: 'text/plain',
  needsReplayPage: false,
  write: ({ view }) => view.committed.map((docid) => \`\${docid}\\n\`).join(''),
};
`;

/** @type {import('../count-changes.mjs').Change} */
export default {
  name: 'export format',
  most: 3,
  what: 'the order as plain lines',
  make({ create, edit, editWords }) {
    const index = 'src/core/export/index.ts';
    create('src/core/export/lines.ts', FILE);
    edit(
      index,
      "import { logFormat } from './log.ts';",
      "import { linesFormat } from './lines.ts';\nimport { logFormat } from './log.ts';",
    );
    edit(index, "'csv', 'trec',", "'csv', 'lines', 'trec',");
    edit(index, '  csv: csvFormat,\n', '  csv: csvFormat,\n  lines: linesFormat,\n');
    editWords('shell', '    trec: { name:', "    lines: { name: 'Lines', about: 'one docid a line' },\n    trec: { name:");
  },
  proof: `import { expect, it } from 'vitest';
import { wordsIn } from '../../../src/app/words/index.ts';
import { EXPORT_FORMATS, EXPORT_KINDS, exportFileName } from '../../../src/core/export/index.ts';
import { viewAt } from '../../../src/core/log/cursor.ts';
import { readStream } from '../core/read/read-stream.ts';

it('is offered, named and written', () => {
  const log = readStream('two-windows-repaired');
  const view = viewAt(log, { type: 'live' });
  if (view === null) throw new Error('the log has no start');
  expect(EXPORT_KINDS).toContain('lines');
  expect(wordsIn('en').exporting.kinds.lines.name).toBe('Lines');
  expect(exportFileName('lines', view)).toMatch(/^glassrank-.+\\.txt$/u);
  const written = EXPORT_FORMATS.lines.write({ log, view, appVersion: '0', exportedAt: '', reasons: new Map(), replayPage: null });
  expect(written?.trim().split('\\n')).toEqual([...view.committed]);
});
`,
};
