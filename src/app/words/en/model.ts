import type { ChoiceReason, ContextFit } from '../../../core/preset/choose.ts';
import type { EngineSpeed, EngineWanted } from '../../../engines/engine-client.ts';
import { fitsIn } from '../phrases.ts';
import { dateTime, format } from './format.ts';

/** The choice of a model in the header, and what keeps one from being chosen. */
export const modelChoice = {
  legend: 'Model',
  embedded: 'comes with this page',
  lastUsed: (iso: string) => `last used ${dateTime(iso)}`,
  notUsed: 'not used yet',
  licenceUnknown: 'licence not told',
  /** Features by WebGPU's names. */
  lacks: (features: string) => `Cannot run here: it needs ${features}, which this graphics processor does not offer.`,
  damaged: 'A file of it is damaged or missing. “More models” can check and repair it.',
  unreadable: (id: string) => `The record of ${id} cannot be read. “More models” can remove it.`,
  more: 'More models…',
  moreAbout: 'Opens the page that downloads, checks and deletes models. It sees neither your query nor your passages.',
  stored: (bytes: number) => `${format.bytes(bytes)}, in this browser’s storage`,
  loadFirst: (bytes: number) => `The model is loaded first: ${format.bytes(bytes)} from this browser’s storage.`,
  /** A model that the address asks for. */
  gone: ({ id, instead }: { readonly id: string; readonly instead: string }) =>
    `The model ${id} is not stored in this browser. ${instead} is chosen instead.`,
  openGguf: 'Open a .gguf file…',
  openGgufAbout:
    'or drop it on this page: any model that llama.cpp runs. It is copied into this browser’s storage and goes nowhere else.',
  prompt: 'Prompt',
};

/** How a model is asked whose prompt was chosen by its name, and why. */
export const asked = {
  title: 'Chosen for this model',
  reasons: {
    trained: (prompt: string) => `${prompt}: the model was trained with this prompt.`,
    thinks: (prompt: string) => `${prompt}: the best general prompt here for models that think.`,
    direct: (prompt: string) => `${prompt}: the best general prompt here for models that do not think.`,
  } satisfies Record<ChoiceReason, (prompt: string) => string>,
  temperature: (value: number) => `Temperature ${format.fixed(value, 1)}, as is recommended for it.`,
  /** What was made smaller, so that a call fits the model's context. */
  fit: fitsIn(format, {
    whole: (most, context) => `A full call takes at most about ${most} of its ${context}.`,
    cut: (parts, context) => `So that a call fits its context of ${context}: ${parts}.`,
    passages: (words) => `at most ${words} of each passage`,
    window: (passages) => `${passages} at once`,
    thought: (tokens) => `a thought of at most ${tokens}`,
    none: (context) => `Its context of ${context} is too small for this prompt.`,
  }) satisfies (fit: ContextFit | null, contextTokens: number) => string,
};

/** The processor in the place of a GPU: what that means, and the choice between the two. */
export const processor = {
  fact: (threads: number) =>
    threads === 1 ? 'none; processor, one thread' : `none; processor, ${format.number(threads)} threads`,
  /** In the summary, behind the model. */
  on: (threads: number) =>
    threads === 1 ? 'on the processor, one thread' : `on the processor, ${format.number(threads)} threads`,
  title: 'The model runs on the processor.',
  /** No GPU could be used, or the person wants it so. */
  about: 'No graphics processor is in use. Everything works, and more slowly.',
  alone: ({ cores }: { readonly cores: number }) =>
    `It computes with one of ${format.number(cores)} cores, as this site is not isolated from others. Whoever runs the site can change that with two headers.`,
  speed: ({ read, write }: { readonly read: number; readonly write: number }) =>
    `Timed as it was loaded: it reads ${format.rate(read)} and writes ${format.rate(write)} tokens a second.`,
  list: (span: string) => `This list takes ${span} at most.`,
  rounded: ({ scales, of }: { readonly scales: number; readonly of: number }) =>
    `${format.number(scales)} of ${format.number(of)} scales of its weights had to be rounded for it.`,
  /** Two engines held against each other; seconds of a window of 500 tokens read and 100 written. */
  timed: {
    title: 'Timed here',
    engines: { gpu: 'graphics processor', processor: 'processor' } satisfies Record<EngineSpeed['engine'], string>,
    line: ({
      engine,
      read,
      write,
      seconds,
    }: {
      readonly engine: string;
      readonly read: number;
      readonly write: number;
      readonly seconds: number;
    }) =>
      `${engine}: reads ${format.rate(read)} and writes ${format.rate(write)} tokens a second, a usual window in ${format.roughly(1000 * seconds)}`,
    why: {
      measured: 'The quicker one runs the model.',
      'measured-earlier': 'Timed on an earlier visit; the quicker one runs the model.',
    },
  },
  wanted: {
    legend: 'Runs on',
    names: {
      automatic: 'whichever is quicker here',
      gpu: 'a graphics processor only',
      processor: 'the processor',
    } satisfies Record<EngineWanted, string>,
  },
};
