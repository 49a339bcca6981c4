import type { AnswerShape } from '../answer/answer-shape.ts';
import type { ParserId } from '../parser/parser-id.ts';
import type { Question } from '../answer/question.ts';
import type { StrategySpec } from '../strategy/strategy-spec.ts';

/**
 * One message of a preset. Curly names are filled in, nothing else is changed: `{query}`, `{passages}` (all, by `Preset.passage` and
 * `separator`), `{count}`, `{take}`; in a message that is repeated for each passage also `{identifier}`, `{text}`.
 */
export interface PresetMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
  /** Neighbours with `each` are repeated together, once a passage (RankGPT's and Rearank's multi-turn form). */
  readonly each?: boolean;
}

/** How a published system asks and answers, as data, byte for byte. */
export interface Preset {
  readonly id: string;
  /** As people call it. */
  readonly title: string;
  /** Where prompt and settings come from: paper, repository and file. */
  readonly source: string;
  /** Models that were trained with it, by their public names; empty where it is for any instruct model. */
  readonly models: readonly string[];
  readonly question: Question;
  /** True: the one message is continued as plain text, without the conversation template. */
  readonly completion: boolean;
  readonly messages: readonly PresetMessage[];
  /** One passage: `{identifier}` (a number, or a letter where the answer's labels are letters), `{text}`, `{bucket}` (first-stage score 0–9). */
  readonly passage: string;
  readonly separator: string;
  /** `{title}` and `{text}`, where a passage has a title. */
  readonly titled: string;
  /** What is done to look-alikes in query and passages. marks: ours (`neutralise`). brackets: `[n]` → `(n)`, as ReasonRank and RankLLM. */
  readonly escape: 'marks' | 'brackets' | 'none';
  /** `from` best: our best window for the query; start: the passage's beginning. */
  readonly cut: { readonly unit: 'words' | 'characters' | 'tokens'; readonly most: number; readonly from: 'best' | 'start' };
  /** What the assistant's turn begins with; the model goes on from there. */
  readonly prefill: string;
  /** Null: the system does not think. `tokens` 0: the thought is opened and closed at once. */
  readonly thought: { readonly open: string; readonly close: string; readonly tokens: number } | null;
  readonly answer: AnswerShape;
  /** As published; topK 0 = all. Kept as facts: greedy decoding is ours unless the person takes these. */
  readonly sampling: { readonly temperature: number; readonly topP: number; readonly topK: number };
  readonly strategy: StrategySpec;
  readonly parser: ParserId;
  /** What the system does with an answer that it cannot read, in words. */
  readonly fallback: string;
  /** Weight of the first stage in the choice of identifiers; 0 for every system but ours. */
  readonly priorWeight: number;
}
