import { guessRole } from './guess-role.ts';
import type { RoleGuess } from './guess-role.ts';
import type { FileRole, InputChoices, SourceFormat } from './input-reading.ts';

/** A cleaned file with what it is for. */
export interface RoledFile {
  readonly name: string;
  readonly text: string;
  readonly role: FileRole;
  readonly shape: 'json' | 'jsonl' | 'tsv';
}

/** What a format that was chosen for a single file makes of it; formats of several files leave the guess alone. */
const forced: Readonly<Partial<Record<SourceFormat, FileRole>>> = {
  'rank-llm-json': 'requests',
  'rank-llm-jsonl': 'requests',
  'rank-llm-invocations': 'invocations',
  'passages-json': 'documents',
  table: 'table',
  numbered: 'text',
  blocks: 'text',
  lines: 'text',
  document: 'text',
  files: 'text',
};

/** Gives each file its role: the one chosen for it, else the one the chosen format needs, else the guess from content and name. */
export function assignRoles(
  files: readonly { readonly name: string; readonly text: string }[],
  choices: InputChoices,
): readonly RoledFile[] {
  return files.map(({ name, text }) => {
    const guess = guessRole({ name, text });
    const byFormat =
      choices.format === undefined || (files.length > 1 && choices.format !== 'files') ? undefined : forced[choices.format];
    const role = (Object.hasOwn(choices.roles ?? {}, name) ? choices.roles?.[name] : undefined) ?? byFormat ?? guess.role;
    return { name, text, role, shape: shapeOf({ text, role, guess, format: choices.format }) };
  });
}

function shapeOf(input: {
  readonly text: string;
  readonly role: FileRole;
  readonly guess: RoleGuess;
  readonly format: SourceFormat | undefined;
}): RoledFile['shape'] {
  if (input.format === 'rank-llm-json') return 'json';
  if (input.format === 'rank-llm-jsonl') return 'jsonl';
  if (input.guess.shape !== null) return input.guess.shape;
  if (input.role === 'requests' || input.role === 'invocations') return 'json';
  return /^\s*[[{"]/.test(input.text.slice(0, 1000)) ? 'json' : 'tsv';
}
