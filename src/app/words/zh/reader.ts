import type * as en from '../en/reader.ts';

export const reader: typeof en.reader = {
  opening: '正在打开文件',
  reading: '正在读取段落',
  cancel: '取消',
  share: (percent) => `${percent}%`,
  stopped: '已取消读取。你的文字没有改动。',
  again: '读取',
};

export const encodings: typeof en.encodings = {
  title: '编码',
  of: (name) => `${name} 的编码`,
  guessed: (encoding) => `按 ${encoding} 读取，依据是文字的样子。如果看起来不对，请另选编码。`,
  chosen: (encoding) => `按 ${encoding} 读取。`,
};
