import type { Question } from '../answer/shape.ts';
import { refusal } from '../errors.ts';
import type { ErrorInfo } from '../errors.ts';
import type { RunSettings } from '../log/event.ts';
import type { DocId } from '../request.ts';
import type { StrategySpec } from '../strategy/index.ts';
import type { SettingProblem } from './settings.ts';

/** Why a run cannot begin: a code with its values. The page words it in four languages, `describeProblem` in English for logs and the command line. */
export type RunProblem =
  | SettingProblem
  /** Two passages have this docid. */
  | { readonly code: 'repeated-docid'; readonly docId: DocId }
  /** The first stage's order is no permutation of the passages. */
  | { readonly code: 'first-stage-order' }
  /** The first stage gives some passage no finite score. */
  | { readonly code: 'first-stage-scores' }
  /** The first stage does not say of every passage where its window starts, or null. */
  | { readonly code: 'first-stage-windows' }
  /** The prompt's answers are not what the strategy needs. */
  | {
      readonly code: 'other-question';
      readonly prompt: string;
      readonly question: Question;
      readonly strategy: StrategySpec['type'];
      readonly asked: Question;
    }
  /** Scores have no first token that orders passages. */
  | { readonly code: 'scores-unwritten'; readonly prompt: string }
  /** The method needs to know how likely tokens are, and the model does not say. */
  | { readonly code: 'no-likelihoods' }
  /** The order is to be read, and the prompt has no reading scores, or the settings turn them off, or whatever runs the model does not read passage by passage, or its vocabulary does not allow it. */
  | { readonly code: 'no-reading'; readonly prompt: string; readonly lacks: 'prompt' | 'setting' | 'engine' | 'model' }
  /** A free thought can neither be sent on nor stopped early. */
  | { readonly code: 'free-thought' }
  /** The model writes what it likes: it cannot be held to an answer's form. */
  | { readonly code: 'cannot-be-held'; readonly answerMode: RunSettings['answerMode'] }
  /** The prompt begins the model's turn or is plain text to go on from, and the model takes whole conversations only. */
  | { readonly code: 'cannot-go-on'; readonly prompt: string }
  /** A run that was broken off is to go on, and the model that is loaded is another one, or the prompts of its finished windows are not those that would be sent now. */
  | { readonly code: 'cannot-resume'; readonly differs: 'model' | 'prompt' };

const NO_READING: Readonly<Record<Extract<RunProblem, { readonly code: 'no-reading' }>['lacks'], string>> = {
  prompt: 'the prompt has no scores there; choose another answer mode',
  setting: 'the setting reading is off; set it to list or apart',
  engine: 'what runs this model does not read passage by passage; choose another answer mode',
  model:
    'this model’s vocabulary lacks the prompt’s two tokens or joins a passage’s end with what follows; choose another answer mode',
};

/** A problem as one English line, for whoever has no page: run logs, the command line, users of the library. */
export function describeProblem(problem: RunProblem): string {
  switch (problem.code) {
    case 'out-of-range': {
      const { field, kind, found, least, most } = problem;
      return `${field} must be a ${kind === 'whole' ? 'whole ' : ''}number from ${least} to ${most}, got ${found}`;
    }
    case 'not-a-choice':
      return `${problem.field} must be ${problem.among.join(' or ')}, got ${problem.found}`;
    case 'repeated-docid':
      return `two passages have the docid ${JSON.stringify(problem.docId)}`;
    case 'first-stage-order':
      return 'the first stage’s order is no permutation of the passages';
    case 'first-stage-scores':
      return 'the first stage must give every passage one finite score';
    case 'first-stage-windows':
      return 'the first stage must say of every passage where its window starts, or null';
    case 'other-question':
      return `the prompt ${problem.prompt} asks for ${problem.question}, and the strategy ${problem.strategy} needs ${problem.asked}`;
    case 'scores-unwritten':
      return `scores cannot be read from the first token; ${problem.prompt} needs another answer mode`;
    case 'no-likelihoods':
      return 'this model does not say how likely its tokens are, which the first-token order and early stops by beliefs need';
    case 'no-reading':
      return `the order is to be read at the passages’ ends, but ${NO_READING[problem.lacks]}`;
    case 'free-thought':
      return 'a free thought can neither be sent on nor stopped early; choose a held answer mode';
    case 'cannot-be-held':
      return `this model cannot be held to an answer’s form, so answerMode ${problem.answerMode} is not to be had; take free`;
    case 'cannot-go-on':
      return `this model takes whole conversations only, and the prompt ${problem.prompt} begins its answer for it`;
    case 'cannot-resume':
      return `the finished windows had another ${problem.differs}; rank anew`;
  }
}

/** The error of a run that cannot begin. Its `details` are the problem, so that whoever shows it can say it in another language (`refusal.ts`); lists become texts. */
export function refusedRun(problem: RunProblem): ErrorInfo {
  const { code, ...values } = problem;
  const told = Object.entries(values).map(([name, value]) => [name, typeof value === 'number' ? value : String(value)]);
  return refusal(describeProblem(problem), { problem: code, ...(Object.fromEntries(told) as Record<string, string | number>) });
}
