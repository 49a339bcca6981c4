import { listIdf, queryTerms, trainedTerms } from '../text/terms.ts';
import type { TermRule } from '../text/terms.ts';
import type { Preset } from './preset.ts';
import type { DocId, Result } from '../request.ts';
import { titledText } from '../request.ts';
import { cutPassage } from '../text/windows.ts';
import { countWords, sizeInWords } from '../text/spans.ts';
import { controlTokens, PARTING } from './control-tokens.ts';
import type { ControlTokens } from './control-tokens.ts';
import { escapeText, fillPattern, fillPreset } from './fill.ts';
import type { FilledMessage, PassageText, PresetPart } from './fill.ts';
import { numeralOf } from '../answer/labels.ts';
import { MOST_LETTERED } from '../answer/shape.ts';
import type { PromptCandidate } from '../text/windows.ts';

/** One passage as the model sees it; a run's log holds it in the same shape. */
export interface ShownPassage {
  readonly docId: DocId;
  /** 1-based, as written in the prompt. */
  readonly identifier: number;
  /** First-stage score 0–9. */
  readonly bucket: number;
  /** After cutting and neutralising, without title. */
  readonly text: string;
  /** UTF-16 offsets `[keptFrom, keptTo)` into `Candidate.text`. */
  readonly keptFrom: number;
  readonly keptTo: number;
  /** False when the passage stands whole in the prompt. */
  readonly cut: boolean;
  /** Marks changed by `neutralise` in title and text. */
  readonly neutralised: number;
}

/** Passages are never cut to less than this. */
const fewest = { words: 4, characters: 24, tokens: 8 } as const;

export interface PresetPrompt {
  readonly messages: readonly FilledMessage[];
  /** True: the one message is continued as plain text, without the conversation template. */
  readonly completion: boolean;
  /** What the assistant's turn already holds. */
  readonly written: string;
  readonly passages: readonly ShownPassage[];
  /** The passages as they are filled in, with which a smaller prompt can be written. */
  readonly texts: readonly PassageText[];
  /** The messages in pieces: their texts joined are the contents joined. */
  readonly parts: readonly PresetPart[];
  /** Words that each passage could keep; where a preset cuts by characters or tokens, the words of the longest passage. */
  readonly wordsPerPassage: number;
  /** True where all passages had to be cut further than the preset says. */
  readonly shrunk: boolean;
}

/** Even passages of the fewest words do not fit. */
export interface PromptProblem {
  readonly kind: 'context-overflow';
  readonly message: string;
}

/**
 * A preset's prompt for these passages, identifiers in their order. Passages are cut as the preset says (`words`, where given, instead: so many
 * words each), titles counting where it cuts from the start; when `fits` says no, all are cut to the greatest limit that fits. White space runs
 * become one space unless the preset cuts by tokens. Throws RangeError for more than 26 lettered passages, more than one for a question about
 * one, and a `{take}` without a number.
 */
export function presetPrompt({
  preset,
  query,
  candidates,
  buckets,
  take,
  words,
  controls = [],
  countTokens,
  fits,
}: {
  preset: Preset;
  query: string;
  candidates: readonly PromptCandidate[];
  /** First-stage scores 0–9, in the order of the candidates. */
  buckets: readonly number[];
  /** How many a selection asks for. */
  take?: number;
  words?: number;
  /** Control tokens of the model's tokenizer: no query, title or passage brings one into the prompt. */
  controls?: readonly string[];
  /** The model's own count of a text's tokens, without the conversation template. */
  countTokens: (text: string) => number;
  fits: (messages: readonly FilledMessage[]) => boolean;
}): Result<PresetPrompt, PromptProblem> {
  if (preset.question === 'relevance' && candidates.length > 1)
    throw new RangeError(`${preset.id} asks about one passage, got ${candidates.length}`);
  if (take === undefined && preset.messages.some(({ content }) => content.includes('{take}')))
    throw new RangeError(`${preset.id} needs to be told how many to take`);
  const termsOf = termRuleOf(preset);
  const idf = listIdf(candidates.map(titledText), termsOf);
  const cut = words === undefined ? preset.cut : ({ unit: 'words', most: words, from: preset.cut.from } as const);
  const numerals = 'label' in preset.answer ? preset.answer.label.numerals : 'numbers';
  if (numerals === 'letters' && candidates.length > MOST_LETTERED)
    throw new RangeError(`letters name ${MOST_LETTERED} passages, got ${candidates.length}`);
  const floor = Math.min(fewest[cut.unit], cut.most);
  const tidies = preset.cut.unit !== 'tokens';
  const sizes = { words: sizeInWords, characters: (text: string) => Array.from(text).length, tokens: countTokens };
  const size = sizes[cut.unit];
  const tokens = controlTokens(controls);
  const askedQuery = escapeText(query, preset, tokens).text;

  const titles = candidates.map(({ title = '' }) => {
    const escaped = escapeText(tidies ? tidy(title, true) : title, preset, tokens);
    const lead = fillPattern(preset.titled.split('{text}')[0] ?? '', { title: escaped.text });
    const counts = cut.from === 'start' && words === undefined && escaped.text !== '';
    return { ...escaped, size: counts ? size(lead.trimEnd()) : 0 };
  });

  /** `apart`: with what is not seen around every text, so that none makes a token together with its neighbours. */
  const write = (limit: number, shrunk: boolean, apart = false): PresetPrompt => {
    const seal = (text: string): string => (apart && text !== '' ? PARTING + text + PARTING : text);
    const texts: PassageText[] = [];
    const passages = candidates.map((candidate, place): ShownPassage => {
      const title = titles[place] ?? { text: '', count: 0, size: 0 };
      const room = Math.max(limit - title.size, Math.min(floor, limit));
      const { from, to } = cutPassage({ candidate, cut, limit: room, query, idf, termsOf, countTokens });
      const raw = candidate.text.slice(from, to);
      const escaped = escapeText(tidies ? tidy(raw, to === candidate.text.length) : raw, preset, tokens);
      const text = { ...escaped, text: seal(escaped.text) };
      const bucket = buckets[place] ?? 5;
      texts.push({
        label: numeralOf(place, numerals),
        bucket,
        text: title.text === '' ? text.text : fillPattern(preset.titled, { title: seal(title.text), text: text.text }),
      });
      return {
        docId: candidate.docId,
        identifier: place + 1,
        bucket,
        text: text.text,
        keptFrom: from,
        keptTo: to,
        cut: to - from < candidate.text.length,
        neutralised: text.count + title.count,
      };
    });
    const filled = fillPreset({ preset, query: seal(askedQuery), passages: texts, take: take ?? 0 });
    if (!apart && controls.length > 0) {
      const bare = texts.map((text) => ({ ...text, text: PARTING }));
      const own = fillPreset({ preset, query: PARTING, passages: bare, take: take ?? 0 });
      if (tokensIn(filled.messages, tokens) !== tokensIn(own.messages, tokens)) return write(limit, shrunk, true);
    }
    const longest = Math.max(0, ...passages.map(({ text }) => countWords(text)));
    return {
      ...filled,
      completion: preset.completion,
      written: preset.prefill,
      passages,
      texts,
      wordsPerPassage: cut.unit === 'words' ? limit : longest,
      shrunk,
    };
  };

  const full = write(cut.most, false);
  if (fits(full.messages)) return { ok: true, value: full };
  const greatest = Math.max(0, ...full.passages.map(({ text }, place) => size(text) + (titles[place]?.size ?? 0)));
  let best: PresetPrompt | null = null;
  let low = floor;
  let high = Math.min(cut.most - 1, Math.max(greatest, floor));
  while (low <= high) {
    // The smallest first: a query that can never fit is told after two counts.
    const limit = best === null ? low : Math.ceil((low + high) / 2);
    const tried = write(limit, true);
    if (fits(tried.messages)) {
      best = tried;
      low = limit + 1;
    } else if (best === null) break;
    else high = limit - 1;
  }
  if (best !== null) return { ok: true, value: best };
  const message = `The query and ${candidates.length} passages of ${floor} ${cut.unit} are longer than the model can read.`;
  return { ok: false, error: { kind: 'context-overflow', message } };
}

/** The control tokens of messages, in order. */
function tokensIn(messages: readonly FilledMessage[], tokens: ControlTokens): string {
  return messages.flatMap(({ content }) => tokens.find(content).map(({ from, to }) => content.slice(from, to))).join('\n');
}

/** Passages are cut as they were when a model was taught by the prompt: Glassrank 1 and 2 know the first version of the rule. */
function termRuleOf({ models }: Preset): TermRule {
  return models.some((model) => TAUGHT.has(model)) ? trainedTerms : queryTerms;
}

const TAUGHT: ReadonlySet<string> = new Set(['glassrank-1', 'glassrank-2']);

/** White space runs as one space, none at the start; none at the end where the text ends there and has not been cut. */
function tidy(text: string, ends: boolean): string {
  const spaced = text.replaceAll(/\s+/gu, ' ').trimStart();
  return ends ? spaced.trimEnd() : spaced;
}
