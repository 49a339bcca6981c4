import { createAnswerAutomaton } from '../answer/automaton.ts';
import type { RunForecast, RunSettings } from '../log/event.ts';
import type { PromptTemplate } from '../preset/built-in.ts';
import { placedPassages } from '../preset/passage-places.ts';
import type { Preset } from '../preset/preset.ts';
import { presetPrompt } from '../preset/prompt.ts';
import type { PresetPrompt } from '../preset/prompt.ts';
import { startingRanking } from '../ranking.ts';
import type { RankRequest, Result } from '../request.ts';
import { predictCalls } from '../strategy/index.ts';
import { checkRun } from './check.ts';
import type { RunProblem } from './problem.ts';
import { selectMethod } from './method.ts';
import type { RunMethod } from './method.ts';
import { outputStart } from './reader.ts';
import { readsFor } from './reading.ts';
import { controlsFor, shownCandidates } from './shown.ts';
import type { TextModel } from './text-model.ts';

/** Tokens that joining parts may add or save, for a passage and for a prompt: tokens span the borders of what is counted alone. */
const SLACK = { passage: 3, prompt: 4 };

/**
 * What a run will cost at least and at most. Calls come from the strategy; tokens from each passage's own line, counted alone, and the prompt
 * around it. Prompts that must be shrunk to fit cost less than `least`. Null for a list that cannot be shown at all.
 */
function forecastRun({
  request,
  settings,
  method,
  model,
  template,
  words,
}: {
  request: RankRequest;
  settings: RunSettings;
  method: RunMethod;
  model: TextModel;
  template: PromptTemplate;
  words?: number;
}): RunForecast | null {
  const { preset, strategy, scaling } = method;
  const asked = askedPositions(request, settings);
  const count = asked.length;
  const { calls, members } = predictCalls({ spec: strategy, count });
  const samples = scaling.samples;
  if (calls[1] === 0) return { calls: [0, 0], promptTokens: [0, 0], outputTokens: [0, 0] };
  const modelTags = model.family?.thought ?? { open: template.thoughtOpen, close: template.thoughtClose };
  const start = outputStart({ preset, opensThought: model.opensThought ?? false, modelTags, silenced: model.silenced });
  const write = (positions: readonly number[]) =>
    presetPrompt({
      preset,
      query: request.query.text,
      candidates: shownCandidates(request, positions),
      buckets: positions.map(() => 5),
      take: 1,
      ...(words === undefined ? {} : { words }),
      controls: controlsFor(model, preset),
      countTokens: (text) => model.countTokens(text),
      fits: () => true,
    });
  const tokensOf = (positions: readonly number[]): number | null => {
    const prompt = write(positions);
    return prompt.ok ? model.countPromptTokens(prompt.value.messages, preset.completion) : null;
  };
  const empty = tokensOf([]) ?? 0;
  const alone = asked.map((position) => Math.max(0, (tokensOf([position]) ?? 0) - empty));
  const sorted = [...alone].sort((a, b) => a - b);
  const written = model.countTokens(start.written);
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  /** Tokens of one call that shows `size` passages: the shortest ones, or the longest. */
  const callTokens = (size: number, ends: 'least' | 'most'): number => {
    const whole = Math.min(count, Math.floor(size));
    const slack = SLACK.prompt + SLACK.passage * size;
    const bodies = ends === 'least' ? sorted.slice(0, whole) : sorted.slice(count - whole);
    const next = (ends === 'least' ? sorted[whole] : sorted[count - whole - 1]) ?? 0;
    return empty + written + sum(bodies) + (size - whole) * next + (ends === 'least' ? -slack : slack);
  };
  /** What stands behind the passages is not read for their scores. Of it and the template, only how much at most is known. */
  const behind = Math.max(0, empty - model.countTokens(beforePassages(write(asked.slice(0, 1)), preset)));
  const reads = readsFor(preset, { settings, model });
  const onlyReads = settings.answerMode === 'reading';
  const promptOf = (numberOfCalls: number, shown: number, ends: 'least' | 'most'): number => {
    if (numberOfCalls === 0) return 0;
    const whole = Math.max(0, callTokens(Math.min(count, shown / numberOfCalls), ends));
    const scored = reads === null ? 0 : Math.max(0, ends === 'least' ? whole - behind - written : whole);
    // In one go the scores come with the prompt; each apart, its passages are read twice.
    const times = onlyReads ? scored : reads === 'apart' ? whole + scored : whole;
    return numberOfCalls * times;
  };
  const likely = settings.answerMode === 'first-token' || onlyReads;
  const byWord = settings.answerMode !== 'free' && (preset.answer.type === 'word' || preset.answer.type === 'grade');
  const largest = Math.min(count, Math.ceil(members[1] / Math.max(1, calls[0])));
  const thought = likely || preset.thought === null || start.begins === 'answer' ? 0 : settings.thoughtTokens;
  const answer = createAnswerAutomaton({ shape: preset.answer, count: Math.max(1, largest) }).longest;
  const most = likely || (byWord && thought === 0) ? 0 : thought + answer + start.tags.open.length + start.tags.close.length + 1;
  const outputTokens = Math.ceil(calls[1] * samples * most * (1 + scaling.waits));
  // How likely each word of the answer is after a thought is a second reading: of the prompt with the thought.
  const again =
    byWord && most > 0 ? outputTokens + calls[1] * samples * (model.countTokens(preset.answer.open) + SLACK.prompt) : 0;
  return {
    calls: [calls[0] * samples, calls[1] * samples],
    promptTokens: [
      Math.floor(promptOf(calls[0], members[0], 'least') * samples),
      Math.ceil(promptOf(calls[1], members[1], 'most') * samples) + again,
    ],
    outputTokens: [most === 0 ? 0 : calls[0] * samples, outputTokens],
  };
}

/** Places in the request of the passages that a model may read. */
function askedPositions(request: RankRequest, { rerankDepth }: Pick<RunSettings, 'rerankDepth'>): readonly number[] {
  const positions = [...request.candidates.keys()];
  if (rerankDepth >= positions.length) return positions;
  const top = new Set(startingRanking(request).slice(0, rerankDepth));
  return positions.filter((position) => {
    const docId = request.candidates[position]?.docId;
    return docId !== undefined && top.has(docId);
  });
}

/** What stands before the passages in the message that holds them; empty where they have no places. */
function beforePassages(prompt: Result<PresetPrompt, unknown>, preset: Preset): string {
  const placed = prompt.ok ? placedPassages(prompt.value, preset) : null;
  return placed === null ? '' : (placed.messages[placed.message]?.content.slice(0, placed.passages[0]?.from) ?? '');
}

/** What a run would cost, without running it; or why it cannot be run. A forecast of null: the list cannot be shown. */
export function planRun({
  request,
  settings,
  model,
  template,
}: {
  request: RankRequest;
  settings: RunSettings;
  model: TextModel;
  template: PromptTemplate;
}): Result<RunForecast | null, RunProblem> {
  const method = selectMethod(settings, template.id);
  const problem = checkRun({ request, settings, method, model });
  if (problem !== null) return { ok: false, error: problem };
  const words = settings.method === undefined ? { words: settings.passageWords } : {};
  return { ok: true, value: forecastRun({ request, settings, method, model, template, ...words }) };
}
