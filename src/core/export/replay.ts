import type { Result } from '../request.ts';
import type { RunLogFile } from '../log/file.ts';

/** The empty place in `replay-template.html` that the log is written into. */
const SLOT = '<script type="application/json" id="glassrank-log">';

/**
 * A replay of the run as one HTML file without network or model. `template` is the text of the built `replay-template.html`; an error when it is
 * some other page (a server's "not found", or a development server that has not built it).
 */
export function toReplayHtml({ template, file }: { template: string; file: RunLogFile }): Result<string, string> {
  const at = template.indexOf(`${SLOT}</script>`);
  if (at === -1)
    return {
      ok: false,
      error: 'The replay template could not be read. Reload the page and try again, or save the log as JSON instead.',
    };
  const before = template.slice(0, at + SLOT.length);
  return { ok: true, value: `${before}${scriptSafeJson(file)}${template.slice(before.length)}` };
}

/** Inside a script element `<` could end it or open a comment; U+2028 and U+2029 were line breaks to older readers. */
function scriptSafeJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(
    /[<\u2028\u2029]/gu,
    (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
