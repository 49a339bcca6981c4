import type * as en from '../en/long-list.ts';
import { format } from './format.ts';

const { number } = format;

export const longList: typeof en.longList = {
  reading: ({ reads, of }) =>
    reads < of
      ? `این ترتیب موقت و هنوز بدون MiniLM است: MiniLM دارد ${number(reads)} متن نخست از ${format.passages(of)} را می‌خواند.`
      : `این ترتیب موقت و هنوز بدون MiniLM است: MiniLM دارد ${format.passages(of)} را می‌خواند.`,
  read: ({ reads, of }) =>
    `MiniLM از ${format.passages(of)}، ${number(reads)} متن را خواند: آن‌ها که بدون آن نخست بودند. بقیه پشت سر آن‌ها همان‌گونه که بودند می‌مانند.`,
};
