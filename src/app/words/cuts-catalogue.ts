import type { CutReason } from '../../core/read/limits.ts';
import { counted } from './counted.ts';
import { formatWords } from './format-catalogue.ts';
import type { Catalogue } from './use-words.ts';

/** What was cut from passages on their way into a prompt, and why. {names} in braces are places for elements. */
export interface CutsWords {
  readonly nothingCut: (passages: number) => string;
  readonly cut: (words: {
    readonly kept: number;
    readonly all: number;
    readonly before: number;
    readonly after: number;
  }) => string;
  readonly reasons: (limit: { readonly reason: CutReason; readonly words: number }) => string;
  readonly neutralised: (marks: number) => string;
  readonly showCut: string;
  readonly wordsBefore: (count: number) => string;
  readonly wordsKept: (count: number) => string;
  readonly wordsAfter: (count: number) => string;
}

const { en, fa, ru, zh } = formatWords;

export const cutsWords: Catalogue<CutsWords> = {
  en: {
    nothingCut: (passages) => `Nothing: all ${en.passages(passages)} stand whole in the prompt.`,
    cut: ({ kept, all, before, after }) =>
      `{passage} kept ${en.number(kept)} of ${en.words(all)}; ${en.number(before)} before and ${en.number(after)} after them were cut.`,
    reasons: ({ reason, words }) =>
      ({
        'passage-words': `Reason: longer than the ${en.words(words)} that the setting lets a passage have.`,
        context: 'Reason: all passages of the window had to fit the model’s context.',
        unknown: 'Reason: not told by this log, which was written without the words that fitted.',
      })[reason],
    neutralised: counted('en', {
      one: '{passage} held # mark that looks like a passage number or a control tag; it was made harmless in the prompt.',
      other: '{passage} held # marks that look like passage numbers or control tags; they were made harmless in the prompt.',
    }),
    showCut: 'Show what was cut',
    wordsBefore: (count) => `Cut before, ${en.words(count)}`,
    wordsKept: (count) => `Kept, ${en.words(count)}`,
    wordsAfter: (count) => `Cut after, ${en.words(count)}`,
  },
  fa: {
    nothingCut: (passages) => `هیچ: ${fa.passages(passages)} همگی کامل در ورودی هستند.`,
    cut: ({ kept, all, before, after }) =>
      `از {passage}، ${fa.number(kept)} از ${fa.words(all)} ماند؛ ${fa.number(before)} پیش و ${fa.number(after)} پس از آن بریده شد.`,
    reasons: ({ reason, words }) =>
      ({
        'passage-words': `علت: بلندتر از ${fa.words(words)} که تنظیمات برای هر متن روا می‌دارد.`,
        context: 'علت: همهٔ متن‌های پنجره باید در ظرفیت مدل جا می‌شدند.',
        unknown: 'علت را این گزارش نمی‌گوید: بدون شمار واژه‌هایی که جا می‌شدند نوشته شده است.',
      })[reason],
    neutralised: counted('fa', {
      other: '{passage} # نشانه داشت که به شمارهٔ متن یا برچسب کنترل می‌ماند؛ در ورودی بی‌اثر شد.',
    }),
    showCut: 'نمایش آنچه بریده شد',
    wordsBefore: (count) => `بریده از پیش، ${fa.words(count)}`,
    wordsKept: (count) => `مانده، ${fa.words(count)}`,
    wordsAfter: (count) => `بریده از پس، ${fa.words(count)}`,
  },
  ru: {
    nothingCut: (passages) => `Ничего: в запросе целиком ${ru.passages(passages)}.`,
    cut: ({ kept, all, before, after }) =>
      `{passage}: осталось слов ${ru.number(kept)} из ${ru.number(all)}; обрезано ${ru.number(before)} перед ними и ${ru.number(after)} после.`,
    reasons: ({ reason, words }) =>
      ({
        'passage-words': `Причина: длиннее, чем позволяет настройка (слов на фрагмент: ${ru.number(words)}).`,
        context: 'Причина: все фрагменты окна должны были поместиться в контекст модели.',
        unknown: 'Причины журнал не сообщает: сколько слов помещалось, в нём не записано.',
      })[reason],
    neutralised: counted('ru', {
      one: '{passage}: # знак, похожий на номер фрагмента или управляющий тег, обезврежен в запросе.',
      few: '{passage}: # знака, похожих на номера фрагментов или управляющие теги, обезврежены в запросе.',
      many: '{passage}: # знаков, похожих на номера фрагментов или управляющие теги, обезврежены в запросе.',
      other: '{passage}: # знака, похожих на номера фрагментов или управляющие теги, обезврежены в запросе.',
    }),
    showCut: 'Показать обрезанное',
    wordsBefore: (count) => `Обрезано перед, ${ru.words(count)}`,
    wordsKept: (count) => `Осталось, ${ru.words(count)}`,
    wordsAfter: (count) => `Обрезано после, ${ru.words(count)}`,
  },
  zh: {
    nothingCut: (passages) => `没有：${zh.passages(passages)}都完整地在提示词中。`,
    cut: ({ kept, all, before, after }) =>
      `{passage} 保留了 ${zh.words(all)}中的 ${zh.number(kept)} 个；之前剪去 ${zh.number(before)} 个，之后剪去 ${zh.number(after)} 个。`,
    reasons: ({ reason, words }) =>
      ({
        'passage-words': `原因：超过了设置允许的每段 ${zh.words(words)}。`,
        context: '原因：窗口中的所有段落必须放进模型的上下文。',
        unknown: '原因：这份记录没有说明，写入时未记下能容纳多少词。',
      })[reason],
    neutralised: counted('zh', { other: '{passage} 含有 # 处像段落编号或控制标签的标记，已在提示词中使其无效。' }),
    showCut: '显示剪去的内容',
    wordsBefore: (count) => `之前剪去 ${zh.words(count)}`,
    wordsKept: (count) => `保留 ${zh.words(count)}`,
    wordsAfter: (count) => `之后剪去 ${zh.words(count)}`,
  },
};
