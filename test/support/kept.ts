import { readFileSync } from 'node:fs';

/** A thing as it was kept or saved on 30 November 2026, before types came from schemas (docs/decisions/2026-11-30-schemas.md). Never written anew. */
export function keptText(name: string): string {
  return readFileSync(new URL(`../fixtures/kept/${name}`, import.meta.url), 'utf8');
}

/** The same, read as JSON. */
export function keptJson(name: string): Record<string, unknown> {
  return JSON.parse(keptText(name)) as Record<string, unknown>;
}

/** A value without the field that a path leads to. */
export function without(value: unknown, [name = '', ...rest]: readonly (string | number)[]): unknown {
  if (Array.isArray(value)) return value.map((item: unknown, place) => (place === name ? without(item, rest) : item));
  const { [name]: inner, ...others } = value as Record<string, unknown>;
  return rest.length === 0 ? others : { ...others, [name]: without(inner, rest) };
}

/** A kept thing with what lacking settings mean that came after it was kept. */
export function withLaterSettings(value: unknown): unknown {
  return withFields(value, (one) =>
    'thoughtTokens' in one && 'answerMode' in one ? { reading: 'off', readingWeight: 0, rerankDepth: 1_000_000 } : {},
  );
}

/** A kept thing with what lacking fields of its prompts mean that came after it was kept. */
export function withLaterPresets(value: unknown): unknown {
  return withFields(value, (one) => ('titled' in one && 'parser' in one ? { reading: null } : {}));
}

function withFields(value: unknown, later: (one: object) => object): unknown {
  if (Array.isArray(value)) return value.map((one: unknown) => withFields(one, later));
  if (typeof value !== 'object' || value === null) return value;
  const inside = Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withFields(inner, later)]));
  return { ...later(value), ...inside };
}
