import type * as en from '../en/long-list.ts';
import { format } from './format.ts';

const { number } = format;

export const longList: typeof en.longList = {
  reading: ({ reads, of }) =>
    reads < of
      ? `暂定顺序，尚未用到 MiniLM：它正在阅读${format.passages(of)}中的前 ${number(reads)} 段。`
      : `暂定顺序，尚未用到 MiniLM：它正在阅读这${format.passages(of)}。`,
  read: ({ reads, of }) =>
    `MiniLM 读了${format.passages(of)}中的 ${number(reads)} 段，即没有它时排在前面的段落；其余段落按原先顺序排在它们之后。`,
};
