/** The samples in public/samples, by file name. */
export const SAMPLES: readonly { readonly id: string; readonly title: string; readonly about: string }[] = [
  {
    id: 'bees',
    title: 'Right passage, other words',
    about: 'The answer shares no telling word with the question. Word matching misses it.',
  },
  { id: 'lease', title: 'A private letter', about: 'The kind of text you would not paste into someone else’s server.' },
  { id: 'museum', title: 'Five languages', about: 'One question, passages in English, Persian, German, French and Chinese.' },
];
