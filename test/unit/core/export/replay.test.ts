import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toLogFile } from '../../../../src/core/log/file.ts';
import { toReplayHtml } from '../../../../src/core/export/replay.ts';
import { cases } from '../../../support/profile.ts';
import { hostileLog, hostileText } from './hostile-run.ts';

const SLOT = '<script type="application/json" id="glassrank-log">';
const TEMPLATE = `<!doctype html><body>${SLOT}</script><script type="module">run()</script></body>`;

function htmlOf(text: string): { readonly html: string; readonly file: unknown } {
  const file = toLogFile({ log: hostileLog(text), appVersion: '1', exportedAt: text });
  const html = toReplayHtml({ template: TEMPLATE, file });
  if (html === null) throw new Error('the template was refused');
  return { html, file };
}

test('the log in the file is the log that went in, and nothing in it can end its element', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const { html, file } = htmlOf(text);
      const json = html.slice(html.indexOf(SLOT) + SLOT.length, html.indexOf('</script><script type="module">'));
      expect(json).not.toMatch(/[<\u2028\u2029]/u);
      expect(JSON.parse(json)).toEqual(file);
      expect(html.startsWith(TEMPLATE.slice(0, TEMPLATE.indexOf(SLOT)))).toBe(true);
      expect(html.endsWith('</script><script type="module">run()</script></body>')).toBe(true);
    }),
    { numRuns: cases(500) },
  );
});

test('a page that is not the template is refused', () => {
  const file = toLogFile({ log: hostileLog('x'), appVersion: '1', exportedAt: 'now' });
  expect(toReplayHtml({ template: '<!doctype html><title>Not found</title>', file })).toBeNull();
});
