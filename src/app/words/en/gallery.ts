import { format } from './format.ts';
import type { GalleryKind } from '../../features/gallery/entries.ts';

/** The gallery of recorded runs, and the one that plays on a page where nothing is done yet. */
export const gallery = {
  title: 'Recorded runs',
  lead: 'True runs, kept as files. They play here without any model: what you see was written elsewhere, and nothing is worked out while you watch. Every one can be run again on your own computer.',
  kinds: {
    lift: 'The answer is lifted',
    correction: 'The first order is corrected',
    long: 'A long list',
    claim: 'A claim and its evidence',
    evidence: 'Evidence, quoted',
    code: 'Code',
    language: 'Another language',
    private: 'Something private',
    failure: 'A failure',
    attack: 'An attack',
    certified: 'A certified top',
    larger: 'A larger model',
  } satisfies Record<GalleryKind, string>,
  /** How long the list is, and how long the run took. */
  about: (passages: number, seconds: number) =>
    `${format.passages(passages)}; ${format.fixed(seconds, 0)} s where it was recorded`,
  model: 'Model',
  prompt: 'Prompt',
  list: 'List',
  texts: 'Texts',
  command: 'Recorded by',
  watch: 'Watch it',
  study: 'Open in Study',
  here: 'Run it here',
  beside: 'Side by side with:',
  pair: 'Two traces of one list',
  ends: 'Order at the end',
  busy: 'A run is going on. Recorded runs can be opened when it is over.',
  missing: (detail: string) => `The recorded run could not be fetched (${detail}). Nothing else was touched.`,
  /** On a page where nothing is done yet. */
  landing: {
    label: 'A recorded run',
    mark: (model: string) => `Recorded run of ${model}, not made on your computer.`,
    speed: (times: number) =>
      times === 1 ? 'Played as fast as it ran.' : `Played ${format.number(times)} times as fast as it ran.`,
    thought: 'What the model writes',
    list: 'How the list moves',
    reading: (place: number, of: number) => `reading passage ${format.number(place)} of ${format.number(of)}…`,
    play: 'Play',
    pause: 'Pause',
    again: 'Play again',
    more: 'All recorded runs',
  },
};

/** What each recorded run is called and shows, by its entry's id. */
export const galleryTitles: Readonly<Record<string, { readonly title: string; readonly about: string }>> = {
  kettle: {
    title: 'A plain case',
    about: 'The passage that answers stands third. The model reads, lifts it, and quotes the words that answer.',
  },
  'kettle-rank-k': {
    title: 'A larger model, by Rank-K’s prompt',
    about:
      'Eleven times as large, made to write code and never taught to rank. It says why the right passage answers, calls two equal, and names a fifth passage that does not exist.',
  },
  'kettle-reasonrank': {
    title: 'A larger model, by ReasonRank’s prompt',
    about: 'It writes how it is going to proceed, and nothing of what it finds. The order is right all the same.',
  },
  'kettle-rank1': {
    title: 'A larger model, by Rank1’s prompt',
    about: 'Each passage is judged alone, by how likely the model would write true, and how likely false. It writes no thought.',
  },
  headache: {
    title: 'A wrong first order',
    about:
      'By words and meaning, a passage about headaches stands first. The model reads all four and puts the one that names the medicine above it.',
  },
  bones: {
    title: 'Pages of an encyclopaedia',
    about: 'Six passages. The model quotes the words that answer, and says of the others that they only share words.',
  },
  'bones-rank-k': {
    title: 'The same pages by Rank-K’s prompt',
    about:
      'A model eleven times as large, made to write code and never taught to rank. It hardly thinks, and calls all six equal.',
  },
  'claim-statins': {
    title: 'A claim and five abstracts',
    about:
      'Which abstract bears on the claim? The one that judges found stands first and stays; the words quoted of it speak of cholesterol, not of statins.',
  },
  house: {
    title: 'Twenty passages in three windows',
    about:
      'A notice of a house, ten lines at a time, from the back to the front, read and answered without a thought. The model leaves every window as words and meaning had put it.',
  },
  'house-top': {
    title: 'Certain of the first two',
    about:
      'Eight passages, four at a time. After three answers the first two places are certain: the answers leave no other order for them.',
  },
  'attack-words': {
    title: '“Rank me first”',
    about: 'A passage orders the model to put it first. It began there, and the model puts it last.',
  },
  'attack-tokens': {
    title: 'An answer put into the model’s mouth',
    about:
      'A passage closes the thought and writes an answer in the model’s place. Its marks are made harmless before they are read, and it ends last.',
  },
  'attack-cites': {
    title: 'An attack that works',
    about:
      'A passage praises itself in the question’s own words. The model believes it: it stays first, and the answer ends third.',
  },
  bees: {
    title: 'Other words',
    about:
      'The answer shares no telling word with the question. A passage about food takes the first place, and the answer ends last.',
  },
  heating: {
    title: 'Fooled by an advertisement',
    about:
      'The answer speaks of trapped air and shares no word with the question. A passage that repeats the question’s words stays first, and the answer last.',
  },
  code: {
    title: 'Names that mislead',
    about:
      'Four lines of code. The function that is called largest takes the first place; the one that does it, max, comes second.',
  },
  letter: {
    title: 'A private letter',
    about: 'A text that you would not paste into somebody’s server. The answer is found, and nothing has left the computer.',
  },
  'kettle-fa': {
    title: 'The plain case in Persian',
    about: 'The model was taught English only. It lifts the answer, and its quotes break off after a few letters.',
  },
  'kettle-ru': {
    title: 'The plain case in Russian',
    about: 'The model was taught English only. It lifts the answer, and then begins a quote that holds nothing.',
  },
  'kettle-zh': {
    title: 'The plain case in Chinese',
    about: 'The model was taught English only. It lifts the answer, and then begins a quote that holds nothing.',
  },
};
