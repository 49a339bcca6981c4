import type { ErrorInfo } from '../core/errors.ts';
import type { RankRequest, Result } from '../core/request.ts';
import type { TextModel } from '../core/run/text-model.ts';
import type { FindPackage } from '../instant/node-encoder.ts';
import type { EvaluationEngine } from './bridge.ts';

/** What the command has of the world around it. Tests give a scripted one. */
export interface CommandWorld {
  /** How the program was called, for its help: `glassrank`, `npm run`. */
  readonly name: string;
  readonly version: string;
  /** One line on standard output, without its line end. */
  readonly print: (line: string) => void;
  /** One line on standard error. */
  readonly warn: (line: string) => void;
  readonly now: () => Date;
  /** Milliseconds of a clock that never goes back. */
  readonly clock: () => number;
  /** A name that nothing else has. */
  readonly newId: () => string;
  /** Connects to an engine; `close` ends it at once, whatever it does. Throws an Error that says what is needed and not there. */
  readonly connect: (where: { readonly realGpu: boolean; readonly app: string | null; readonly engine: 'gpu' | 'processor' }) => {
    readonly engine: EvaluationEngine;
    close(): Promise<void>;
  };
  /** Calls `stop` once when the person stops the program; returns how to listen no more. */
  readonly onStop: (stop: () => void) => () => void;
  readonly input: StandardInput;
  /** Text on standard output, as it stands. */
  readonly write: (text: string) => void;
  /** The terminal behind standard error, which can be drawn on again; null: it is a file or a pipe. */
  readonly screen: Screen | null;
  /** Columns of the terminal behind standard output; null: it is a file or a pipe. */
  readonly outputColumns: number | null;
  /** Variables of the environment: a key is named by its variable, never written on a command line. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where the sentence encoder's files lie when nobody says; null: this installation has none. */
  readonly encoderFolder: string | null;
  readonly connectModel: ConnectModel;
  /** Finds optional packages; absent: Node's import. */
  readonly findPackage?: FindPackage;
}

export interface StandardInput {
  /** A person sits there: nothing comes unless they type it. */
  readonly isTerminal: boolean;
  read(): Promise<Uint8Array>;
}

export interface Screen {
  readonly columns: number;
  readonly rows: number;
  write(text: string): void;
}

/** Where a model is served, and how it is asked there. */
export interface ModelPlace {
  /** With its `/v1` or without. */
  readonly address: string;
  /** The server's name for it; null: the only one that it serves. */
  readonly model: string | null;
  readonly key: string | null;
  /** Tokens of prompt and answer together; null: what the server says. */
  readonly contextTokens: number | null;
  /** Asks servers that take no grammar for JSON of the answer's form. */
  readonly jsonSchema: boolean;
  /** Most requests at once; null: as many as the server takes. */
  readonly requests: number | null;
}

/** A model behind a server. */
export interface ServedModel {
  readonly model: TextModel;
  /** What is thrown in its name, as a value. */
  readonly describeError: (error: unknown) => ErrorInfo;
  /** Of whoever made the model or the prompt it is asked by; null: nobody says. */
  readonly temperature: number | null;
  /** Has the server count a list's tokens before its run, where it can. Absent: nothing to do. */
  readonly measure?: (request: RankRequest) => Promise<unknown>;
  /** What was found out or settled at connecting that the person should know of, in words. */
  readonly notes: readonly string[];
}

/**
 * Asks a server for its model. An error where it does not answer, has no such model, or lacks the API. `onSilence` hears true whenever nothing has come from
 * it for ten seconds although it is asked something, false with the next thing that comes.
 */
export type ConnectModel = (place: ModelPlace, onSilence?: (silent: boolean) => void) => Promise<Result<ServedModel, ErrorInfo>>;

/** Exit codes of `glassrank rerank`, the gravest that applies. */
export const EXIT = {
  ranked: 0,
  /** Input, options or settings that cannot be used. */
  usage: 1,
  /** The model or its server failed. */
  failed: 2,
  /** Stopped by the person. What stood so far is written. */
  cancelled: 3,
  /** Ranked, but with --strict and an answer that was repaired, truncated or unparsed. */
  flawed: 4,
} as const;

/** What a person can mend: told as it stands, without a stack. */
export class UsageError extends Error {}
