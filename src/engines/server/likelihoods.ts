import { errorInfo } from '../../core/errors.ts';
import type { LikelihoodInput, Likelihoods } from '../../core/run/text-model.ts';
import { ServerFailure } from './failure.ts';
import type { ServerHttp } from './http.ts';
import { at, listAt, numberAt } from './json.ts';
import type { ServerFacts } from './probe.ts';
import type { RawWriter } from './raw.ts';

/** So many of the likeliest next tokens are asked for. What is not among them is taken to be as likely as the last of them: never less than it is. */
const ASKED_TOKENS = 2000;

/**
 * How likely each continuation is. vLLM: `prompt_logprobs` of the whole text, one request a continuation. llama.cpp has none of these: there the
 * continuations' tokens are walked as a tree, one request a fork, each for the next token's likelihoods. Throws `ServerFailure`.
 */
export async function readLikelihoods({
  http,
  facts,
  writer,
  input,
}: {
  http: ServerHttp;
  facts: ServerFacts;
  writer: RawWriter;
  input: LikelihoodInput;
}): Promise<Likelihoods> {
  const { cancel } = input;
  const rendered = await writer.render({ ...input, thinks: false, cancel });
  const prompt = typeof rendered === 'string' ? await writer.tokenize(rendered, cancel, true) : rendered;
  const continuations: (readonly number[])[] = [];
  for (const text of input.continuations) {
    if (cancel.aborted) break;
    continuations.push(await writer.tokenize(text, cancel));
  }
  const known = { http, facts, prompt, continuations, cancel };
  const read = facts.kind === 'llama.cpp' ? await walkTree(known) : await scorePrompts(known);
  return { ...read, promptTokens: prompt.length };
}

interface Asked {
  readonly http: ServerHttp;
  readonly facts: ServerFacts;
  readonly prompt: readonly number[];
  readonly continuations: readonly (readonly number[])[];
  readonly cancel: LikelihoodInput['cancel'];
}

type Read = Pick<Likelihoods, 'logProbs' | 'computedTokens'>;

async function walkTree({ http, prompt, continuations, cancel }: Asked): Promise<Read> {
  const logProbs = continuations.map(() => 0);
  let computedTokens = 0;
  /** Those that share their first `depth` tokens. */
  const walk = async (places: readonly number[], depth: number): Promise<void> => {
    const going = places.filter((place) => (continuations[place]?.length ?? 0) > depth);
    if (going.length === 0 || cancel.aborted) return;
    const shared = continuations[going[0] ?? 0]?.slice(0, depth) ?? [];
    const body = { prompt: [...prompt, ...shared], n_predict: 1, n_probs: ASKED_TOKENS, temperature: 0, cache_prompt: true };
    const answer = await http.ask('/completion', body, cancel);
    const top = listAt(answer, 'completion_probabilities', 0, 'top_logprobs');
    if (top.length === 0) throw noLikelihoods();
    computedTokens += numberAt(answer, 'timings', 'prompt_n') ?? 0;
    const found = new Map(top.map((one) => [numberAt(one, 'id'), numberAt(one, 'logprob') ?? -Infinity]));
    const least = Math.min(...found.values());
    const byToken = new Map<number | undefined, number[]>();
    for (const place of going) {
      const token = continuations[place]?.[depth];
      byToken.set(token, [...(byToken.get(token) ?? []), place]);
    }
    for (const [token, same] of byToken) {
      for (const place of same) logProbs[place] = (logProbs[place] ?? 0) + (found.get(token) ?? least);
      await walk(same, depth + 1);
    }
  };
  await walk(
    continuations.map((_, place) => place),
    0,
  );
  return { logProbs, computedTokens };
}

async function scorePrompts({ http, facts, prompt, continuations, cancel }: Asked): Promise<Read> {
  const logProbs: number[] = [];
  let computedTokens = 0;
  for (const tokens of continuations) {
    if (cancel.aborted) break;
    const body = { model: facts.model, prompt: [...prompt, ...tokens], max_tokens: 1, temperature: 0, prompt_logprobs: 0 };
    const answer = await http.ask('/v1/completions', body, cancel);
    const scored = listAt(answer, 'choices', 0, 'prompt_logprobs').slice(-tokens.length);
    if (scored.length < tokens.length) throw noLikelihoods();
    computedTokens += prompt.length + tokens.length;
    logProbs.push(tokens.reduce((sum, id, place) => sum + (numberAt(at(scored, place), String(id), 'logprob') ?? -Infinity), 0));
  }
  return { logProbs, computedTokens };
}

function noLikelihoods(): ServerFailure {
  return new ServerFailure({
    ...errorInfo('server-failed', 'the server gave no likelihoods, although servers of its kind do'),
    retry: false,
  });
}
