import { columnUse, columnUses } from '../measure/columns.ts';
import { guessJsonRows } from '../measure/row-json.ts';
import type { RowContext } from '../measure/row-layout.ts';
import { eachLine } from '../measure/rows.ts';
import { hasLists } from './documents.ts';
import { eachJsonValue, firstEntries, jsonStart, parseJsonAt } from './json.ts';
import type { JsonNode } from './json.ts';
import { isPair } from './pairs.ts';
import { ownText, textOf, withScore } from './passage-fields.ts';
import type { JsonObject } from './passage-fields.ts';
import { findPassages, hasQuery } from './passages.ts';
import type { FileRole } from './reading.ts';
import { guess, onLines, UNKNOWN } from './role-guess.ts';
import type { RoleGuess } from './role-guess.ts';

const LOOKED = 100;
/** So many entries tell together what a file is. */
const TOGETHER = 20;
/** Of a longer object of names and texts only the first are held against the names that are known; so many known ones leave no doubt. */
const LARGEST_TREE = 5_000_000;
const SURELY_KNOWN = 10;

/** What a file of JSON is for; null: it is no JSON. `knows` of the context is null for a file alone. */
export function guessJson(text: string, context: RowContext): RoleGuess | null {
  const at = jsonStart(text);
  if (at === null) return areStrings(text) ? guess('documents', { shape: 'json' }) : null;
  const array = text[at] === '[';
  const rows = guessJsonRows(text, context);
  if (rows !== null) return guess(rows.kind, { rows, sure: false });
  if (!array && isTree(text, at, context)) return guess('documents', { shape: 'tree', sure: false });
  const isLines = !array && onLines(text, at);
  const shape = isLines ? 'jsonl' : 'json';
  const nodes = firstNodes(text, isLines);
  if (nodes.length === 0) return guess(brokenRole(text.slice(at, at + 100_000)), { shape });
  // A first entry that lacks its text is one that lacks it, and says nothing of the others.
  const found = nodes.map((node) => ofNode(node, { shape, several: array || isLines }));
  return found.find(({ role }) => role !== null) ?? { ...UNKNOWN, shape };
}

/** True for several lines of which each is a string of JSON, whether commas stand between them or not. */
function areStrings(text: string): boolean {
  if (!/^\s*"/.test(text.slice(0, 1000))) return false;
  let count = 0;
  let all = true;
  eachLine(text, (row) => {
    if (row.trim() === '') return true;
    count += 1;
    all = isString(row);
    return all;
  });
  return all && count > 1;
}

function isString(row: string): boolean {
  if (!row.trimStart().startsWith('"')) return false;
  const found = parseJsonAt(row, 0);
  return found.ok && /^\s*,?\s*$/.test(row.slice(found.value.end, found.value.end + 100));
}

/**
 * True for one object of names with what they name, as BEIR holds corpora and queries: entries with texts, or bare texts under names of which the other
 * files speak. What tells of a program or a data set is written so too.
 */
function isTree(text: string, at: number, { knows }: RowContext): boolean {
  const entries = firstEntries(text, at, TOGETHER);
  if (entries.length === 0 || entries.some(([name]) => columnUse(name) !== null)) return false;
  const has = (node: JsonNode): boolean => node.kind === 'object' && ownText(node, false) !== undefined;
  if (entries.every(([, { kind }]) => kind === 'object'))
    return entries.filter(([, node]) => has(node)).length * 2 > entries.length;
  if (knows === null || !entries.every(([, { kind }]) => kind === 'string')) return false;
  const all = text.length > LARGEST_TREE ? entries : firstEntries(text, at, Infinity);
  const known = all.filter(([name]) => knows.isQuery(name) || knows.isPassage(name)).length;
  // A run may be of a few of many queries.
  return known * 2 >= all.length || known >= SURELY_KNOWN;
}

/** What a file is of which this is a value. */
function ofNode(
  written: JsonNode,
  { shape, several }: { readonly shape: 'json' | 'jsonl'; readonly several: boolean },
): RoleGuess {
  const node = withScore(written);
  if (node.kind === 'string') return guess('documents', { shape });
  if (node.kind !== 'object') return { ...UNKNOWN, shape };
  const { entries } = node;
  if (entries.has('candidates')) return guess('requests', { shape });
  if (entries.has('invocations_history')) return guess('invocations', { shape });
  if (isPair(node)) return guess('requests', { shape, pairs: true });
  if (isEntry(node, false) && several && !hasQuery(node)) return guess('documents', { shape });
  if (findPassages(node) !== null) return guess('requests', { shape });
  if (!isEntry(node, several)) return { ...UNKNOWN, shape };
  return guess('documents', { shape, asks: hasQuery(node) && hasLists(node) && textOf(node, false) === undefined });
}

/** True for an entry of a corpus or of queries. One object alone needs more than a name that other things have too. */
function isEntry(node: JsonObject, several: boolean): boolean {
  if (textOf(node, false) !== undefined) return true;
  const uses = columnUses([...node.entries.keys()]);
  const named = uses.id ?? uses.docId ?? uses.queryId;
  if (hasQuery(node) && named !== undefined) return true;
  return several && ownText(node, true) !== undefined && (named ?? uses.address ?? uses.title) !== undefined;
}

/** What JSON is that cannot be read from its beginning, by the names that stand in it. */
function brokenRole(written: string): FileRole {
  const has = (name: string): boolean => ['"', "'", '“'].some((quote) => written.includes(quote + name));
  if (has('candidates')) return 'requests';
  if (has('invocations_history')) return 'invocations';
  const asks = has('query') || has('question');
  return has('_id') || has('contents') || (!asks && (has('text') || has('passage'))) ? 'documents' : 'requests';
}

/** The first values that can be read, of lines the first objects. */
function firstNodes(text: string, isLines: boolean): readonly JsonNode[] {
  const nodes: JsonNode[] = [];
  if (isLines) {
    eachLine(text, (row, line) => {
      const found = row.trim() === '' ? null : parseJsonAt(row, 0);
      if (found?.ok === true && found.value.node.kind === 'object') nodes.push(found.value.node);
      return nodes.length < TOGETHER && line < LOOKED;
    });
    return nodes;
  }
  eachJsonValue(text, { value: (node) => nodes.push(node) < TOGETHER, problem: () => false });
  return nodes;
}
