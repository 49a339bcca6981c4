import type { InputFile, SourceFormat } from '../input/input-reading.ts';
import { ANSWER_MODES } from '../protocol/answer-mode.ts';
import type { RunSettings } from '../protocol/run-event.ts';
import type { AppState, InputDraft } from './app-state.ts';
import { EMPTY_DRAFT } from './app-state.ts';
import type { StartFrom } from './first-stage-view.ts';
import { readMethod } from './read-method.ts';

/** What outlives a reload: the words typed and the settings changed. Results are exported, not saved here. */
export interface SavedDraft {
  readonly input: InputDraft;
  readonly settings: Partial<RunSettings>;
  readonly startFrom: StartFrom;
}

const SCHEMA = 1;
const FORMATS: Readonly<Record<SourceFormat, true>> = {
  'rank-llm-json': true,
  'rank-llm-jsonl': true,
  'rank-llm-invocations': true,
  'passages-json': true,
  trec: true,
  beir: true,
  'ms-marco': true,
  table: true,
  numbered: true,
  blocks: true,
  lines: true,
  document: true,
  files: true,
};
const STARTS: readonly StartFrom[] = ['instant', 'given', 'score', 'bm25'];

/** Column, role and cut choices are left to the guess after a reload. */
export function encodeDraft(state: Pick<AppState, 'input' | 'settings' | 'startFrom'>): string {
  return JSON.stringify({ schema: SCHEMA, input: state.input, settings: state.settings, startFrom: state.startFrom });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readSettings(value: unknown): Partial<RunSettings> {
  if (!isRecord(value)) return {};
  const kept: Record<string, unknown> = {};
  for (const name of ['windowSize', 'windowStride', 'thoughtTokens', 'passageWords', 'priorWeight', 'temperature', 'seed']) {
    const number = value[name];
    if (typeof number === 'number' && Number.isFinite(number) && number >= 0) kept[name] = number;
  }
  const answerMode = ANSWER_MODES.find((mode) => mode === value['answerMode']);
  if (answerMode !== undefined) kept['answerMode'] = answerMode;
  const method = readMethod(value['method']);
  if (method !== null) kept['method'] = method;
  return kept;
}

function readOrigin(value: unknown): InputDraft['origin'] {
  if (!isRecord(value)) return null;
  const { type, credit, names } = value;
  if (type === 'sample' && typeof credit === 'string') return { type, credit };
  const isNames = Array.isArray(names) && names.every((name): name is string => typeof name === 'string');
  return type === 'files' && isNames ? { type, names } : null;
}

function readFiles(value: unknown): readonly InputFile[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((file: unknown) => {
    if (!isRecord(file)) return [];
    const { name, text } = file;
    return typeof name === 'string' && typeof text === 'string' ? [{ name, text }] : [];
  });
}

/** Reads what an earlier load of the page saved. Anything unfit is left out; null when nothing can be used. */
export function decodeDraft(text: string | null): SavedDraft | null {
  if (text === null) return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isRecord(value) || value['schema'] !== SCHEMA || !isRecord(value['input'])) return null;
  const { query, passages, files, format, requestIndex, origin } = value['input'];
  if (typeof query !== 'string' || typeof passages !== 'string') return null;
  return {
    input: {
      ...EMPTY_DRAFT,
      query,
      passages,
      files: readFiles(files),
      format: typeof format === 'string' && Object.hasOwn(FORMATS, format) ? (format as SourceFormat) : null,
      requestIndex: typeof requestIndex === 'number' && Number.isInteger(requestIndex) && requestIndex >= 0 ? requestIndex : 0,
      origin: readOrigin(origin),
    },
    settings: readSettings(value['settings']),
    startFrom: STARTS.find((start) => start === value['startFrom']) ?? 'instant',
  };
}
