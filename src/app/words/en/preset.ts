import type { Preset } from '../../../core/preset/preset.ts';
import { counted, format } from './format.ts';

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
  removed: (title: string) => `${title} was deleted.`,
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
  refused: (name: string) => `${name} could not be read as a prompt.`,
  opened: (title: string) => `${title} is now among yours.`,
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
