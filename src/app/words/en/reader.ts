// What is said while an input is read, and of how its files are written: with the reader, not in the page's first script.

/** While an input is read in a worker. */
export const reader = {
  opening: 'Opening the files',
  reading: 'Reading the passages',
  cancel: 'Cancel',
  /** `percent`: written in the language's digits. */
  share: (percent: string) => `${percent} %`,
  stopped: 'Reading was cancelled. Your text is untouched.',
  again: 'Read it',
};

/** The encoding that a file was read in, which can be changed. */
export const encodings = {
  title: 'Encoding',
  /** Of one file. */
  of: (name: string) => `Encoding of ${name}`,
  guessed: (encoding: string) => `Read as ${encoding}, by what the text looks like. Choose another where it looks wrong.`,
  chosen: (encoding: string) => `Read as ${encoding}.`,
};
