import type { RunLogFile } from '../log/file.ts';
import { toLogFile } from '../log/file.ts';
import type { ExportFormat } from './format.ts';

/** The empty place in `replay-template.html` that the log is written into. */
const SLOT = '<script type="application/json" id="glassrank-log">';

/**
 * A replay of the run as one HTML file without network or model. `template` is the text of the built `replay-template.html`; null when it is some
 * other page (a server's "not found", or a development server that has not built it).
 */
export function toReplayHtml({ template, file }: { template: string; file: RunLogFile }): string | null {
  const at = template.indexOf(`${SLOT}</script>`);
  if (at === -1) return null;
  const before = template.slice(0, at + SLOT.length);
  return `${before}${scriptSafeJson(file)}${template.slice(before.length)}`;
}

/** Inside a script element `<` could end it or open a comment; U+2028 and U+2029 were line breaks to older readers. */
function scriptSafeJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(
    /[<\u2028\u2029]/gu,
    (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** One page that shows the run without a model or a network. */
export const replayFormat: ExportFormat<'html'> = {
  kind: 'html',
  ending: '.html',
  mime: 'text/html',
  needsReplayPage: true,
  write: (run) => (run.replayPage === null ? null : toReplayHtml({ template: run.replayPage, file: toLogFile(run) })),
};
