/** Our names and those of RankLLM's templates, which are Python format strings. */
const pairs = [
  ['query', 'query'],
  ['count', 'num'],
  ['identifier', 'rank'],
  ['text', 'candidate'],
] as const;

/** A text of ours as a Python format string: known names renamed, every other brace doubled. `renamed` adds names for this text alone. */
export function toPythonFormat(text: string, renamed: Readonly<Record<string, string>> = {}): string {
  const names = new Map<string, string>([...pairs, ...Object.entries(renamed)]);
  return text.replaceAll(/\{(\w+)\}|[{}]/g, (whole, name: string | undefined) => {
    const theirs = name === undefined ? undefined : names.get(name);
    return theirs === undefined ? whole.replaceAll(/[{}]/g, '$&$&') : `{${theirs}}`;
  });
}

/** What a Python format string says in our names. `at`: UTF-16 offset of what could not be read. */
export type PythonFormatReading =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly at: number; readonly problem: string };

/** A Python format string in our names. A problem for other names, single braces, and doubled braces that we would fill in. */
export function fromPythonFormat(format: string, allowed: Readonly<Record<string, string>>): PythonFormatReading {
  let text = '';
  let fills = 0;
  for (const match of format.matchAll(/\{\{|\}\}|\{([^{}]*)\}|[{}]|[^{}]+/g)) {
    const [piece, name] = match;
    if (piece === '{{' || piece === '}}') {
      text += piece.charAt(0);
    } else if (name !== undefined) {
      if (!Object.hasOwn(allowed, name)) {
        const known = Object.keys(allowed).map((one) => `{${one}}`);
        const hint = known.length === 0 ? 'No name is filled in there.' : `Use ${known.join(', ')}, or double its braces.`;
        return { ok: false, at: match.index, problem: `{${name}} has no counterpart here. ${hint}` };
      }
      text += `{${allowed[name]}}`;
      fills += 1;
    } else if (piece === '{' || piece === '}') {
      return { ok: false, at: match.index, problem: `A single ${piece} is no Python format. Double it.` };
    } else text += piece;
  }
  if (Array.from(text.matchAll(/\{\w+\}/g)).length !== fills) {
    const at = Math.max(0, format.search(/\{\{\w+\}\}/));
    return { ok: false, at, problem: 'Doubled braces around a word would be filled in here. Write the word without them.' };
  }
  return { ok: true, text };
}
