import { countedIn, dateTimeIn, formatIn } from '../format.ts';

const LANGUAGE = 'zh';

export const counted = countedIn(LANGUAGE);
export const dateTime = dateTimeIn(LANGUAGE);

export const format = formatIn(LANGUAGE, {
  byteUnits: ['字节', 'kB', 'MB', 'GB'],
  second: '秒',
  fewSeconds: '几秒',
  aboutSeconds: '约 # 秒',
  aboutMinutes: '约 # 分钟',
  comma: '、',
  and: '和',
  isolate: ['', ''],
  counts: {
    passages: { other: '# 个段落' },
    windows: { other: '# 个窗口' },
    places: { other: '# 个位置' },
    tokens: { other: '# 个词元' },
    words: { other: '# 个词' },
    files: { other: '# 个文件' },
    workers: { other: '# 个后台线程' },
  },
});
