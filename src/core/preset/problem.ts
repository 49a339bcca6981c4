import type { AnswerShape, Question } from '../answer/shape.ts';
import type { JsonProblem } from '../input/json.ts';
import type { StrategySpec } from '../strategy/index.ts';
import type { Preset } from './preset.ts';

/** What is wrong with one field of a preset: a code with its values. The page words it in four languages (`app/words`). */
export type PresetFault =
  // The form of the value.
  | { readonly code: 'not-text' | 'not-a-number' | 'not-true-or-false' | 'not-a-list' | 'not-an-object' }
  | { readonly code: 'not-one-of'; readonly among: readonly string[] }
  | { readonly code: 'missing-field' | 'unknown-field' }
  // One field's value.
  | { readonly code: 'empty' }
  /** Only letters, digits, dots, dashes and underscores may stand in an id. */
  | { readonly code: 'bad-id' }
  /** `most` null: no upper end. `above`: `least` itself is not allowed. */
  | {
      readonly code: 'out-of-range';
      readonly kind: 'whole' | 'decimal';
      readonly found: number;
      readonly least: number;
      readonly most: number | null;
      readonly above?: true;
    }
  // Names in curly brackets.
  | { readonly code: 'unknown-name'; readonly name: string; readonly known: readonly string[] }
  | { readonly code: 'not-once'; readonly name: string; readonly times: number }
  | { readonly code: 'no-query' | 'no-passages' | 'no-take' }
  | { readonly code: 'passages-repeated'; readonly times: number }
  | { readonly code: 'needless-take'; readonly question: Question }
  /** Passages are shown without a label, so that no answer could name them. */
  | { readonly code: 'no-identifier' }
  // Messages.
  | { readonly code: 'no-message' | 'system-not-first' | 'last-not-user' }
  /** Plain text is one message that is shown once. */
  | { readonly code: 'completion-turns' }
  // What does not go together.
  /** The best window is found in words only. */
  | { readonly code: 'best-needs-words' }
  | { readonly code: 'equal-tags' }
  | {
      readonly code: 'other-answer';
      readonly question: Question;
      readonly found: AnswerShape['type'];
      readonly among: readonly AnswerShape['type'][];
    }
  | {
      readonly code: 'other-strategy';
      readonly question: Question;
      readonly found: StrategySpec['type'];
      readonly among: readonly StrategySpec['type'][];
    }
  /** Labels in a JSON answer need a text beside the number. */
  | { readonly code: 'bare-labels' }
  | { readonly code: 'tie-is-separator' }
  /** One of the two words begins with the other. */
  | { readonly code: 'words-alike' }
  /** The greatest number is not greater than the least. */
  | { readonly code: 'range-reversed' }
  /** A score is read at each passage's end, and some passage has none: all stand in one message, each with the separator behind it. */
  | { readonly code: 'passages-endless' }
  | { readonly code: 'two-tokens' }
  | { readonly code: 'too-many-letters'; readonly shown: number; readonly most: number };

/** What is wrong with a preset, and where: `messages[1].content`; empty for the preset as a whole. */
export type PresetProblem = PresetFault & { readonly path: string };

/** What is wrong in the text of a RankLLM template. */
export type YamlFault =
  /** `reason` is the YAML reader's own, in English. */
  | { readonly code: 'not-yaml'; readonly reason: string }
  /** It is no list of names with texts. */
  | { readonly code: 'not-a-template'; readonly begin: string }
  | { readonly code: 'section-name' }
  | { readonly code: 'section-not-text'; readonly section: string }
  | { readonly code: 'no-section'; readonly section: string }
  | { readonly code: 'no-method'; readonly known: readonly string[] }
  | { readonly code: 'other-method'; readonly method: string; readonly known: readonly string[] }
  /** RankLLM fills nothing into this section, and we would. */
  | { readonly code: 'nothing-filled'; readonly section: string }
  | { readonly code: 'no-counterpart'; readonly section: string; readonly name: string; readonly known: readonly string[] }
  | { readonly code: 'single-brace'; readonly section: string; readonly brace: string }
  /** Doubled braces around a word would be filled in here. */
  | { readonly code: 'doubled-braces'; readonly section: string }
  /** The template can be read, and the preset that it makes is wrong. */
  | { readonly code: 'preset'; readonly problem: PresetProblem };

/** What is wrong in a template, and where: 1-based. */
export type YamlProblem = YamlFault & { readonly line: number; readonly column: number };

/** What is wrong with a prompt's file. */
export type PresetFileFault =
  | PresetProblem
  | YamlFault
  | { readonly code: 'not-json'; readonly problem: JsonProblem }
  /** It is larger than any prompt, and is not read. Bytes. */
  | { readonly code: 'too-large'; readonly bytes: number; readonly most: number };

/** The same, and where: a line and column, 1-based, or a field. */
export type PresetFileProblem = PresetFileFault & { readonly place: string };

/** What was guessed or left out where a preset came from a RankLLM template, or went into one. */
export type PresetNote =
  // Read from a template.
  | { readonly code: 'section-left-out'; readonly section: string }
  /** 300 words of each passage, windows of 20 with stride 10, temperature 0, no thought. */
  | { readonly code: 'rank-llm-defaults' }
  | { readonly code: 'bucket-for-score' }
  | { readonly code: 'yes-no-assumed' }
  | { readonly code: 'answer-assumed' }
  // Why there is no template for a preset.
  | { readonly code: 'plain-text' }
  | { readonly code: 'other-question'; readonly question: Question }
  | { readonly code: 'more-messages' | 'other-turns' | 'other-pointwise' | 'passages-not-once' }
  // What a template does not say.
  | { readonly code: 'left-out' }
  | { readonly code: 'ties-plain' | 'words-unsaid' | 'score-for-bucket' | 'separator-at-end' | 'system-as-it-is' }
  | { readonly code: 'thought-tokens'; readonly tokens: number }
  | {
      readonly code: 'other-cut';
      readonly most: number;
      readonly unit: Preset['cut']['unit'];
      readonly from: Preset['cut']['from'];
    }
  | { readonly code: 'title-form'; readonly form: string }
  | { readonly code: 'always-brackets' | 'no-prefill' | 'no-prior-weight' | 'no-reading-scores' | 'no-separator' };
