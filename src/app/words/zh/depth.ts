import type * as en from '../en/depth.ts';
import { format } from './format.ts';

const { number } = format;

export const depth: typeof en.depth = {
  step: ({ count, of }) =>
    count === 0
      ? '不读：只用即时排序'
      : count >= of
        ? `全部${format.passages(of)}`
        : `${format.passages(of)}中的前 ${number(count)} 段`,
  least: '只用即时排序',
  most: '全部',
  none: '不加载模型，也不阅读：即时排序就是结果。',
  left: (left) => `其余${format.passages(left)}不读，仍按即时顺序排在后面。`,
  leftOfDocuments: ({ left, each, documents }) =>
    `先取每个文档中最好的，每个最多 ${number(each)} 段。未读：${number(documents)} 个文档中的${format.passages(left)}；点每行的标题可打开文档，未读的段落列在其中。`,
  notMeasured: '在这台机器上要多久还没有测过：要先加载模型',
  reckoning: '正在估算需要多久……',
  afterFirst: '在这台机器上要多久，第一次运行之后才知道',
};
