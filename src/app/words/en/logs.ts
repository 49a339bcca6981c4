import type { ExperimentProblem } from '../../../core/experiment/plan.ts';
import type { ShareProblem } from '../../../core/export/share-link.ts';
import type { JsonFault, JsonProblem } from '../../../core/input/json.ts';
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

const expected = (found: Extract<LogFileProblem, { readonly code: 'not-a-log' }>): string =>
  found.what === 'empty' ? 'an event' : found.expected;

/** What is wrong with a run log, and the next step. */
function problem(found: LogFileProblem): ToldProblem {
  switch (found.code) {
    case 'bad-json':
      return {
        what: jsonProblem(found.problem),
        next: 'The file may have been cut off or changed. Export the log again, or open another file.',
      };
    case 'not-a-log':
      return {
        other: {
          what: `This is no Glassrank log: ${expected(found)} was expected here.`,
          next: 'Open a file that “Save log (JSON)” wrote; lists and runs of other programs belong into the input field.',
        },
        changed: {
          what: `The log is not whole: ${expected(found)} was expected here.`,
          next: 'The file was changed after it was saved. Export the log again.',
        },
        empty: { what: 'The log holds no events.', next: 'Export the log of a run that has begun.' },
      }[found.what];
    case 'newer-schema':
      return {
        what: `This log has schema ${found.schema}; this version reads schema ${found.reads}.`,
        next: 'Open it with the version of Glassrank that wrote it, or a newer one.',
      };
    case 'bad-event':
      return {
        what: `Event ${number(found.index)} does not fit: ${found.expected} was expected here${found.path === '' ? '' : ` (${found.path})`}.`,
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

/** Why an experiment cannot be planned or read, and the next step. The command line says it too. */
export function experimentProblem(found: ExperimentProblem): ToldProblem {
  switch (found.code) {
    case 'no-configurations':
      return { what: 'There is nothing to run.', next: 'Add a configuration.' };
    case 'duplicate':
      return { what: `${found.name} stands there twice.`, next: 'Name every configuration and every query once.' };
    case 'no-topics':
      return {
        what: found.queries ? 'None of the queries is judged.' : 'There are no queries.',
        next: 'Add a run or a corpus with queries whose names the judgements know.',
      };
    case 'bad-depth':
      return { what: `The depth is ${found.depth}.`, next: 'Give a whole number from 1.' };
    case 'no-method':
      return {
        what: `${found.configuration} has no method in which ${found.setting} could be varied.`,
        next: 'Choose a preset for it.',
      };
    case 'bad-json':
      return found.leftOut
        ? { what: 'This line is not JSON; it is left out.', next: 'Run the experiment on: that cell is run again.' }
        : { what: 'The first line is not JSON.', next: 'Open an experiment that Glassrank exported.' };
    case 'not-an-experiment':
      return found.field === null
        ? { what: 'The first line is no plan of an experiment.', next: 'Open an experiment that Glassrank exported.' }
        : { what: `The plan’s field “${found.field}” does not fit.`, next: 'The file was changed. Export it again.' };
    case 'newer-schema':
      return {
        what: `This experiment has schema ${found.schema}; this version reads schema ${found.reads}.`,
        next: 'Open it with the version of Glassrank that wrote it, or a newer one.',
      };
    case 'bad-cell':
      return {
        what:
          found.field === null
            ? 'This cell is not of the plan; it is left out.'
            : `The cell’s field “${found.field}” does not fit; it is left out.`,
        next: 'Run the experiment on: what lacks is run again.',
      };
    case 'cut-off':
      return { what: 'The last line was cut off; it is left out.', next: 'Run the experiment on: that cell is run again.' };
  }
}
