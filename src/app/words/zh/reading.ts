import type * as en from '../en/reading.ts';
import { counted, format } from './format.ts';

export const placeParts: typeof en.placeParts = {
  title: '名次由什么构成',
  instant: '即时分数',
  instantAs: ({ z, place, given, score }) =>
    `${z}；起始第 ${format.number(place)} 位${given === null ? '' : `，在您给的列表中第 ${format.number(given)} 位`}${
      score === null ? '' : `，自带分数 ${score}`
    }`,
  reading: '阅读分数',
  readingAs: ({ z, score, place, of, tokens, ms }) =>
    `${z === null ? '' : `${z}；`}已读 ${format.number(of)} 段中的第 ${format.number(place)} 位（段末 ${score}；${format.tokens(tokens)}，${format.seconds(ms)}）`,
  weight: '阅读的权重',
  fused: '合计',
  fusedAs: ({ instant, weight, reading, fused, place, of }) =>
    `${instant} 与 ${weight} × ${reading} 合为 ${fused}：${format.number(of)} 段中的第 ${format.number(place)} 位`,
  bucket: '提示中',
  bucketAs: (bucket) => `其初排分数写作 ${format.number(bucket)}（共 ${format.number(9)} 档）`,
  prior: '倾向',
  priorAs: (logits) => `在模型选择之前，给答案中它的编号加 ${logits}（对数几率）`,
  relevance: 'p(是)',
  scored: '所给分数',
  hint: '带符号的数以一起阅读的段落的平均值为零点，单位是标准差。',
};

export const passageReading: typeof en.passageReading = {
  title: '在每段末尾读出',
  list: '一次读完：每个分数知道它前面的段落。',
  apart: '每段单独接在查询之后阅读，所以段落的顺序不起作用。',
  place: ({ place, of }) => `按阅读分数在 ${format.number(of)} 段中排第 ${format.number(place)}`,
  bar: '阅读',
  unread: '尚未阅读',
  now: '正在阅读',
  leftOut: {
    engine: '没有阅读分数：运行该模型的引擎不能逐段阅读。',
    tokens: '没有阅读分数：该模型的词表缺少用来读出分数的两个词元。',
    joined: '没有阅读分数：该模型的分词器把段落末尾与后文连在一起。',
  },
  passages: counted({ other: '为打分阅读了 # 段' }),
};

export const writtenAfter: typeof en.writtenAfter = {
  kept: '写于阅读之后：答案给出的就是读出的顺序。思考和答案没有改变它。',
  unwritten: '什么都没有写：阅读给出顺序。',
  changed: ({ windows, of }) =>
    of === 1
      ? '写于阅读之后，而答案与读出的顺序不同。'
      : `写于阅读之后。在第 ${format.list(windows.map(format.number))} 个窗口（共 ${format.number(of)} 个）中，答案与读出的顺序不同。`,
};

export const runRoles: typeof en.runRoles = {
  title: '什么在阅读，什么在打分，什么只是写出来的',
  instant: '即时顺序',
  instantBy: {
    'bm25+minilm':
      '一个小编码器（MiniLM）按词片阅读查询和每个段落。它们彼此有多接近、共有哪些词（BM25），都是分数；相加就是运行开始时的顺序。',
    bm25: '只数共有的词（BM25）：这是分数。没有按意义阅读。',
    given: '列表原样，用它自带的分数或其词语的分数（BM25）。',
  },
  reading: '阅读分数',
  readingOn: '语言模型先读查询，再读各段。在每段末尾、写出任何文字之前，从模型取出一个数：这是分数。',
  readingOff: '本次运行没有读出分数：语言模型的顺序就是它写出来的。',
  order: '顺序',
  orderOn: '即时分数与加权的阅读分数相加。答案中的编号倾向于这个和，或者它本身就是顺序。',
  orderOff: '从模型写出的文字中读到的答案顺序；提示若用到初排分数，就倾向于它们。',
  thought: '思考与答案',
  thoughtIs: '是写出来的，不是读出来的：模型读完一切之后产生的文字。其中的引文会被核对。它并不说明分数从何而来。',
};
