import fc from 'fast-check';
import type { RunEvent } from '../../../../src/core/log/event.ts';
import { docId } from '../../../../src/core/request.ts';
import { reduceLog } from '../../../../src/core/log/view.ts';
import type { RunView } from '../../../../src/core/log/view.ts';
import { startSettings } from '../../../../src/core/run/settings.ts';

/** What breaks out of CSV cells, Markdown lines and script elements. */
const BAD = [
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '\n=1',
  "'=1",
  '＝1',
  '"',
  '""',
  ',',
  ';',
  '\r\n',
  '\n\n',
  '</script><script>alert(1)</script>',
  '<!--',
  '<script',
  ']]>',
  '\u2028',
  '\u2029',
  '|',
  '\\|',
  '\\',
  '`',
  '```\n',
  '# h',
  '> q',
  '- l',
  '1. l',
  '12) l',
  '---',
  '===',
  '***',
  '~~~',
  '[a](http://x.test)',
  '![a](b)',
  'https://x.test',
  'www.x.test',
  'a@x.test',
  'mailto:a@x.test',
  '&amp;',
  '&#60;b&#62;',
  '<b>',
  '    code',
  '\t',
  ' ',
  '[^1]',
  '[ ] ',
  '$x$',
  '$&',
  'سلام',
  '検索',
];

/** Any text, thick with the marks of the formats it is written into. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.constantFrom(...BAD), fc.string({ unit: 'grapheme', maxLength: 6 })), { maxLength: 8 })
  .map((pieces) => pieces.join(''));

/** The log of a run over two passages in one window, with these texts in every place that a person or a model fills. */
export function hostileLog(text: string): readonly RunEvent[] {
  const ids = [docId(`a${text}`), docId(`b${text}`)] as const;
  const at = { runId: 'r1', at: 0 };
  return [
    {
      ...at,
      type: 'run-start',
      seq: 0,
      schema: 1,
      request: {
        query: { id: text, text },
        candidates: ids.map((id) => ({ docId: id, title: text, text })),
      },
      settings: startSettings({ thoughtTokens: 64, priorWeight: 0, answerMode: 'free' }),
      model: { id: text, manifestSha256: '00', library: 'gpu.wasm', template: 't', engine: 'e', adapter: text },
      windows: [{ start: 0, end: 2 }],
    },
    {
      ...at,
      type: 'window-start',
      seq: 1,
      window: 0,
      start: 0,
      end: 2,
      passages: ids.map((id, index) => ({
        docId: id,
        identifier: index + 1,
        bucket: 0,
        text,
        keptFrom: 0,
        keptTo: text.length,
        cut: false,
        neutralised: 0,
      })),
      messages: [{ role: 'user', content: text }],
      promptTokens: 9,
    },
    { ...at, type: 'reasoning-start', seq: 2, window: 0 },
    { ...at, type: 'reasoning-delta', seq: 3, window: 0, text },
    { ...at, type: 'reasoning-end', seq: 4, window: 0, end: 'closed' },
    { ...at, type: 'answer-delta', seq: 5, window: 0, text },
    {
      ...at,
      type: 'window-end',
      seq: 6,
      window: 0,
      outcome: { type: 'unparsed', reason: text },
      thought: 'closed',
      ranking: ids,
      usage: { promptTokens: 9, completionTokens: 3, prefillTokensPerSecond: 1, decodeTokensPerSecond: 1 },
    },
    { ...at, type: 'run-end', seq: 7, outcome: { type: 'complete' }, ranking: ids },
  ];
}

export function viewOf(log: readonly RunEvent[]): RunView {
  const view = reduceLog(log);
  if (view === null) throw new Error('the log has no run-start');
  return view;
}
