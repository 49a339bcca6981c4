import type { ExperimentProblem } from '../../../core/experiment/plan.ts';
import type { InputFault } from '../../../core/input/problems.ts';
import type { InputRemark } from '../../../core/input/reading.ts';
import { format } from './format.ts';
import { jsonFault } from './logs.ts';
import type { ToldProblem } from './logs.ts';

const { number } = format;
const quoted = (text: string): string => JSON.stringify(text);

const REQUEST = '{"query": {"qid": "…", "text": "…"}, "candidates": [{"docid": "…", "score": 1.5, "doc": {"text": "…"}}]}';
const DOCUMENT = '{"_id": "…", "title": "…", "text": "…"}';

/** How a line of each file looks. */
const LINES = {
  run: 'A line of a run is: qid Q0 docid rank score tag.',
  qrels: 'A line of judgements is: qid 0 docid grade, or BEIR’s query-id, corpus-id, score.',
  top1000: 'A line is: qid, pid, query and passage, with tabs between.',
  table: 'Put cells that hold the separator in double quotes.',
} as const;

/** What is wrong in the input, and the next step. */
function problem(fault: InputFault): ToldProblem {
  switch (fault.code) {
    case 'empty-input':
      return { what: 'There is no text.', next: 'Paste or drop passages.' };
    case 'no-candidates':
      return {
        input: {
          what: 'No passages were found.',
          next: 'Choose another way to read it, another role for a file, or another column.',
        },
        request: { what: 'The request has no "candidates" array.', next: `A request looks like ${REQUEST}.` },
        list: { what: 'The request has no candidates.', next: 'Put at least two passages into "candidates".' },
      }[fault.where];
    case 'bad-json':
      return {
        what: `Not valid JSON: ${jsonFault(fault.fault)}.`,
        next:
          fault.readAs === 'requests'
            ? 'Correct it there, or choose another way to read the text.'
            : `An entry looks like ${DOCUMENT}.`,
      };
    case 'too-deep':
      return {
        what: `More than ${number(fault.most)} brackets stand inside each other.`,
        next: 'Take some of them out, or choose another way to read the text.',
      };
    case 'not-a-request':
      return {
        value: { what: 'This is not a RankLLM request.', next: `A request looks like ${REQUEST}.` },
        query: { what: 'The "query" is neither text nor {"text": …}.', next: `A request looks like ${REQUEST}.` },
        invocation: {
          what: 'This invocation has no "response".',
          next: 'An invocation looks like {"prompt": …, "response": "…"}.',
        },
        'empty-array': {
          what: 'The array holds nothing.',
          next: 'Put something into it, or choose another way to read the text.',
        },
        nothing: { what: 'There is no request.', next: `A request looks like ${REQUEST}.` },
      }[fault.what];
    case 'no-text':
      return fault.candidate === null
        ? { what: 'This entry has no text.', next: `An entry looks like ${DOCUMENT}.` }
        : {
            what: `Candidate ${number(fault.candidate)} has no text.`,
            next: 'Give its passage as "doc": "…" or "doc": {"text": "…"}.',
          };
    case 'bad-number': {
      const whose = fault.candidate === null ? '' : ` of candidate ${number(fault.candidate)}`;
      const written = fault.written === null ? '' : ` ${quoted(fault.written)}`;
      const kept = fault.kept ? ' The passage is kept without it.' : '';
      return {
        what: `The ${fault.number}${whose}${written} is not a number that can be read.${kept}`,
        next: fault.number === 'grade' ? 'A grade is a whole number such as 2.' : 'Write it as a number such as 12.5.',
      };
    }
    case 'no-list-marker':
      return {
        what: 'No line begins with a list marker.',
        next: 'Begin each passage with [1], 1. or -, or choose another way to read the text.',
      };
    case 'wrong-fields':
      return {
        what: `${number(fault.expected)} columns were expected, found ${number(fault.found)}.${fault.kept ? ' The row is kept.' : ''}`,
        next: LINES[fault.readAs],
      };
    case 'no-tab':
      return { what: 'The line has no tab between a name and a text.', next: 'Write it as a name, a tab and the text.' };
    case 'no-name':
      return { what: 'The qid or the pid is empty.', next: LINES.top1000 };
    case 'bad-quotes':
      return {
        what: `${fault.quote === 'unclosed' ? 'A quote opens here and never closes.' : 'A quote stands inside a quoted cell.'} The line is read as it stands.`,
        next: 'Close the quote, or write a quote inside quotes twice.',
      };
    case 'duplicate': {
      const counts = { first: 'the first one counts', last: 'the last one counts', both: 'both are kept' }[fault.counts];
      return {
        what: `${fault.query === null ? '' : `Query ${fault.query}: `}${fault.name} is named a second time; ${counts}.`,
        next:
          fault.counts === 'both'
            ? 'Name every candidate once; this one gets a number after its name.'
            : 'Take one of the two out.',
      };
    }
    case 'empty-passage': {
      const { passage } = fault;
      const which =
        passage === null
          ? 'The passage of this row'
          : typeof passage === 'number'
            ? `The passage of candidate ${number(passage)}`
            : `The passage ${passage}`;
      return {
        what: `${which} has no text. It is kept.`,
        next:
          passage === null ? 'Choose another column for the passages, or take the row out.' : 'Give its text, or take it out.',
      };
    }
    case 'missing-text':
      return {
        what: `The corpus lacks ${fault.name}, which query ${fault.query} lists. It is left out.`,
        next: 'Add its text to the corpus.',
      };
    case 'no-corpus':
      return {
        what: fault.run
          ? 'The run names passages; their texts are not here.'
          : 'There are judgements or queries, but no passages.',
        next: `Add the passages: a corpus as JSON Lines (${DOCUMENT}) or name, tab, text.`,
      };
    case 'no-run':
      return {
        what: `There is neither a run nor judgements, and ${number(fault.passages)} passages are too many to be the candidates of every query.`,
        next: 'Add a run (qid Q0 docid rank score tag), or fewer passages.',
      };
    case 'too-large':
      return {
        what: `The file has ${number(fault.mebibytes)} MiB: more than a browser can hold as one text.`,
        next: 'Cut it into files below 500 MiB.',
      };
  }
}

const some = (names: readonly string[], count: number): string => `${names.join(', ')}${count > names.length ? ', …' : ''}`;

/** In what way the input was read that the person should know of. */
function remark(found: InputRemark): string {
  switch (found.code) {
    case 'nul-characters':
      return 'The text held NUL characters: each is read as a space.';
    case 'broken-characters':
      return 'The text held broken characters (half of a surrogate pair): each is read as �.';
    case 'before-json':
      return `What stands before line ${number(found.line)} is no JSON and was left out.`;
    case 'before-list':
      return `What stands before line ${number(found.line)} has no list marker and was left out.`;
    case 'unnamed-candidates':
      return `Candidates without a docid: ${number(found.count)}. They are named p1, p2, … by their place.`;
    case 'renamed-docids':
      return `Docids used more than once: the later ones are now called ${some(found.names, found.count)}.`;
    case 'empty-passages':
      return `Passages without text: ${some(found.names, found.count)}.`;
    case 'result-order':
      return 'These are results: candidates stand in the order the earlier run ended with.';
    case 'from-prompts':
      return 'The file has no candidates: passages are taken from the prompts, as they were cut there, and named p1, p2, ….';
    case 'no-prompt-passages':
      return 'No passages could be found in the prompts of some invocations.';
    case 'rank-differs':
      return `Queries in which the run’s rank column tells another order than its scores: ${number(found.count)}. The scores count, as in trec_eval.`;
    case 'judged-only':
      return 'There is no run: the candidates of a query are its judged passages, in the corpus’s order. Measures are then too good.';
    case 'whole-corpus':
      return `There is no run: every query has the whole corpus of ${number(found.count)} passages as its candidates.`;
    case 'unknown-queries':
      return `Queries without judgements: ${number(found.count)}.`;
    case 'queries-without-text':
      return `Queries without a text: ${number(found.count)}.`;
    case 'judged-without-text':
      return `Judged queries that have no text here: ${number(found.count)}. They are not ranked, and no measure counts them.`;
    case 'no-overlap':
      return found.of === 'queries'
        ? 'The judgements know none of these queries: nothing can be measured. They may belong to another collection.'
        : 'None of the judged passages is among the candidates of its query: every measure would be 0. The judgements may belong to another collection.';
    case 'excluded-passages':
      return `Candidates left out because their queries exclude them: ${number(found.count)}.`;
    case 'endless-scores':
      return `Queries in which the run has infinite scores: ${number(found.count)}. They order the list; the passages are shown without them.`;
    case 'unknown-json':
      return 'This JSON is nothing that can be ranked or measured; it is left alone. Choose a role for it if it should be used.';
    case 'restarted-list':
      return `The numbers of the list begin again on line ${found.lines.map(number).join(', ')}${found.count > found.lines.length ? ', …' : ''}: all items are passages.`;
    case 'before-table':
      return `What stands before line ${number(found.line)} is not part of the table and was left out.`;
    case 'after-table':
      return `What stands from line ${number(found.line)} on is not part of the table and was left out.`;
    case 'per-cent':
      return 'Numbers with a sign of per cent are read as hundredths: 85% is 0.85.';
    case 'decimal-commas':
      return 'Numbers are read with a comma before their decimals.';
    case 'unused-file':
      return 'This file is not used. Choose another role for it if it should be.';
    case 'unused-choice':
      return found.choice === 'query'
        ? 'The chosen query is not in the input; another one is used.'
        : 'The input cannot be read in the chosen format; it is read in another one.';
    case 'no-text-column':
      return 'No column is chosen for the passages. Choose one.';
    case 'quotes-off':
      return `From line ${number(found.line)} on quotes are read as plain characters: too many of them do not close.`;
    case 'cut-document':
      return `The document is cut into passages of at most ${number(found.words)} words; each repeats up to ${number(found.overlap)} words of the one before.`;
    case 'uncut-document':
      return `The text is one passage of ${number(found.characters)} characters. Read it as a document to cut it into passages.`;
  }
}

/** What could not be read in the input, and how what could be was read. */
export const problems = {
  problems: 'Problems in the passages',
  place: ({ file, line, column }: { readonly file: string | null; readonly line: string; readonly column: string | null }) =>
    `${file === null ? 'Line' : `${file}, line`} ${line}${column === null ? '' : `, column ${column}`}`,
  problem,
  remark,
};

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
