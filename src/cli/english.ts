import { experimentProblem } from '../app/words/en/problems.ts';
import type { ExperimentProblem } from '../core/experiment/plan.ts';
import type { RowProblem } from '../core/measure/rows.ts';
import type { ErrorInfo } from '../core/errors.ts';
import type { RunEvent } from '../core/log/event.ts';
import type { NodeEncoderProblem } from '../instant/node-encoder.ts';
import type { ModelPlace } from './world.ts';

/** What is wrong with an experiment, and the next step: the page's own English words. */
export function inEnglish(problem: ExperimentProblem): string {
  const { what, next } = experimentProblem(problem);
  return `${what} ${next}`;
}

/** Why a line of a run or of judgements is refused. The page reads past such lines and says something else of them. */
export function rowInEnglish(found: RowProblem, file: 'run' | 'qrels'): string {
  switch (found.code) {
    case 'wrong-fields':
      return `expected ${found.expected} columns, found ${found.found}`;
    case 'bad-number': {
      const number = file === 'run' ? 'a score, which is a finite number' : 'a grade, which is a whole number';
      return `${JSON.stringify(found.written)} is not ${number}`;
    }
    case 'duplicate':
      return `query ${found.qid} ${file === 'run' ? 'lists' : 'judges'} ${found.docid} a second time`;
  }
}

/** Why there is no sentence encoder, and the next step. */
export function encoderInEnglish(problem: NodeEncoderProblem): string {
  return `Words alone (BM25) order the list, as the sentence encoder is not there: ${why(problem)}`;

  function why(found: NodeEncoderProblem): string {
    switch (found.code) {
      case 'no-folder':
        return found.folder === null
          ? 'the package does not hold it. Clone the project and name its folder: --encoder CLONE/public/models/all-minilm-l6-v2-int8 (or --encoder none).'
          : `there is no manifest.json in ${found.folder}. Name the folder all-minilm-l6-v2-int8 of a clone's public/models (or --encoder none).`;
      case 'other-encoder':
        return `${found.folder} holds another encoder than this version's. Name the folder of a clone of the same version.`;
      case 'bad-file':
        return `${found.file} in ${found.folder} ${found.detail === null ? 'is damaged: its hash is another one' : `cannot be read (${found.detail})`}. Restore it from a clone of the same version.`;
      case 'no-runtime':
        return 'nothing that runs it is installed. npm install onnxruntime-node (fast), or onnxruntime-web (the WebAssembly that the page uses), beside glassrank.';
      case 'no-tokenizer':
        return 'its tokenizer is not installed. npm install @huggingface/tokenizers beside glassrank.';
      case 'failed':
        return `it could not be started (${found.detail}).`;
    }
  }
}

/** What became of a model, and the next step. `place` null: no server is asked. */
export function errorInEnglish({ code, message }: ErrorInfo, place: ModelPlace | null): string {
  const next = place === null ? undefined : NEXT_STEPS[code]?.(place);
  return `${message}${/[.!?…]$/.test(message) ? '' : '.'}${next === undefined ? '' : ` ${next}`}`;
}

const NEXT_STEPS: Partial<Record<ErrorInfo['code'], (place: ModelPlace) => string>> = {
  'server-unreachable': ({ address }) => `Is the server running at ${address}? Start it, or name another with --server.`,
  'no-api': ({ address }) =>
    `${address} speaks no OpenAI-compatible protocol. Name the server's own address, such as http://127.0.0.1:8080.`,
  unauthorised: ({ key }) =>
    key === null
      ? 'Name the variable that holds the key: --key-env VAR.'
      : 'The server refused the key. Look at the variable that --key-env names.',
  'model-not-served': () => 'Name a model that the server has: --model NAME.',
  'server-busy': () => 'Try again later, or with a smaller --parallel.',
  'server-silent': () => 'Look at the server’s own log; try again.',
  'server-broke-off': () => 'Look at the server’s own log; try again.',
  'context-overflow': () => 'Take fewer or shorter passages: --window, --words.',
};

/** While a server sends nothing of what it is asked for. */
export const SILENT_IN_ENGLISH =
  'Nothing has come from the server for ten seconds. It may be reading a long prompt or be busy with others.';

/** What happened between the command and its model. */
export function noticeInEnglish({
  window,
  code,
  attempt,
  of,
  waitMs,
  status,
}: Extract<RunEvent, { type: 'model-notice' }>): string {
  const what = {
    busy: 'the server is busy',
    unreachable: 'the server does not answer',
    'broke-off': 'the answer broke off and is gone on with',
    repeated: 'the answer named something twice and is asked for anew from there',
  }[code];
  const wait = waitMs > 0 ? `, next try in ${(waitMs / 1000).toFixed(1)} s` : '';
  return `Call ${window + 1}: ${what}${status === undefined ? '' : ` (${status})`}, ${attempt} of ${of}${wait}.`;
}
