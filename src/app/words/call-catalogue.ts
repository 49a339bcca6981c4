import type { FuseRule } from '../../core/run/method.ts';
import type { CallHead } from '../../core/read/calls.ts';
import { formatWords } from './format-catalogue.ts';
import type { FormatWords } from './format-catalogue.ts';
import type { Catalogue } from './use-words.ts';

/** One model call of any strategy: what it asked, how likely its answers were, what its samples came to. */
export interface CallWords {
  readonly call: (call: { readonly number: number; readonly total: number | null }) => string;
  /** What the call asked of which places. */
  readonly head: (head: CallHead) => string;
  readonly sample: (sample: { readonly number: number; readonly of: number }) => string;
  readonly likelihoods: { readonly labels: string; readonly words: string };
  /** Instead of a sentence on an order, where none was asked for. */
  readonly whole: string;
  readonly unwritten: string;
  /** `computed`: tokens that were not still held. */
  readonly read: (tokens: { readonly read: number; readonly computed: number }) => string;
  /** `share`: of 1, of what the model would have written. */
  readonly mass: (share: number) => string;
  readonly yes: (share: number) => string;
  readonly scores: string;
  readonly noScore: string;
  readonly cut: string;
  readonly wait: string;
  readonly notes: string;
  readonly fused: (samples: number, rule: FuseRule) => string;
  readonly agreement: (tau: string) => string;
  readonly noAgreement: string;
  readonly passage: string;
  readonly meanRank: string;
  readonly ranks: string;
  readonly deviation: string;
  readonly tied: string;
  readonly firstToken: string;
  readonly readings: string;
  readonly readingsHint: string;
  readonly reader: string;
  readonly order: string;
  readonly outcome: string;
  readonly told: string;
  readonly used: string;
  readonly same: string;
}

/** A share that is not quite nothing is not told as 0 %. */
function shareOf({ percent }: FormatWords, share: number): string {
  return share > 0 && share < 0.005 ? `< ${percent(0.01)}` : percent(share);
}

interface Parts {
  readonly asks: Readonly<Record<CallHead['asks'], (passages: string, take: string) => string>>;
  readonly places: (places: string, count: number) => string;
}

/** Places one by one where they are few, else from the first to the last. */
const MOST_NAMED = 6;

function headOf(format: FormatWords, parts: Parts): CallWords['head'] {
  return ({ asks, passages, take, places, first, last }) => {
    const asked = parts.asks[asks](format.passages(passages), format.number(take));
    const single = first === last ? [first] : null;
    const named = single ?? (places !== null && places.length <= MOST_NAMED ? places : null);
    const where =
      named === null
        ? parts.places(`${format.number(first)}–${format.number(last)}`, last - first + 1)
        : parts.places(format.list(named.map(format.number)), named.length);
    return `${asked} (${where})`;
  };
}

const { en, fa, ru, zh } = formatWords;

export const callWords: Catalogue<CallWords> = {
  en: {
    call: ({ number, total }) => `Call ${en.number(number)}${total === null ? '' : ` of ${en.number(total)}`}`,
    head: headOf(en, {
      asks: {
        order: (passages) => `order of ${passages}`,
        best: (passages) => `best of ${passages}`,
        pair: (passages) => `comparison of ${passages}`,
        select: (passages, take) => `best ${take} of ${passages}`,
        relevance: (passages) => `relevance of ${passages}`,
        scores: (passages) => `scores of ${passages}`,
      },
      places: (places, count) => `${count === 1 ? 'place' : 'places'} ${places}`,
    }),
    sample: ({ number, of }) => `sample ${en.number(number)} of ${en.number(of)}`,
    likelihoods: { labels: 'How likely each passage was to be named first', words: 'How likely the answer was yes' },
    whole: 'The whole answer was read.',
    unwritten: 'No answer was written: the likelihoods decide.',
    read: ({ read, computed }) => `${en.tokens(read)} read, ${en.number(computed)} of them computed for it.`,
    mass: (share) =>
      `Shares of these labels alone; together they are ${shareOf(en, share)} of what the model would have written.`,
    yes: (share) => `p(yes) ${en.fixed(share, 3)}`,
    scores: 'Scores given',
    noScore: 'none',
    cut: 'Cut here: the answer was given without what follows.',
    wait: '“Wait” was put here',
    notes: 'What this reading did without saying so',
    fused: (samples, rule) =>
      `${en.number(samples)} samples became one order by ${{ borda: 'Borda count', kemeny: 'Kemeny’s rule', 'reciprocal-rank': 'reciprocal rank fusion' }[rule]}.`,
    agreement: (tau) => `They agree at Kendall’s τ ${tau} on average (1 = the same order, 0 = no relation).`,
    noAgreement: 'Their agreement is not defined: a sample told nothing apart.',
    passage: 'Passage',
    meanRank: 'Mean rank',
    ranks: 'Best–worst',
    deviation: 'Deviation',
    tied: 'tied',
    firstToken: 'Provisional: the order that the first token would give',
    readings: 'What each would have made of it',
    readingsHint: 'The same output, read by every system’s own rules. Numbers are those of this call’s prompt; = marks a tie.',
    reader: 'Reading of',
    order: 'Order',
    outcome: 'Outcome',
    told: 'What was done silently',
    used: 'used',
    same: 'nothing',
  },
  fa: {
    call: ({ number, total }) => `فراخوان ${fa.number(number)}${total === null ? '' : ` از ${fa.number(total)}`}`,
    head: headOf(fa, {
      asks: {
        order: (passages) => `ترتیب ${passages}`,
        best: (passages) => `بهترین از ${passages}`,
        pair: (passages) => `مقایسهٔ ${passages}`,
        select: (passages, take) => `${take} بهترین از ${passages}`,
        relevance: (passages) => `ربط ${passages}`,
        scores: (passages) => `امتیاز ${passages}`,
      },
      places: (places, count) => `${count === 1 ? 'جایگاه' : 'جایگاه‌های'} ${places}`,
    }),
    sample: ({ number, of }) => `نمونهٔ ${fa.number(number)} از ${fa.number(of)}`,
    likelihoods: { labels: 'احتمال نخست نام برده شدن هر متن', words: 'احتمال پاسخ آری' },
    whole: 'همهٔ پاسخ خوانده شد.',
    unwritten: 'پاسخی نوشته نشد: احتمال‌ها تعیین می‌کنند.',
    read: ({ read, computed }) => `${fa.tokens(read)} خوانده شد؛ ${fa.number(computed)} تای آنها تازه محاسبه شد.`,
    mass: (share) => `سهم‌ها تنها میان همین برچسب‌هاست؛ با هم ${shareOf(fa, share)} از آنچه مدل می‌نوشت هستند.`,
    yes: (share) => `احتمال آری ${fa.fixed(share, 3)}`,
    scores: 'امتیازهای داده‌شده',
    noScore: 'هیچ',
    cut: 'اینجا بریده شد: پاسخ بی آنچه در پی می‌آید داده شد.',
    wait: 'اینجا «Wait» گذاشته شد',
    notes: 'آنچه این خواننده بی‌صدا کرد',
    fused: (samples, rule) =>
      `${fa.number(samples)} نمونه با ${{ borda: 'شمارش بوردا', kemeny: 'قاعدهٔ کمنی', 'reciprocal-rank': 'وارون رتبه' }[rule]} یک ترتیب شدند.`,
    agreement: (tau) => `میانگین هم‌خوانی آنها τ کندال ${tau} است (۱ = همان ترتیب، ۰ = بی‌ربط).`,
    noAgreement: 'هم‌خوانی تعریف نمی‌شود: نمونه‌ای هیچ دو متنی را از هم جدا نکرد.',
    passage: 'متن',
    meanRank: 'میانگین رتبه',
    ranks: 'بهترین تا بدترین',
    deviation: 'پراکندگی',
    tied: 'هم‌رتبه',
    firstToken: 'موقت: ترتیبی که نخستین توکن می‌دهد',
    readings: 'هر یک از آن چه می‌فهمید',
    readingsHint: 'همان خروجی با قاعده‌های هر سامانه خوانده شده است. شماره‌ها از ورودی همین فراخوان‌اند؛ = یعنی هم‌رتبه.',
    reader: 'خوانندهٔ',
    order: 'ترتیب',
    outcome: 'سرانجام',
    told: 'آنچه بی‌صدا شد',
    used: 'به‌کاررفته',
    same: 'هیچ',
  },
  ru: {
    call: ({ number, total }) => `Вызов ${ru.number(number)}${total === null ? '' : ` из ${ru.number(total)}`}`,
    head: headOf(ru, {
      asks: {
        order: (passages) => `порядок: ${passages}`,
        best: (passages) => `выбор лучшего: ${passages}`,
        pair: (passages) => `сравнение: ${passages}`,
        select: (passages, take) => `выбор лучших ${take}: ${passages}`,
        relevance: (passages) => `релевантность: ${passages}`,
        scores: (passages) => `оценки: ${passages}`,
      },
      places: (places, count) => `${count === 1 ? 'место' : 'места'} ${places}`,
    }),
    sample: ({ number, of }) => `выборка ${ru.number(number)} из ${ru.number(of)}`,
    likelihoods: { labels: 'Вероятность быть названным первым', words: 'Вероятность ответа «да»' },
    whole: 'Ответ прочитан полностью.',
    unwritten: 'Ответ не написан: решают вероятности.',
    read: ({ read, computed }) => `прочитано ${ru.tokens(read)}, заново вычислено ${ru.number(computed)}.`,
    mass: (share) => `Доли только среди этих меток; вместе они составляют ${shareOf(ru, share)} того, что написала бы модель.`,
    yes: (share) => `p(да) ${ru.fixed(share, 3)}`,
    scores: 'Данные оценки',
    noScore: 'нет',
    cut: 'Здесь отрезано: ответ дан без того, что следует дальше.',
    wait: 'Здесь вставлено «Wait»',
    notes: 'Что это чтение сделало молча',
    fused: (samples, rule) =>
      `Выборок: ${ru.number(samples)}; сведены в один порядок: ${{ borda: 'правило Борда', kemeny: 'правило Кемени', 'reciprocal-rank': 'обратный ранг' }[rule]}.`,
    agreement: (tau) => `В среднем они согласны на τ Кендалла ${tau} (1 — тот же порядок, 0 — связи нет).`,
    noAgreement: 'Согласие не определено: одна из выборок ничего не различила.',
    passage: 'Фрагмент',
    meanRank: 'Средний ранг',
    ranks: 'Лучший–худший',
    deviation: 'Отклонение',
    tied: 'поровну',
    firstToken: 'Предварительно: порядок по первому токену',
    readings: 'Что понял бы каждый',
    readingsHint: 'Тот же текст, прочитанный по правилам каждой системы. Номера — из промпта этого вызова; = означает равенство.',
    reader: 'Чтение',
    order: 'Порядок',
    outcome: 'Итог',
    told: 'Что сделано молча',
    used: 'применено',
    same: 'ничего',
  },
  zh: {
    call: ({ number, total }) => `第 ${zh.number(number)} 次调用${total === null ? '' : `，共 ${zh.number(total)} 次`}`,
    head: headOf(zh, {
      asks: {
        order: (passages) => `为 ${passages}排序`,
        best: (passages) => `从 ${passages}中选最佳`,
        pair: (passages) => `比较 ${passages}`,
        select: (passages, take) => `从 ${passages}中选最佳 ${take} 个`,
        relevance: (passages) => `判断 ${passages}的相关性`,
        scores: (passages) => `为 ${passages}打分`,
      },
      places: (places) => `第 ${places} 位`,
    }),
    sample: ({ number, of }) => `第 ${zh.number(number)} 个采样，共 ${zh.number(of)} 个`,
    likelihoods: { labels: '每个段落被首先提到的可能性', words: '回答为“是”的可能性' },
    whole: '完整读出了回答。',
    unwritten: '没有写回答：由可能性决定。',
    read: ({ read, computed }) => `阅读了 ${zh.tokens(read)}，其中新计算 ${zh.number(computed)} 个。`,
    mass: (share) => `只在这些标签之间计算份额；它们合计占模型将写内容的 ${shareOf(zh, share)}。`,
    yes: (share) => `p(是) ${zh.fixed(share, 3)}`,
    scores: '给出的分数',
    noScore: '无',
    cut: '在此截断：回答没有依据其后的内容。',
    wait: '此处插入了“Wait”',
    notes: '这种读法悄悄做了什么',
    fused: (samples, rule) =>
      `${zh.number(samples)} 个采样按${{ borda: ' Borda 计数', kemeny: ' Kemeny 规则', 'reciprocal-rank': '倒数名次' }[rule]}融合为一个顺序。`,
    agreement: (tau) => `平均一致度为 Kendall τ ${tau}（1 = 顺序相同，0 = 无关）。`,
    noAgreement: '无法定义一致度：有采样没有区分任何段落。',
    passage: '段落',
    meanRank: '平均名次',
    ranks: '最好–最差',
    deviation: '偏差',
    tied: '并列',
    firstToken: '暂定：首个词元给出的顺序',
    readings: '各系统会怎样读',
    readingsHint: '同一输出，按各系统自己的规则读取。编号取自本次调用的提示词；= 表示并列。',
    reader: '读法',
    order: '顺序',
    outcome: '结果',
    told: '悄悄做了什么',
    used: '已采用',
    same: '无',
  },
};
