import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { readInput } from '../../../../src/core/input/input.ts';
import type { InputProblem } from '../../../../src/core/input/problems.ts';
import type { InputChoices, InputReading } from '../../../../src/core/input/reading.ts';
import type { RankRequest } from '../../../../src/core/request.ts';

// What the tests of the readers share: input as a person gives it, and readings cut down to what a test is about.

export const fixture = (path: string): string => readFileSync(new URL(`../../../fixtures/${path}`, import.meta.url), 'utf8');

export const files = (...paths: readonly string[]): { readonly name: string; readonly text: string }[] =>
  paths.map((path) => ({ name: path, text: fixture(path) }));

export const paste = (text: string, choices: InputChoices = {}): InputReading =>
  readInput({ files: [{ name: '', text }], choices });

/** What a paste is read as, of which something can be read. */
export function read(text: string, choices: InputChoices = {}): InputReading & { readonly request: RankRequest } {
  const reading = paste(text, choices);
  const { request } = reading;
  if (request === null) expect.fail(JSON.stringify(reading.problems));
  return { ...reading, request };
}

export const problems = (text: string, choices: InputChoices = {}): readonly InputProblem[] => paste(text, choices).problems;

export const ids = (reading: InputReading): string[][] =>
  reading.requests.map(({ candidates }) => candidates.map(({ docId }) => docId));

/** Of the request in use. */
export const texts = ({ request }: Pick<InputReading, 'request'>): string[] => request?.candidates.map(({ text }) => text) ?? [];

export const queries = (reading: InputReading): string[] => reading.requests.map(({ query }) => `${query.id}: ${query.text}`);

export const codes = (reading: InputReading): string[] => reading.notes.map(({ code }) => code);

export const places = (reading: InputReading): unknown[] =>
  reading.problems.map(({ file, line, column, code }) => [file, line, column, code]);

export const grades = (reading: InputReading): unknown =>
  Object.fromEntries([...(reading.qrels ?? [])].map(([qid, judged]) => [qid, Object.fromEntries(judged)]));
