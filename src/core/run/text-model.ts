import type { AnswerShape } from '../answer/shape.ts';
import type { ChatMessage, ModelIdentity } from '../log/event.ts';
import type { ModelFamily, ThoughtTags } from '../preset/families.ts';
import type { TextSpan } from '../text/spans.ts';

/** Says whether a run was told to stop. An `AbortSignal` is one; it is not named here, because this room must run anywhere. */
export interface CancelSignal {
  readonly aborted: boolean;
}

/** What the page has asked of a run so far. Read again and again while the run goes on. */
export interface RunSignal extends CancelSignal {
  /** 0-based window whose thought is to be closed now; absent or null: none. */
  readonly skipThoughtOf?: number | null;
}

/**
 * Decides, token by token, what a model may write. The engine calls `allowed()` and `bias()` before sampling and `push(text)` after it.
 * Pure text: it knows nothing of vocabularies, so it fits every tokenizer. A stop token may come only when `complete`.
 */
export interface OutputGuide {
  /**
   * May a token with this text come next? Depends on the text alone as long as it is the same function object: a guide gives one object
   * again and again while a thought runs freely, so an engine may keep what it worked out for a whole vocabulary.
   */
  allowed(): (tokenText: string) => boolean;
  /**
   * The text that must come next, whatever the model would like: every text that is allowed begins with it, or is a beginning of it. An engine may take it up as a
   * whole instead of having it written token by token. Empty or absent: there is a choice, or nobody knows.
   */
  certain?(): string;
  /** Where few texts may come next: an engine needs to ask `allowed()` about these alone. Null or absent: nothing so simple can be said. */
  narrow?(): NarrowChoice | null;
  /** Where nearly all texts may come next: an engine needs to ask `allowed()` about few alone. Null or absent: nothing so simple can be said. */
  wide?(): WideChoice | null;
  /**
   * Logits to add to a token with this text, where it is allowed; null: nothing is biased now. Never changes what may come. The same function
   * object gives the same numbers always. Where `narrow` says nothing, not 0 only for texts with an ASCII digit or a `]` in them.
   */
  bias(): ((tokenText: string) => number) | null;
  /** True when nothing more may be written: only a stop token fits. */
  readonly complete: boolean;
  /** True once a thought has been closed because its budget was used up. */
  readonly forced: boolean;
  /** True once a thought has been closed because `skip()` said so. */
  readonly skipped: boolean;
  /** Closes the thought before the next token, as the budget does. False: it was closed already, in another way. */
  skip(): boolean;
  /** Throws (a bug) when the text was not allowed. */
  push(tokenText: string): void;
}

/** What may come next, where that is little: beginnings of `texts`, and what one of these says. */
export interface NarrowChoice {
  readonly texts: readonly string[];
  /** Texts that hold this may come too. */
  readonly mark?: string;
  /** True: texts that begin with one of `texts` may come too. Absent: false. */
  readonly beyond?: boolean;
}

/** What may come next, where that is nearly all. */
export interface WideChoice {
  /** UTF-16 units: of a text that holds one of them nothing is said. */
  readonly marks: string;
  /** UTF-16 units: of a text that begins with one of them nothing is said. */
  readonly begins: string;
  /** Whether any other text, not empty, may come: by its first UTF-16 unit. */
  mayBegin(unit: number): boolean;
}

/** What an output is held to, as data: for engines that take a grammar instead of asking a guide token by token. */
export interface OutputForm {
  /** What the reader takes a thought between, whatever the model calls its own. */
  readonly tags: ThoughtTags;
  /** Where the output begins. */
  readonly begins: 'before' | 'thought' | 'answer';
  /** False: this call is to have no thought. */
  readonly thinks: boolean;
  readonly answer: { readonly shape: AnswerShape; readonly count: number; readonly take?: number };
}

/** What a model reads before it writes. */
export interface ModelPrompt {
  readonly messages: readonly ChatMessage[];
  /** True: the one message is continued as plain text, without the conversation template. */
  readonly completion?: boolean;
  /** What the assistant's turn already holds; the model goes on from there. Absent or empty: nothing. */
  readonly written?: string;
}

export interface GenerationInput extends ModelPrompt {
  /** Most tokens that may be written, 1 or more. */
  readonly maxTokens: number;
  /** 0 (greedy) to 2. */
  readonly temperature: number;
  /** Whole, 0 to 2³¹ − 1: the same seed gives the same text where an engine can promise that. */
  readonly seed: number;
  readonly cancel: CancelSignal;
  /** Absent in free mode. */
  readonly guide?: OutputGuide;
  /** True: passages of this prompt were read just before (`readPassages`), and what is held of it is gone on from. Absent: false. */
  readonly readAhead?: boolean;
  /** Of the call, in every mode. Whoever runs a model by the guide need not look at it. */
  readonly form?: OutputForm;
}

/** A piece of text as it is written, of any size; at last how it ended and what it cost. */
export type ModelChunk =
  | { readonly type: 'text'; readonly text: string }
  /** Something on the way that the log is to tell, such as waiting for a busy server. */
  | { readonly type: 'notice'; readonly notice: ModelNotice }
  | {
      readonly type: 'end';
      /** stop: the model was done. length: `maxTokens` or the context ran out. abort: cancelled. */
      readonly finish: 'stop' | 'length' | 'abort';
      readonly promptTokens: number;
      readonly completionTokens: number;
      /** Of the tokens written, those that the guide left no choice about: they were read in chunks, or not at all. Absent: the engine writes all. */
      readonly forcedTokens?: number;
      /** 0 where nobody measured it. */
      readonly prefillTokensPerSecond: number;
      readonly decodeTokensPerSecond: number;
    };

/**
 * What happened between the engine and its model. busy: it asked to wait (429, 503). unreachable: no connection, or a gateway's error. broke-off: the stream
 * ended too early and is gone on with from what had come. repeated: it named something that may not come again, and was asked anew from there.
 */
export interface ModelNotice {
  readonly code: 'busy' | 'unreachable' | 'broke-off' | 'repeated';
  /** The how-manieth time in this call, from 1. */
  readonly attempt: number;
  /** Most times that it is tried. */
  readonly of: number;
  /** Until the next try. */
  readonly waitMs: number;
  /** HTTP status, where there was one. */
  readonly status?: number;
}

export interface LikelihoodInput extends ModelPrompt {
  /** Texts that may come next; none empty, all different. */
  readonly continuations: readonly string[];
  readonly cancel: CancelSignal;
}

export interface Likelihoods {
  /** Natural logarithm of the probability of each continuation after what is written, all its tokens together, over the whole vocabulary. */
  readonly logProbs: readonly number[];
  /** Tokens of prompt and written text together. */
  readonly promptTokens: number;
  /** Tokens that were computed for this; what the model still held of an earlier prompt cost nothing. */
  readonly computedTokens: number;
}

/** A prompt that is read passage by passage. What is read stays with the model: whatever is asked next about the same beginning is not computed again. */
export interface PassagePrompt extends ModelPrompt {
  /** Place of the message that holds the passages. */
  readonly message: number;
  /** Where they stand in its content, with what ends each; one directly behind the other. At least one, none empty. */
  readonly passages: readonly TextSpan[];
  /** Two tokens by their text, both of the model's vocabulary. */
  readonly tokens: readonly [higher: string, lower: string];
  readonly cancel: CancelSignal;
}

/** What reading passage by passage tells. */
export type PassageChunk =
  | {
      readonly type: 'passage';
      /** In the order of `passages`, from 0. */
      readonly position: number;
      /** Logarithm of how much likelier the first token is than the second behind the passage's last token. Finite. */
      readonly score: number;
      /** Of the passage. */
      readonly tokens: number;
    }
  /**
   * Nothing can be read so, and nothing has been: the vocabulary lacks one of the tokens, or the tokenizer joins the end of a passage with what follows, so that
   * there is no place between them. Comes alone.
   */
  | { readonly type: 'left-out'; readonly reason: 'tokens' | 'joined' }
  /** All passages have been read. What stands behind the last one has not. */
  | {
      readonly type: 'end';
      /** Up to the last passage's end, template included. */
      readonly promptTokens: number;
      /** Those that were computed for it; the rest was still held. */
      readonly computedTokens: number;
      /** 0 where nobody measured it. */
      readonly prefillTokensPerSecond: number;
    };

/**
 * All that `rerank()` needs of a model; whoever has an engine writes one of these (`engines/webllm/model.ts`), whoever has a chat endpoint calls
 * `fromChat`. The first five are required, the rest says what more the model can do, or what it cannot.
 */
export interface TextModel {
  /** Goes into the run's log: who answered. `template` is the preset that the model was trained with, or that it is asked by where nobody says another. */
  readonly identity: ModelIdentity;
  /** Tokens of prompt and output together that the model can hold. */
  readonly contextTokens: number;
  /** Tokens of a text alone. */
  countTokens(text: string): number;
  /** Tokens of a whole conversation, template included; of a `completion`, of its text alone. */
  countPromptTokens(messages: readonly ChatMessage[], completion?: boolean): number;
  /**
   * Writes. One `end` chunk comes last. Breaking out of the iteration stops the generation; a prompt that is being read is finished first. Throws
   * when the engine fails: whoever runs the model knows how to describe it (`RerankInput.describeError`).
   */
  stream(input: GenerationInput): AsyncIterable<ModelChunk>;

  /** True when the conversation template itself ends in the thought's opening tag, so output begins inside the thought. Absent: false. */
  readonly opensThought?: boolean;
  /**
   * How likely each continuation is, by teacher forcing; nothing is sampled. Absent where an engine cannot say (a server without logits). Throws as
   * `stream` does; when cancelled, with whatever it has: the caller looks at `cancel`.
   */
  likelihoods?(input: LikelihoodInput): Promise<Likelihoods>;
  /**
   * Reads a prompt passage by passage and tells a score at each one's end as soon as it has been read. Absent where an engine cannot. Throws as `stream` does.
   * Cancelled: it ends after the passage that is being read at the latest, without an `end`.
   */
  readPassages?(input: PassagePrompt): AsyncIterable<PassageChunk>;
  /**
   * True: it takes whole conversations and writes what it likes. It is never given a `guide`, `written` or `completion`, and can only be asked for free
   * answers. Absent: false.
   */
  readonly chatOnly?: boolean;
  /**
   * answers: it holds answers to their form by a grammar and keeps thoughts to their budget; it can hold no thought to evidence, and leans on no
   * prior. Absent: all that a guide says.
   */
  readonly holds?: 'answers';
  /** How this model's kind writes. Absent: as its preset says. */
  readonly family?: ModelFamily;
  /**
   * Texts that its tokenizer reads as one token of their own wherever they stand: no query, title or passage may bring one into a prompt. Absent where an engine
   * does not tell: those that are commonly known are looked for.
   */
  readonly controlTokens?: readonly string[];
  /**
   * What the assistant's turn is begun with where a call is to have no thought and the model would begin one by itself: an empty thought, as its own
   * template writes it. Absent: nothing is needed, or the engine has another way (`OutputForm.thinks`).
   */
  readonly silenced?: string;
}

/** One question to the model's beliefs: how likely is each continuation of what it has read? Prompts as in `ModelPrompt`. */
export interface LikelihoodRequest {
  readonly messages: readonly ChatMessage[];
  readonly completion?: boolean;
  readonly written?: string;
  /** Texts that may come next; none empty, all different. */
  readonly continuations: readonly string[];
}

export interface LikelihoodAnswer {
  /** Natural logarithm of each continuation's probability, in their order. */
  readonly logProbs: readonly number[];
  readonly promptTokens: number;
  /** Tokens that were computed for it; the rest was still held. */
  readonly computedTokens: number;
  /** Milliseconds that the engine took for it; absent: it did not look at the clock. */
  readonly tookMs?: number;
}

/** Answers in the order of the requests. Cancelled: the whole answers that were there by then. */
export interface LikelihoodAnswers {
  readonly answers: readonly LikelihoodAnswer[];
  readonly cancelled: boolean;
}
