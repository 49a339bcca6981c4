import { byLikelihood, columnUse, isTextName } from '../measure/columns.ts';
import type { ColumnUse } from '../measure/columns.ts';
import { cleaned } from './clean.ts';
import type { JsonNode } from './json.ts';

export type JsonObject = Extract<JsonNode, { readonly kind: 'object' }>;

/** Where search engines, vector stores and frameworks put a passage, beside its name and score: Elasticsearch, Qdrant, LlamaIndex, Bedrock, … */
const INNER = (
  'doc document _source payload node row passage chunk fields entity properties attributes content inlineDocumentSource ' +
  'textDocument'
).split(' ');
/** What stands beside a passage and tells more of it. */
const BESIDE = ['metadata', 'meta', '_additional'];
/** Names that say where a passage is from, by which several may be called: beside it, and of its own. */
const ORIGINS = ['source', 'file_id', 'filename', 'file_name', 'file_path', 'path'];
const OWN_ORIGINS = ['file_id', 'filename', 'file_name'];
/** A passage is looked for so many objects deep. */
const DEEPEST = 4;

function objectsUnder(node: JsonObject, names: readonly string[]): readonly JsonObject[] {
  return names.flatMap((name) => {
    const inner = node.entries.get(name);
    return inner?.kind === 'object' ? [inner] : [];
  });
}

/** The objects that a passage is made of: the innermost first, itself, then what stands beside it. */
function layersOf(node: JsonObject): { readonly texts: readonly JsonObject[]; readonly beside: readonly JsonObject[] } {
  const texts: JsonObject[] = [];
  const beside: JsonObject[] = [];
  const walk = (one: JsonObject, depth: number): void => {
    if (depth < DEEPEST) for (const inner of objectsUnder(one, INNER)) walk(inner, depth + 1);
    texts.push(one);
    beside.push(...objectsUnder(one, BESIDE));
  };
  walk(node, 0);
  return { texts, beside };
}

function fieldNames({ entries }: JsonObject, use: ColumnUse): readonly string[] {
  return byLikelihood([...entries.keys()].filter((name) => columnUse(name) === use));
}

/** What an object holds under the likeliest of the names for this use. */
export function fieldOf(node: JsonObject, use: ColumnUse): JsonNode | undefined {
  const [name] = fieldNames(node, use);
  return name === undefined ? undefined : node.entries.get(name);
}

/** Names of texts of which each is a list of passages where it holds several. */
const PLURAL = /s$/i;

/** A text: as one, in sentences or in parts (`["…", "…"]`, `[{"type": "text", "text": "…"}]`); undefined: it is none. */
function writtenText(name: string, node: JsonNode | undefined): string | undefined {
  if (node?.kind === 'string') return node.value;
  if (node?.kind !== 'array' || node.items.length === 0 || (PLURAL.test(name) && columnUse(name) === 'text')) return undefined;
  const parts: string[] = [];
  for (const item of node.items) {
    const part = item.kind === 'object' ? item.entries.get('text') : item;
    if (part?.kind !== 'string') return undefined;
    parts.push(part.value.trim());
  }
  return parts.join(node.items[0]?.kind === 'object' ? '\n' : ' ');
}

/** The text of an object's own: under a name that only passages have, else (`weak`) under one that others have too. */
export function ownText(node: JsonObject, weak: boolean): string | undefined {
  const names = fieldNames(node, 'text');
  for (const name of [...names.filter((one) => isTextName(one)), ...(weak ? names.filter((one) => !isTextName(one)) : [])]) {
    const found = writtenText(name, node.entries.get(name));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The text of a passage, wherever in the object it stands. `weak`: also under a name that others have too. */
export function textOf(node: JsonObject, weak = true): string | undefined {
  const whole = node.entries.get('doc') ?? node.entries.get('document');
  if (whole?.kind === 'string') return whole.value;
  const { texts, beside } = layersOf(node);
  const first = (objects: readonly JsonObject[], also: boolean): string | undefined => {
    for (const one of objects) {
      const text = ownText(one, also);
      if (text !== undefined) return text;
    }
    return undefined;
  };
  return first(texts, false) ?? first(beside, false) ?? (weak ? first(texts, true) : undefined);
}

/** The title of a passage, '' where it has none. */
export function titleOf(node: JsonObject): string {
  const { texts, beside } = layersOf(node);
  for (const one of [...texts, ...beside]) {
    const [name = ''] = fieldNames(one, 'title');
    const title = writtenText(name, one.entries.get(name));
    if (title !== undefined && title.trim() !== '') return cleaned(title).trim();
  }
  return '';
}

/** The score of a passage as it stands there. */
export function scoreOf(node: JsonObject): JsonNode | undefined {
  const { texts, beside } = layersOf(node);
  for (const one of [...texts.toReversed(), ...beside]) {
    const score = fieldOf(one, 'score');
    if (score !== undefined) return score;
  }
  return undefined;
}

/** The name of a passage; '' for none. `shared`: it says where the passage is from, or its place in a list, and others may have it too. */
export interface PassageName {
  readonly name: string;
  readonly shared: boolean;
}

/**
 * The name of a passage: of its own, of its document, its place in a list that a server or a cross-encoder was given (`corpus_id`, `index`), its address
 * or the file that it is from. `exact`: white space around it is part of it, as in this page's own files.
 */
export function passageName(item: JsonNode, exact = false): PassageName {
  if (item.kind !== 'object') return { name: '', shared: false };
  const { texts, beside } = layersOf(item);
  const objects = texts.toReversed();
  const written = (node: JsonNode | undefined): string => {
    const name = node?.kind === 'string' ? cleaned(node.value) : node?.kind === 'number' ? node.written : '';
    return exact ? name : name.trim();
  };
  const names = (objects: readonly JsonObject[]): readonly string[] => [
    ...objects.flatMap((one) =>
      fieldNames(one, 'docId')
        .filter((name) => name !== 'corpus_id')
        .map((name) => written(one.entries.get(name))),
    ),
    ...objects.map((one) => written(fieldOf(one, 'id'))),
  ];
  const own = names(objects).find((name) => name !== '');
  if (own !== undefined) return { name: own, shared: false };
  const shared = [
    written(item.entries.get('corpus_id')),
    written(item.entries.get('index')),
    ...names(beside),
    ...[...objects, ...beside].map((one) => written(fieldOf(one, 'address'))),
    ...beside.flatMap((one) => ORIGINS.map((name) => written(one.entries.get(name)))),
    ...objects.flatMap((one) => OWN_ORIGINS.map((name) => written(one.entries.get(name)))),
  ];
  const found = shared.find((name) => name !== '');
  return { name: found ?? '', shared: found !== undefined };
}

/** A passage with its score in one array, as some libraries give it: `[{…}, 0.5]` is one object. Anything else is itself. */
export function withScore(node: JsonNode): JsonNode {
  if (node.kind !== 'array' || node.items.length !== 2) return node;
  const [passage, score] = node.items;
  if (passage?.kind !== 'object' || score?.kind !== 'number' || fieldOf(passage, 'score') !== undefined) return node;
  return { kind: 'object', at: node.at, entries: new Map([...passage.entries, ['score', score]]) };
}
