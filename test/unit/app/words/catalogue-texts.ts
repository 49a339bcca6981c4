/** A string literal of a source text, and what stands around it. Of a template each stretch between its `${}` is one. */
export interface Literal {
  readonly text: string;
  readonly line: number;
  /** True for what nobody reads: a property's name, a value that something is compared with. */
  readonly isKey: boolean;
}

/** The string literals of a TypeScript text without regular expressions. Comments are passed over. */
export function literalsOf(source: string): readonly Literal[] {
  const found: Literal[] = [];
  let at = 0;
  const add = (from: number, to: number, after: number): void => {
    const text = (JSON.parse(`"${escapeForJson(source.slice(from, to))}"`) as string).replaceAll('\n', ' ');
    found.push({
      text,
      line: source.slice(0, from).split('\n').length,
      isKey: source[after] === ':' || source.slice(0, from - 1).endsWith('=== '),
    });
  };
  const quoted = (mark: string): void => {
    const from = (at += 1);
    while (source[at] !== mark) at += source[at] === '\\' ? 2 : 1;
    at += 1;
    add(from, at - 1, at);
  };
  const template = (): void => {
    let from = (at += 1);
    while (source[at] !== '`') {
      if (source.startsWith('${', at)) {
        add(from, at, -1);
        at += 2;
        code('}');
        from = at;
      } else at += source[at] === '\\' ? 2 : 1;
    }
    add(from, at, -1);
    at += 1;
  };
  const code = (end: string | null): void => {
    let depth = 0;
    while (at < source.length) {
      const mark = source[at] ?? '';
      if (mark === end && depth === 0) {
        at += 1;
        return;
      }
      if (source.startsWith('//', at)) at = source.indexOf('\n', at);
      else if (source.startsWith('/*', at)) at = source.indexOf('*/', at) + 2;
      else if (mark === "'" || mark === '"') quoted(mark);
      else if (mark === '`') template();
      else {
        depth += mark === '{' ? 1 : mark === '}' ? -1 : 0;
        at += 1;
      }
    }
  };
  code(null);
  return found;
}

function escapeForJson(text: string): string {
  return text
    .replaceAll(/\\(['`$])/gu, '$1')
    .replaceAll('"', '\\"')
    .replaceAll('\n', '\\n');
}
