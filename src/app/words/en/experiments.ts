import type { ExperimentProblem } from '../../../core/experiment/plan.ts';
import type { ToldProblem } from './logs.ts';

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
