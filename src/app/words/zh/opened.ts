import type * as en from '../en/opened.ts';
import { format } from './format.ts';

const { number } = format;

const kinds = { quote: '推理中引用', passage: '模型读过' };

export const opened: typeof en.opened = {
  close: '关闭',
  text: '文档正文',
  read: ({ read, of }) => `模型读了${format.passages(of)}中的 ${number(read)} 段。`,
  noRun: '模型还没有读过它。',
  alone: '文件本身不在页面上：这里只有这次运行所含的段落。要看其余内容，请重新放入该文件。',
  gone: '这个文档已不在页面上。',
  marks: '标记',
  previous: '上一处标记',
  next: '下一处标记',
  markAt: ({ place, of, kind }) => `第 ${number(place)} 处标记，共 ${number(of)} 处：${kinds[kind]}`,
  offMark: (count) => `本文档有 ${number(count)} 处标记`,
  noMarks: '其中还没有读过或引用过的内容。',
  passages: '本文档的段落',
  groups: {
    read: (count) => `模型读过：${number(count)}`,
    waiting: (count) => `尚未读到：${number(count)}`,
    'left-out': (count) => `未读，即时排序没有选中：${number(count)}`,
    unread: (count) => `按原文顺序：${number(count)}`,
  },
  rank: (rank) => `第 ${number(rank)} 名`,
  page: (page) => `第 ${number(page)} 页`,
  pageBegins: (page) => `第 ${number(page)} 页`,
  more: (count) => `显示更多（还有 ${number(count)} 段）`,
  fileNotes: '文件中没有收入的内容',
};
