import { errorInfo } from '../../core/errors.ts';
import type { ErrorInfo } from '../../core/errors.ts';
import type { ChatMessage } from '../../core/log/event.ts';
import { familyOf } from '../../core/preset/families.ts';
import type { ModelFamily } from '../../core/preset/families.ts';
import type { Result } from '../../core/request.ts';
import { ServerFailure } from './failure.ts';
import type { ServerHttp } from './http.ts';
import { at, listAt, numberAt, textAt } from './json.ts';

export type ServerKind = 'llama.cpp' | 'vllm' | 'sglang' | 'other';

/** How a server can be made to keep to a form. gbnf: llama.cpp's `grammar`; structured, guided: vLLM's, from 0.11 and before; none: it cannot. */
export type GrammarWay = 'gbnf' | 'structured' | 'guided' | 'none';

/** What is behind an address. */
export interface ServerFacts {
  readonly kind: ServerKind;
  /** As it says; empty where it does not. */
  readonly version: string;
  readonly model: string;
  /** All that it serves. */
  readonly models: readonly string[];
  readonly contextTokens: number;
  /** server: it said so. told: whoever connected did. family: neither; what models of this family were made for. */
  readonly contextFrom: 'server' | 'told' | 'family';
  readonly family: ModelFamily;
  readonly grammar: GrammarWay;
  /** Its tokenizer can be asked, and its conversation template. */
  readonly tokenizes: boolean;
  /** Tokens of its template around a conversation of one message. */
  readonly templateTokens: number;
  /** Requests that it answers at once; null where it does not say. */
  readonly slots: number | null;
}

const PROBE: readonly ChatMessage[] = [{ role: 'user', content: 'x' }];

/** Asks a server what it is. Throws `ServerFailure` where it cannot be asked. */
export async function probeServer(
  http: ServerHttp,
  told: { readonly model: string | null; readonly contextTokens: number | null },
): Promise<Result<ServerFacts, ErrorInfo>> {
  const list = await http.ask('/v1/models');
  const rows = listAt(list, 'data');
  if (list === null && told.model === null) return noApi('there is no /v1/models');
  if (list !== null && !Array.isArray(at(list, 'data'))) return noApi('/v1/models is no list of models');
  const models = rows.flatMap((row) => textAt(row, 'id') ?? []);
  const model = chooseModel(models, told.model);
  if (model === null) {
    const served = models.join(', ');
    const message =
      told.model === null
        ? models.length === 0
          ? 'the server serves no model'
          : `the server serves several models, name one of them: ${served}`
        : `${told.model} is not served; there is: ${served}`;
    return { ok: false, error: errorInfo('model-not-served', message, { served, wanted: told.model ?? '' }) };
  }
  const row = rows.find((one) => textAt(one, 'id') === model);
  const owner = (textAt(row, 'owned_by') ?? '').toLowerCase();
  const kind: ServerKind =
    owner === 'llamacpp' ? 'llama.cpp' : owner === 'vllm' ? 'vllm' : owner === 'sglang' ? 'sglang' : 'other';
  const more = await moreOf(http, kind, model);
  const family = familyOf({ name: more.name ?? model, template: more.template, prompt: more.prompt });
  const said =
    more.contextTokens ??
    numberAt(row, 'max_model_len') ??
    numberAt(row, 'meta', 'n_ctx') ??
    numberAt(row, 'meta', 'n_ctx_train');
  const contextTokens =
    told.contextTokens === null ? (said ?? family.contextTokens) : Math.min(told.contextTokens, said ?? Infinity);
  return {
    ok: true,
    value: {
      kind,
      version: more.version,
      model,
      models,
      contextTokens,
      contextFrom: told.contextTokens !== null ? 'told' : said === undefined ? 'family' : 'server',
      family,
      grammar: more.grammar,
      tokenizes: more.prompt !== undefined,
      templateTokens: more.templateTokens,
      slots: more.slots,
    },
  };
}

/** The named one, or the only one. A name may be given without the folders before it. */
function chooseModel(models: readonly string[], wanted: string | null): string | null {
  if (wanted === null) return models.length === 1 ? (models[0] ?? null) : null;
  if (models.length === 0) return wanted;
  const plain = (name: string): string => name.toLowerCase().split('/').at(-1) ?? '';
  return models.find((name) => name === wanted) ?? models.find((name) => plain(name) === plain(wanted)) ?? null;
}

interface More {
  readonly version: string;
  readonly name?: string;
  readonly contextTokens?: number;
  readonly template?: string;
  /** A rendered conversation. */
  readonly prompt?: string;
  readonly templateTokens: number;
  readonly slots: number | null;
  readonly grammar: GrammarWay;
}

async function moreOf(http: ServerHttp, kind: ServerKind, model: string): Promise<More> {
  switch (kind) {
    case 'llama.cpp': {
      const props = await optional(http.ask('/props'));
      const prompt = textAt(await optional(http.ask('/apply-template', { messages: PROBE })), 'prompt');
      const counted = listAt(await optional(http.ask('/tokenize', { content: prompt ?? '', add_special: true })), 'tokens');
      const contextTokens = numberAt(props, 'default_generation_settings', 'n_ctx');
      const template = textAt(props, 'chat_template');
      return {
        version: textAt(props, 'build_info') ?? '',
        ...(contextTokens === undefined ? {} : { contextTokens }),
        ...(template === undefined ? {} : { template }),
        ...(prompt === undefined ? {} : { prompt }),
        templateTokens: Math.max(1, counted.length - 1),
        slots: numberAt(props, 'total_slots') ?? null,
        grammar: prompt === undefined ? 'none' : 'gbnf',
      };
    }
    case 'vllm': {
      const version = textAt(await optional(http.ask('/version')), 'version') ?? '';
      const asked = { model, messages: PROBE, add_generation_prompt: true };
      const tokenized = await optional(http.ask('/tokenize', asked));
      const tokens = listAt(tokenized, 'tokens');
      const prompt =
        tokens.length === 0 ? undefined : textAt(await optional(http.ask('/detokenize', { model, tokens })), 'prompt');
      const contextTokens = numberAt(tokenized, 'max_model_len');
      return {
        version,
        ...(contextTokens === undefined ? {} : { contextTokens }),
        ...(prompt === undefined ? {} : { prompt }),
        templateTokens: Math.max(1, tokens.length - 1),
        slots: null,
        grammar: prompt === undefined ? 'none' : isBefore(version, [0, 11]) ? 'guided' : 'structured',
      };
    }
    case 'sglang':
    case 'other':
      return { version: '', templateTokens: 8, slots: null, grammar: 'none' };
  }
}

/** False where a version is no numbers: then it is a new one. */
function isBefore(version: string, [major, minor]: readonly [number, number]): boolean {
  const found = /^v?(\d+)\.(\d+)/.exec(version);
  if (found === null) return false;
  const [theirMajor, theirMinor] = [Number(found[1]), Number(found[2])];
  return theirMajor < major || (theirMajor === major && theirMinor < minor);
}

/** What a server need not have. A wrong key, a missing server stay failures. */
async function optional(answer: Promise<unknown>): Promise<unknown> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ServerFailure && (error.info.code === 'server-failed' || error.info.code === 'no-api')) return null;
    throw error;
  }
}

function noApi(message: string): Result<never, ErrorInfo> {
  return { ok: false, error: errorInfo('no-api', message) };
}
