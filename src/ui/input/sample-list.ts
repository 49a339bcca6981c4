/** The samples in public/samples, by file name. */
export const SAMPLES: readonly { readonly id: string; readonly title: string; readonly about: string }[] = [
  { id: 'kettle', title: 'A plain case', about: 'The passage that answers stands third. Watch it move up.' },
  { id: 'letter', title: 'A private letter', about: 'The kind of text you would not paste into someone else’s server.' },
  {
    id: 'bees',
    title: 'Other words',
    about: 'The answer shares no telling word with the question. A model this small falls for the words: see how.',
  },
];
