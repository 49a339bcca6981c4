import type * as en from '../en/long-list.ts';
import { format } from './format.ts';

const { number } = format;

export const longList: typeof en.longList = {
  reading: ({ reads, of }) =>
    reads < of
      ? `Порядок предварительный, пока без MiniLM: он читает первые ${number(reads)} из ${number(of)}.`
      : `Порядок предварительный, пока без MiniLM: он читает весь список, ${format.passages(of)}.`,
  read: ({ reads, of }) =>
    `MiniLM прочитал ${number(reads)} из ${number(of)}: те, что стояли первыми без него. Остальные идут за ними, как стояли.`,
};
