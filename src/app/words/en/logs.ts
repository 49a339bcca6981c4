import type { ShareProblem } from '../../../core/export/share-link.ts';
import type { JsonFault, JsonProblem } from '../../../core/input/json.ts';
import type { LogExpected } from '../../../core/log/check.ts';
import type { LogFileProblem } from '../../../core/log/file.ts';
import type { OpenedNote } from '../../../core/log/invocations.ts';
import { format } from './format.ts';

/** A problem in words: what is wrong, and what to do about it. */
export interface ToldProblem {
  readonly what: string;
  readonly next: string;
}

const { number } = format;
const quoted = (text: string): string => JSON.stringify(text);

/** What is wrong with a JSON text, as the end of a sentence. */
export function jsonFault(fault: JsonFault): string {
  switch (fault.type) {
    case 'expected': {
      const wanted = fault.marks.length === 0 ? 'a value' : fault.marks.map(quoted).join(' or ');
      const found = fault.found === null ? 'the text ends' : `${quoted(fault.found)} stands here`;
      return `${fault.marks.join() === '"' ? 'a name in double quotes' : wanted} was expected, but ${found}`;
    }
    case 'endless-string':
      return 'the string that begins here never ends';
    case 'unknown-escape':
      return 'JSON does not know this escape';
    case 'bare-control':
      return 'a line break or control character stands inside a string';
    case 'after-end':
      return `${quoted(fault.found)} stands after the end of the value`;
  }
}

/** Why a text is not JSON, as a sentence. */
export function jsonProblem(problem: JsonProblem): string {
  switch (problem.code) {
    case 'bad-json':
      return `This is not JSON: ${jsonFault(problem.fault)}.`;
    case 'too-deep':
      return `More than ${number(problem.most)} brackets stand inside each other.`;
    case 'not-a-request':
      return 'The array holds nothing.';
  }
}

/** What should stand at a place of a log. */
function expected(wanted: LogExpected): string {
  switch (wanted.code) {
    case 'whole-number':
      return wanted.least === null ? 'a whole number' : `a whole number from ${number(wanted.least)}`;
    case 'one-of':
      return `one of ${wanted.words.join(', ')}`;
    case 'value':
      return wanted.value;
    case 'field':
      return `an object with the field “${wanted.name}”`;
    case 'stretch':
      return `a stretch of the ${number(wanted.places)} places`;
    case 'next-window':
      return `window ${number(wanted.window)} (counted from 0), after the end of the one before,`;
    case 'time':
      return `no time before ${number(wanted.least)} ms`;
    default:
      return {
        text: 'a text',
        'true-or-false': 'true or false',
        number: 'a number',
        amount: 'a number from 0',
        'text-or-number': 'a text or a number',
        list: 'a list',
        map: 'a map',
        object: 'an object',
        'distinct-texts': 'a list of texts that differ',
        'distinct-ids': 'a list of configurations with ids that differ',
        'at-least-one': 'a list with at least one entry',
        'two-whole-numbers': 'two whole numbers from 0',
        'other-docid': 'a docid that no other passage has',
        'one-start': 'one run-start only, at the beginning,',
        'every-passage-once': 'every passage of the request exactly once',
        'numbered-passage': 'a passage of the request, numbered by its place,',
        'begun-window': 'a window that has begun',
        'open-window': 'the window that is open',
        nothing: 'nothing more after the run-end',
      }[wanted.code];
  }
}

/** What is wrong with a run log, and the next step. */
function problem(found: LogFileProblem): ToldProblem {
  switch (found.code) {
    case 'bad-json':
      return {
        what: jsonProblem(found.problem),
        next: 'The file may have been cut off or changed. Export the log again, or open another file.',
      };
    case 'not-a-log':
      if (found.what === 'empty') return { what: 'The log holds no events.', next: 'Export the log of a run that has begun.' };
      return {
        other: {
          what: `This is no Glassrank log: ${expected(found.expected)} was expected here.`,
          next: 'Open a file that “Save log (JSON)” wrote; lists and runs of other programs belong into the input field.',
        },
        changed: {
          what: `The log is not whole: ${expected(found.expected)} was expected here.`,
          next: 'The file was changed after it was saved. Export the log again.',
        },
      }[found.what];
    case 'newer-schema':
      return {
        what: `This log has schema ${found.schema}; this version reads schema ${found.reads}.`,
        next: 'Open it with the version of Glassrank that wrote it, or a newer one.',
      };
    case 'bad-event':
      return {
        what: `Event ${number(found.index)} does not fit: ${expected(found.expected)} was expected here${found.path === '' ? '' : ` (${found.path})`}.`,
        next:
          found.shown === 0
            ? 'The file was changed after it was saved. Export the log again.'
            : `The ${number(found.shown)} events before it are shown; ${number(found.leftOut)} are left out.`,
      };
    case 'unknown-events':
      return {
        what: `${number(found.count)} of the events are of a kind that this version does not know.`,
        next: 'They are kept in the log and shown by the version that wrote them.',
      };
    case 'no-end':
      return { what: 'The log ends before the run does.', next: 'It is shown as far as it goes.' };
    case 'half-characters':
      return {
        what: `${number(found.count)} of the texts hold half a character, which no screen can show.`,
        next: 'A replacement mark (\ufffd) stands in its place.',
      };
    case 'unreadable-method':
      return {
        what:
          found.what === 'left-out'
            ? 'The prompt and the strategy that this log names cannot be read.'
            : 'What this log says of samples, waits and early stops cannot be read.',
        next:
          found.what === 'left-out'
            ? 'The run is shown without them, as one of the model’s own prompt.'
            : 'The run is shown as one of plain calls.',
      };
  }
}

/** What an opened log lacks, or what was changed in it. */
function note(found: OpenedNote): string {
  switch (found.code) {
    case 'times-unknown':
      return 'RankLLM stores no times: every event stands at 0:00, and rates are 0.';
    case 'model-unknown':
      return 'RankLLM stores no model in this file.';
    case 'settings-unknown':
      return 'RankLLM stores no settings: window size and stride are read off the prompts.';
    case 'tokens-unknown':
      return 'Some calls have no token counts: they stand as 0.';
    case 'other-final-order':
      return 'The candidates of the file stand in neither the first nor the last order of these calls.';
    case 'changed-model':
      return 'The model named in this log was changed after it was saved.';
    case 'changed-request':
      return 'The query or the passages of this log were changed after it was saved.';
    case 'changed-prompts':
      return `Prompts of this log were changed after it was saved: of window ${found.windows.map((window) => number(window + 1)).join(', ')}.`;
    default: {
      const { what, next } = problem(found);
      return `${what} ${next}`;
    }
  }
}

/** Why a shared link cannot be opened, and the next step. */
function link(found: ShareProblem): ToldProblem {
  const next = 'Ask for the link again, or for the run as a file.';
  switch (found.code) {
    case 'other-version':
      return {
        what: 'The link was made by another version of this page.',
        next: 'Reload the page to get its newest version, or ask for the run as a file.',
      };
    case 'too-large':
      return {
        what:
          found.unit === 'characters'
            ? `The link has ${number(found.size)} characters; this page writes at most ${number(found.most)}.`
            : `The link unfolds to ${number(found.size)} bytes; at most ${number(found.most)} are opened from a link.`,
        next,
      };
    case 'damaged':
      return {
        what: {
          cut: 'The link is not whole: a part of it is missing.',
          'check-sum': 'The link is damaged: its contents do not match their check sum.',
          packing: 'The link is damaged: its contents cannot be unpacked.',
        }[found.how],
        next,
      };
    case 'not-a-log':
      return { what: 'The link holds no run that can be shown.', next };
  }
}

/** Logs and links that are opened: what is wrong with them, what they lack, what was changed in them. */
export const logs = { problem, note, link };
