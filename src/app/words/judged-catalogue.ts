import type { Catalogue } from './use-words.ts';

/** Figures of a run: against judgements, or against the order it started from. */
export interface JudgedWords {
  readonly title: string;
  /** Over the names of the orders measured. */
  readonly order: string;
  readonly before: string;
  readonly now: string;
  /** The figure belongs to an order that is not decided yet. */
  readonly tentative: string;
  readonly afterWindow: (window: string) => string;
  readonly perWindow: string;
  readonly change: (signed: string) => string;
  /** How much of the judgements the list can reach. */
  readonly reach: (counts: { readonly held: string; readonly relevant: string; readonly unjudged: string }) => string;
  readonly unknownQuery: (qid: string) => string;
  readonly agreement: (figures: { readonly tau: string; readonly rbo: string }) => string;
  readonly agreementIs: string;
}

export const judgedWords: Catalogue<JudgedWords> = {
  en: {
    title: 'Measured against the judgements',
    order: 'Order',
    before: 'First stage',
    now: 'Now',
    tentative: 'tentative',
    afterWindow: (window) => `After window ${window}`,
    perWindow: 'Window by window',
    change: (signed) => `(${signed})`,
    reach: ({ held, relevant, unjudged }) =>
      `The list holds ${held} of ${relevant} relevant documents; ${unjudged} of its passages have no judgement and count as not relevant.`,
    unknownQuery: (qid) => `The judgements do not have the query “${qid}”, so its quality is not known.`,
    agreement: ({ tau, rbo }) => `Agreement with the first stage: Kendall’s tau ${tau}, RBO ${rbo}`,
    agreementIs:
      'How far the order has moved from where it started, not how good it is. Tau compares all pairs: 1 is the same order, −1 the reverse. Rank-biased overlap (p = 0.9) weighs the top most: 1 is the same order, and the first ten places carry 86 %.',
  },
  fa: {
    title: 'سنجش با داوری‌ها',
    order: 'ترتیب',
    before: 'مرحلهٔ نخست',
    now: 'اکنون',
    tentative: 'موقت',
    afterWindow: (window) => `پس از پنجرهٔ ${window}`,
    perWindow: 'پنجره به پنجره',
    change: (signed) => `(\u2066${signed}\u2069)`,
    reach: ({ held, relevant, unjudged }) =>
      `فهرست ${held} سند مرتبط از ${relevant} سند را دارد؛ ${unjudged} متن آن داوری ندارد و نامرتبط شمرده می‌شود.`,
    unknownQuery: (qid) => `داوری‌ها پرسش «\u2068${qid}\u2069» را ندارند، پس کیفیت آن دانسته نیست.`,
    agreement: ({ tau, rbo }) => `همخوانی با مرحلهٔ نخست: تاو کندال \u2066${tau}\u2069، RBO \u2066${rbo}\u2069`,
    agreementIs:
      'می‌گوید ترتیب چقدر از نقطهٔ آغاز دور شده، نه اینکه چقدر خوب است. تاو همهٔ جفت‌ها را می‌سنجد: ۱ همان ترتیب و ۱− وارونهٔ آن است. همپوشانی رتبه‌محور (p = ۰٫۹) به بالای فهرست وزن بیشتری می‌دهد: ۱ همان ترتیب است و ده جایگاه نخست ۸۶٪ وزن را دارند.',
  },
  ru: {
    title: 'Измерено по оценкам экспертов',
    order: 'Порядок',
    before: 'Первый этап',
    now: 'Сейчас',
    tentative: 'предварительно',
    afterWindow: (window) => `После окна ${window}`,
    perWindow: 'По окнам',
    change: (signed) => `(${signed})`,
    reach: ({ held, relevant, unjudged }) =>
      `Релевантных документов в списке: ${held} из ${relevant}; фрагментов без оценки: ${unjudged}, они считаются нерелевантными.`,
    unknownQuery: (qid) => `В оценках нет запроса «${qid}», поэтому качество неизвестно.`,
    agreement: ({ tau, rbo }) => `Согласие с первым этапом: тау Кендалла ${tau}, RBO ${rbo}`,
    agreementIs:
      'Показывает, насколько порядок отошёл от исходного, а не насколько он хорош. Тау сравнивает все пары: 1 — тот же порядок, −1 — обратный. Ранговое перекрытие (p = 0,9) важнее всего считает верх: 1 — тот же порядок, на первые десять мест приходится 86 % веса.',
  },
  zh: {
    title: '按相关性判断衡量',
    order: '顺序',
    before: '初排',
    now: '当前',
    tentative: '暂定',
    afterWindow: (window) => `窗口 ${window} 之后`,
    perWindow: '逐窗口',
    change: (signed) => `（${signed}）`,
    reach: ({ held, relevant, unjudged }) =>
      `列表包含 ${relevant} 篇相关文档中的 ${held} 篇；其中 ${unjudged} 个段落没有判断，按不相关计。`,
    unknownQuery: (qid) => `判断中没有查询“${qid}”，因此质量未知。`,
    agreement: ({ tau, rbo }) => `与初排的一致程度：Kendall τ ${tau}，RBO ${rbo}`,
    agreementIs:
      '说明顺序离起点有多远，而不是有多好。τ 比较所有两两次序：1 为相同，−1 为完全相反。排名偏重重叠（p = 0.9）最看重前列：1 为相同，前十位占 86% 的权重。',
  },
};
