import type { Preset } from '../../../core/preset/preset.ts';
import type { PresetFileFault, PresetNote } from '../../../core/preset/problem.ts';
import { counted, format } from './format.ts';
import { jsonProblem } from './logs.ts';
import { method } from './method.ts';

/** The fields of a preset that the editor names. */
type PresetFieldName =
  | 'title'
  | 'source'
  | 'models'
  | 'question'
  | 'completion'
  | 'role'
  | 'content'
  | 'each'
  | 'passage'
  | 'separator'
  | 'titled'
  | 'escape'
  | 'cutMost'
  | 'cutUnit'
  | 'cutFrom'
  | 'prefill'
  | 'thinks'
  | 'thoughtOpen'
  | 'thoughtClose'
  | 'thoughtTokens'
  | 'answerType'
  | 'open'
  | 'close'
  | 'labelBefore'
  | 'labelAfter'
  | 'numerals'
  | 'answerSeparator'
  | 'ties'
  | 'tie'
  | 'yes'
  | 'no'
  | 'least'
  | 'most'
  | 'temperature'
  | 'topP'
  | 'topK'
  | 'parser'
  | 'fallback'
  | 'priorWeight';

/** Copies of prompts: making, editing, saving and reading them. Problems and notes come from the prompt room in English. */
export const preset = {
  copy: 'Make an editable copy',
  copyTitle: (title: string) => `${title} (copy)`,
  edit: 'Edit',
  remove: 'Delete',
  removed: (title: string) => `“${title}” was deleted.`,
  undo: 'Undo',
  save: 'Save this prompt',
  saveJson: 'as JSON',
  saveYaml: 'as RankLLM YAML',
  open: 'Open a prompt file',
  openHint: 'JSON saved here, or a RankLLM template (YAML)',
  editing: (title: string) => `Edit: ${title}`,
  close: 'Done',
  sound: 'Nothing is wrong with it.',
  problems: counted({ one: '# problem', other: '# problems' }),
  lastSound: 'Runs use the last version without problems. What stands here is kept.',
  refused: (name: string) => `“${name}” could not be read as a prompt.`,
  opened: (title: string) => `“${title}” is now among yours.`,
  notes: 'What the file’s form cannot say',
  noReader: 'The part of the page that reads and writes this form could not be fetched. Try again once you are online.',
  noYaml: 'This prompt cannot be written as a RankLLM template.',
  placeholders:
    'Names in curly brackets are filled in: {query}, {passages}, {count}, {take}; in a message repeated for each passage also {identifier} and {text}.',
  groups: {
    about: 'About',
    messages: 'Messages',
    passage: 'A passage',
    thought: 'Thought',
    answer: 'Answer',
    rest: 'Sampling and reading',
  },
  fields: {
    title: 'Name',
    source: 'Source',
    models: 'Models made with it, one a line',
    question: 'Question',
    completion: 'Plain text, without a conversation template',
    role: 'Role',
    content: 'Text',
    each: 'Repeated for each passage',
    passage: 'How it is shown',
    separator: 'Between passages',
    titled: 'With a title',
    escape: 'Look-alikes of labels',
    cutMost: 'Keep at most',
    cutUnit: 'counted in',
    cutFrom: 'Which part',
    prefill: 'The answer’s turn begins with',
    thinks: 'It thinks first',
    thoughtOpen: 'Opens with',
    thoughtClose: 'Closes with',
    thoughtTokens: 'Tokens at most',
    answerType: 'Form',
    open: 'Before the answer',
    close: 'After it',
    labelBefore: 'Before a label',
    labelAfter: 'After a label',
    numerals: 'Labels are',
    answerSeparator: 'Between labels',
    ties: 'Ties can be written',
    tie: 'Between tied labels',
    yes: 'Word for yes',
    no: 'Word for no',
    least: 'Least number',
    most: 'Greatest number',
    temperature: 'Temperature, as published',
    topP: 'Top-p, as published',
    topK: 'Top-k, as published (0 = all)',
    parser: 'Reading of free answers',
    fallback: 'Where no answer can be read',
    priorWeight: 'Weight of the first stage',
  } satisfies Record<PresetFieldName, string>,
  escapes: { marks: 'ours: all marks neutralised', brackets: '[3] becomes (3)', none: 'left as they are' } satisfies Record<
    Preset['escape'],
    string
  >,
  units: { words: 'words', characters: 'characters', tokens: 'tokens' } satisfies Record<Preset['cut']['unit'], string>,
  from: { best: 'nearest the query', start: 'from the beginning' } satisfies Record<Preset['cut']['from'], string>,
  roles: { system: 'system', user: 'user', assistant: 'assistant' },
  answers: {
    order: 'order',
    best: 'one label',
    select: 'a few labels',
    scores: 'scores as JSON',
    word: 'yes or no',
    grade: 'yes or no with a number',
  } satisfies Record<Preset['answer']['type'], string>,
  numerals: { numbers: 'numbers', letters: 'letters' },
  message: (number: number) => `Message ${format.number(number)}`,
  addMessage: 'Add a message',
  removeMessage: 'Remove this message',
  asText: 'exactly',
};

const { number } = format;
const or = (words: readonly string[]): string => words.join(' or ');
const inBraces = (names: readonly string[]): string => names.map((name) => `{${name}}`).join(', ');

/** What is wrong with a prompt or its file: one sentence on what, one on what to do. */
function problem(fault: PresetFileFault): string {
  const { path: at = '' } = fault as { readonly path?: string };
  const path = at === '' ? 'The preset' : at;
  switch (fault.code) {
    case 'not-text':
      return `${path} must be a text. Put it between double quotes.`;
    case 'not-a-number':
      return `${path} must be a number. Write it without quotes.`;
    case 'not-true-or-false':
      return `${path} must be true or false. Write one of them without quotes.`;
    case 'not-a-list':
      return `${path} must be a list. Put it between square brackets.`;
    case 'not-an-object':
      return `${path} must be an object. Put its fields between curly brackets.`;
    case 'not-one-of':
      return `${path} must be one of ${fault.among.join(', ')}. Write one of them between double quotes.`;
    case 'missing-field':
      return `${path} is missing. Add it.`;
    case 'unknown-field':
      return `${path} is not known here. Correct its name or remove it.`;
    case 'empty':
      return `${path} is empty. Write something there.`;
    case 'bad-id':
      return 'An id may hold only letters, digits, dots, dashes and underscores. Take out the rest.';
    case 'out-of-range': {
      const { kind, found, least, most, above } = fault;
      const from = above === true ? `above ${number(least)}` : `at least ${number(least)}`;
      const range = most === null ? from : `${from} and at most ${number(most)}`;
      return `${path} must be a ${kind === 'whole' ? 'whole ' : ''}number, ${range}. Change ${found}.`;
    }
    case 'unknown-name':
      return `{${fault.name}} means nothing in ${path}. Use one of ${inBraces(fault.known)}, or take it out.`;
    case 'not-once':
      return `${path} must hold {${fault.name}} once; it stands there ${number(fault.times)} times. Correct it.`;
    case 'no-query':
      return 'No message holds {query}. Put it where the query belongs.';
    case 'no-passages':
      return 'No message shows the passages. Put {passages} into one, or {text} into one that is repeated for each passage.';
    case 'no-take':
      return 'No message says how many to choose. Put {take} into one.';
    case 'passages-repeated':
      return `The passages are shown ${number(fault.times)} times. Keep one {passages} or one {text}.`;
    case 'needless-take':
      return `A prompt that ${method.asks[fault.question]} has no number to take. Take out {take}.`;
    case 'no-identifier':
      return 'Passages are shown without {identifier}, so an answer could not name them. Put it before {text}.';
    case 'no-message':
      return 'There is no message. Add one of the role user.';
    case 'system-not-first':
      return 'Only the first message, shown once, can be a system message. Make it a user message.';
    case 'last-not-user':
      return 'The last message must be the user’s: the model answers it. What the answer begins with has a field of its own.';
    case 'completion-turns':
      return 'Plain text is one message, shown once. Join them, or choose a conversation.';
    case 'best-needs-words':
      return 'The part nearest the query is found in words only. Count in words, or keep the beginning.';
    case 'equal-tags':
      return 'The thought opens and closes with the same text, so its end cannot be told. Give them different texts.';
    case 'other-answer':
      return `A prompt that ${method.asks[fault.question]} is answered in the form ${or(fault.among.map((type) => preset.answers[type]))}, not ${preset.answers[fault.found]}. Change the form or the question.`;
    case 'other-strategy':
      return `A prompt that ${method.asks[fault.question]} cannot serve the strategy ${method.strategies[fault.found].name}. Take one of ${fault.among.map((type) => method.strategies[type].name).join(', ')}.`;
    case 'bare-labels':
      return 'Labels in a JSON answer need a text beside the number. Write [ and ] before and after it.';
    case 'tie-is-separator':
      return 'What stands between tied labels must be a text of its own. Change it, or choose a form without ties.';
    case 'words-alike':
      return 'One of the two words begins with the other, so they cannot be told apart. Take two different words.';
    case 'range-reversed':
      return 'The greatest number must be greater than the least. Change one of them.';
    case 'passages-endless':
      return 'Scores are read at each passage’s end: put all passages into one message, with the separator behind each, the last one too.';
    case 'two-tokens':
      return 'A score is told between two tokens that differ. Write two, and not the same.';
    case 'too-many-letters':
      return `Letters name ${number(fault.most)} passages and ${number(fault.shown)} are shown at once. Show fewer or take numbers.`;
    case 'too-large':
      return `A prompt’s file has ${format.bytes(fault.most)} at most, and this one has ${format.bytes(fault.bytes)}. Open the prompt itself; texts to be ranked go into the input.`;
    case 'not-json':
      return `${jsonProblem(fault.problem)} Correct the line.`;
    case 'not-yaml':
      return `This is not YAML: ${fault.reason}. Correct the line.`;
    case 'not-a-template':
      return `A template is a list of names with texts. Begin with ${fault.begin}.`;
    case 'section-name':
      return 'A section’s name must be a text. Correct it.';
    case 'section-not-text':
      return `The section ${fault.section} must be a text. Put it between double quotes or after a |.`;
    case 'no-section':
      return `The section ${fault.section} is missing. Add it: it shows a passage.`;
    case 'no-method':
      return `The section method is missing. Add one of ${fault.known.join(', ')}.`;
    case 'other-method':
      return `The method ${fault.method} has no counterpart here. These can be read: ${fault.known.join(', ')}.`;
    case 'nothing-filled':
      return `RankLLM fills nothing into ${fault.section}; this word in braces would be a name here. Take out its braces.`;
    case 'no-counterpart':
      return `{${fault.name}} has no counterpart in the section ${fault.section}. ${fault.known.length === 0 ? 'No name is filled in there: take it out.' : `Use ${inBraces(fault.known)}, or double its braces.`}`;
    case 'single-brace':
      return `A single ${fault.brace} in the section ${fault.section} is no Python format. Double it.`;
    case 'doubled-braces':
      return `Doubled braces around a word in the section ${fault.section} would be filled in here. Write the word without them.`;
    case 'preset':
      return problem(fault.problem);
  }
}

/** What was guessed or left out on the way from or into a RankLLM template. */
function note(found: PresetNote): string {
  switch (found.code) {
    case 'section-left-out':
      return `The section ${found.section} was left out: it has no counterpart here.`;
    case 'rank-llm-defaults':
      return 'Taken from RankLLM’s defaults: 300 words of each passage, windows of 20 with stride 10, temperature 0, no thought.';
    case 'bucket-for-score':
      return 'The first stage’s score is shown as a bucket from 0 to 9, not with three decimals.';
    case 'yes-no-assumed':
      return 'The answer is taken to be yes or no: a pointwise template does not say it.';
    case 'answer-assumed':
      return 'The form of the answer could not be read from the two expressions; [2] > [1] is assumed.';
    case 'plain-text':
      return 'RankLLM’s templates are conversations; this prompt is plain text that is continued.';
    case 'other-question':
      return `RankLLM’s templates ask for a whole order or about one passage; this prompt ${method.asks[found.question]}.`;
    case 'more-messages':
      return 'RankLLM’s single-turn template has one message beside the system’s; this prompt has more.';
    case 'other-turns':
      return 'RankLLM’s multi-turn template is: user and assistant before the passages, user and assistant for each, user at the end. This prompt takes other turns.';
    case 'other-pointwise':
      return 'RankLLM’s pointwise template has one message that shows one passage; this prompt has another form.';
    case 'passages-not-once':
      return 'The passages are not shown once in the one message, as RankLLM’s template needs it.';
    case 'left-out':
      return 'Left out, as a template has no place for it: name, source, models, strategy, sampling, fallback.';
    case 'ties-plain':
      return 'RankLLM reads ties as a plain order.';
    case 'words-unsaid':
      return 'RankLLM’s pointwise template does not say which two words answer it.';
    case 'score-for-bucket':
      return 'RankLLM writes the first stage’s score itself, not its bucket from 0 to 9: the body holds {score} there.';
    case 'separator-at-end':
      return 'RankLLM writes the passages’ separator also after the last one; this prompt has none there.';
    case 'system-as-it-is':
      return 'RankLLM fills nothing into the system message: its names in curly brackets stand there as they are.';
    case 'thought-tokens':
      return `The thought’s budget of ${format.tokens(found.tokens)} is set when RankLLM is started.`;
    case 'other-cut':
      return `RankLLM cuts passages to their first 300 words by default. This prompt differs: ${method.cut({ ...found, best: found.from === 'best' })}`;
    case 'always-brackets':
      return 'RankLLM always writes (3) for [3] in query and passages, and changes nothing else.';
    case 'title-form':
      return `RankLLM writes a title as “${found.form}”.`;
    case 'no-prefill':
      return 'A template cannot begin the model’s answer: the prefill is left out.';
    case 'no-prior-weight':
      return 'The first stage’s weight in the choice of identifiers is left out.';
    case 'no-reading-scores':
      return 'The reading scores at the passages’ ends are left out.';
    case 'no-separator':
      return 'Passages follow each other without a separator.';
  }
}

/** Problems of prompts and their files, and what a change of form guessed or left out. */
export const presetFaults = { problem, note };
