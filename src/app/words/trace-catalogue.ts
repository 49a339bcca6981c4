import type { SkipResult } from '../../core/log/event.ts';
import type { WindowPhase } from '../../core/log/view.ts';
import type { SegmentKind } from '../../core/trace/segments.ts';
import { counted } from './counted.ts';
import { formatWords } from './format-catalogue.ts';
import type { Catalogue } from './use-words.ts';

/** The reasoning: what the model wrote, and how far the answer follows it. {names} in braces are places for chips. */
export interface TraceWords {
  readonly title: string;
  readonly honesty: string;
  readonly locked: string;
  readonly preparing: string;
  readonly onlyWindow: string;
  readonly window: (place: { readonly number: number; readonly total: number }) => string;
  readonly places: (place: { readonly first: number; readonly last: number }) => string;
  readonly phases: Readonly<Record<Exclude<WindowPhase, 'ended'>, string>>;
  readonly brokenOff: string;
  readonly brokenOffSentence: string;
  readonly readingPrompt: (tokens: number) => string;
  readonly thought: string;
  readonly passagesNamed: (count: number) => string;
  readonly kinds: Readonly<Record<Exclude<SegmentKind, 'other'>, string>>;
  readonly verbatim: string;
  readonly notFound: string;
  readonly unknownNumber: string;
  readonly chip: (passage: { readonly rank: number; readonly start: string }) => string;
  readonly answer: string;
  readonly usage: (usage: {
    readonly read: number;
    readonly readRate: number;
    readonly written: number;
    readonly writtenRate: number;
  }) => string;
  readonly skip: string;
  readonly skipResults: Readonly<Record<SkipResult, string>>;
  readonly consistency: string;
  readonly contradiction: string;
  readonly contradictionUnread: string;
  readonly concluded: string;
  readonly concludedUnread: string;
  readonly moved: (places: { readonly from: number; readonly to: number }) => string;
  readonly agrees: (pairs: number) => string;
  readonly agreesUnread: (pairs: number) => string;
  readonly nothingToCheck: string;
  readonly caveat: string;
  readonly showSentence: string;
  readonly showEarlier: string;
  readonly more: (count: number) => string;
  readonly fewer: string;
}

const { en, fa, ru, zh } = formatWords;

export const traceWords: Catalogue<TraceWords> = {
  en: {
    title: 'Reasoning',
    honesty: 'Text the model wrote; not a faithful account of how it decided.',
    locked: 'Its quotes can only be copied from the passages.',
    preparing: 'Preparing the first window…',
    onlyWindow: 'One window',
    window: ({ number, total }) => `Window ${en.number(number)} of ${en.number(total)}`,
    places: ({ first, last }) => `places ${en.number(first)}–${en.number(last)}`,
    phases: { reading: 'Reading', thinking: 'Thinking', answering: 'Answering' },
    brokenOff: 'Broken off',
    brokenOffSentence: 'This window was broken off. Nothing was taken from it.',
    readingPrompt: (tokens) =>
      `Finishing the prompt: the model is reading ${en.tokens(tokens)}. It can’t be interrupted in this part.`,
    thought: 'The thought',
    passagesNamed: counted('en', { one: 'names # passage', other: 'names # passages' }),
    kinds: {
      passage: 'passage',
      comparison: 'comparison',
      'change-of-mind': 'change of mind',
      conclusion: 'conclusion',
    },
    verbatim: 'verbatim',
    notFound: 'not found',
    unknownNumber: 'No passage of this window has this number',
    chip: ({ rank, start }) => `place ${en.number(rank)}: ${start}`,
    answer: 'Answer',
    usage: ({ read, readRate, written, writtenRate }) =>
      `${en.tokens(read)} read at ${en.rate(readRate)} per second, ${en.number(written)} written at ${en.rate(writtenRate)} per second`,
    skip: 'Skip thinking',
    skipResults: {
      closing: 'You asked to skip the thought: it was closed with the next token, and the answer follows.',
      over: 'You asked to skip the thought, but it was over already.',
      'free-mode': 'You asked to skip the thought, but a free answer has no guide that could close it. Stop is the only way out.',
    },
    consistency: 'Does the answer follow the thought?',
    contradiction: 'The reasoning puts {better} before {worse}, the answer the other way round.',
    contradictionUnread: 'The reasoning puts {better} before {worse}; no answer could be read, so they stay the other way round.',
    concluded: '{passage} stands in the conclusion of the reasoning, but not in the answer.',
    concludedUnread: '{passage} stands in the conclusion of the reasoning; no answer could be read.',
    moved: ({ from, to }) =>
      `{passage} rose from place ${en.number(from)} to ${en.number(to)}, though the reasoning never mentions it.`,
    agrees: counted('en', {
      one: 'The answer keeps the # pair that the reasoning puts in order.',
      other: 'The answer keeps all # pairs that the reasoning puts in order.',
    }),
    agreesUnread: counted('en', {
      one: 'No answer could be read; the list happens to keep the # pair that the reasoning puts in order.',
      other: 'No answer could be read; the list happens to keep all # pairs that the reasoning puts in order.',
    }),
    nothingToCheck: 'The reasoning puts no two passages in order, so there is nothing to hold the answer against.',
    caveat: 'Found by rules over the words; a sentence can be misread.',
    showSentence: 'Show the sentence',
    showEarlier: 'Show the earlier one',
    more: (count) => `Show ${en.number(count)} more`,
    fewer: 'Show fewer',
  },
  fa: {
    title: 'استدلال',
    honesty: 'متنی که مدل نوشته است؛ گزارش وفاداری از چگونگی تصمیم آن نیست.',
    locked: 'نقل‌قول‌های آن تنها می‌توانند از خود متن‌ها رونوشت شوند.',
    preparing: 'آماده‌سازی پنجرهٔ نخست…',
    onlyWindow: 'یک پنجره',
    window: ({ number, total }) => `پنجرهٔ ${fa.number(number)} از ${fa.number(total)}`,
    places: ({ first, last }) => `جایگاه‌های ${fa.number(first)} تا ${fa.number(last)}`,
    phases: { reading: 'در حال خواندن', thinking: 'در حال اندیشیدن', answering: 'در حال پاسخ' },
    brokenOff: 'نیمه‌کاره',
    brokenOffSentence: 'این پنجره نیمه‌کاره ماند. چیزی از آن برداشته نشد.',
    readingPrompt: (tokens) => `پایان خواندن ورودی: مدل ${fa.tokens(tokens)} را می‌خواند. در این بخش نمی‌توان آن را نگه داشت.`,
    thought: 'اندیشه',
    passagesNamed: counted('fa', { other: '# متن را نام می‌برد' }),
    kinds: { passage: 'متن', comparison: 'مقایسه', 'change-of-mind': 'تغییر نظر', conclusion: 'نتیجه' },
    verbatim: 'عین متن',
    notFound: 'یافت نشد',
    unknownNumber: 'هیچ متنی در این پنجره این شماره را ندارد',
    chip: ({ rank, start }) => `جایگاه ${fa.number(rank)}: ${start}`,
    answer: 'پاسخ',
    usage: ({ read, readRate, written, writtenRate }) =>
      `${fa.tokens(read)} با سرعت ${fa.rate(readRate)} در ثانیه خوانده و ${fa.number(written)} با سرعت ${fa.rate(writtenRate)} در ثانیه نوشته شد`,
    skip: 'رد کردن اندیشه',
    skipResults: {
      closing: 'خواستید از اندیشه بگذرد: با توکن بعدی بسته شد و پاسخ در پی آن می‌آید.',
      over: 'خواستید از اندیشه بگذرد، اما اندیشه پیش‌تر پایان یافته بود.',
      'free-mode': 'خواستید از اندیشه بگذرد، اما پاسخ آزاد راهنمایی ندارد که آن را ببندد. تنها راه، توقف است.',
    },
    consistency: 'سنجش پاسخ با استدلال',
    contradiction: 'استدلال {better} را پیش از {worse} می‌گذارد، پاسخ برعکس.',
    contradictionUnread: 'استدلال {better} را پیش از {worse} می‌گذارد؛ پاسخی خوانده نشد و ترتیب برعکس ماند.',
    concluded: '{passage} در نتیجهٔ استدلال هست، اما در پاسخ نیست.',
    concludedUnread: '{passage} در نتیجهٔ استدلال هست؛ پاسخی خوانده نشد.',
    moved: ({ from, to }) => `{passage} از جایگاه ${fa.number(from)} به ${fa.number(to)} بالا رفت، بی‌آنکه استدلال نامی از آن ببرد.`,
    agrees: counted('fa', { other: 'پاسخ هر # جفتی را که استدلال مرتب کرده است نگه می‌دارد.' }),
    agreesUnread: counted('fa', {
      other: 'پاسخی خوانده نشد؛ فهرست اتفاقاً هر # جفتی را که استدلال مرتب کرده است نگه می‌دارد.',
    }),
    nothingToCheck: 'استدلال هیچ دو متنی را مرتب نمی‌کند، پس چیزی برای سنجش پاسخ نیست.',
    caveat: 'با قاعده‌هایی بر واژه‌ها یافته شده است؛ ممکن است جمله‌ای نادرست فهمیده شود.',
    showSentence: 'نمایش جمله',
    showEarlier: 'نمایش جملهٔ پیشین',
    more: (count) => `نمایش ${fa.number(count)} مورد دیگر`,
    fewer: 'نمایش کمتر',
  },
  ru: {
    title: 'Рассуждение',
    honesty: 'Текст, написанный моделью; не достоверный отчёт о том, как она решала.',
    locked: 'Цитаты в нём можно только скопировать из фрагментов.',
    preparing: 'Готовится первое окно…',
    onlyWindow: 'Одно окно',
    window: ({ number, total }) => `Окно ${ru.number(number)} из ${ru.number(total)}`,
    places: ({ first, last }) => `места ${ru.number(first)}–${ru.number(last)}`,
    phases: { reading: 'Читает', thinking: 'Думает', answering: 'Отвечает' },
    brokenOff: 'Прервано',
    brokenOffSentence: 'Это окно прервано. Из него ничего не взято.',
    readingPrompt: (tokens) => `Дочитывается запрос: модель читает ${ru.tokens(tokens)}. Здесь её нельзя прервать.`,
    thought: 'Мысль',
    passagesNamed: counted('ru', {
      one: 'назван # фрагмент',
      few: 'названы # фрагмента',
      many: 'названо # фрагментов',
      other: 'названо # фрагмента',
    }),
    kinds: {
      passage: 'фрагмент',
      comparison: 'сравнение',
      'change-of-mind': 'перемена мнения',
      conclusion: 'вывод',
    },
    verbatim: 'дословно',
    notFound: 'не найдено',
    unknownNumber: 'В этом окне нет фрагмента с таким номером',
    chip: ({ rank, start }) => `место ${ru.number(rank)}: ${start}`,
    answer: 'Ответ',
    usage: ({ read, readRate, written, writtenRate }) =>
      `прочитано ${ru.tokens(read)} по ${ru.rate(readRate)} в секунду, написано ${ru.number(written)} по ${ru.rate(writtenRate)} в секунду`,
    skip: 'Пропустить мысль',
    skipResults: {
      closing: 'Вы попросили пропустить мысль: она закрыта на следующем токене, дальше идёт ответ.',
      over: 'Вы попросили пропустить мысль, но она уже закончилась.',
      'free-mode': 'Вы попросили пропустить мысль, но при свободном ответе закрыть её нечем. Остаётся только остановка.',
    },
    consistency: 'Ответ в сравнении с рассуждением',
    contradiction: 'Рассуждение ставит {better} перед {worse}, ответ — наоборот.',
    contradictionUnread: 'Рассуждение ставит {better} перед {worse}; ответ прочитать не удалось, и порядок остался обратным.',
    concluded: '{passage} есть в выводе рассуждения, но не в ответе.',
    concludedUnread: '{passage} есть в выводе рассуждения; ответ прочитать не удалось.',
    moved: ({ from, to }) =>
      `{passage} поднимается с места ${ru.number(from)} на ${ru.number(to)}, хотя рассуждение его не упоминает.`,
    agrees: counted('ru', {
      one: 'Ответ сохраняет # пару, которую упорядочило рассуждение.',
      few: 'Ответ сохраняет все # пары, которые упорядочило рассуждение.',
      many: 'Ответ сохраняет все # пар, которые упорядочило рассуждение.',
      other: 'Ответ сохраняет все # пары, которые упорядочило рассуждение.',
    }),
    agreesUnread: counted('ru', {
      one: 'Ответ прочитать не удалось; список случайно сохраняет # пару, которую упорядочило рассуждение.',
      few: 'Ответ прочитать не удалось; список случайно сохраняет все # пары, которые упорядочило рассуждение.',
      many: 'Ответ прочитать не удалось; список случайно сохраняет все # пар, которые упорядочило рассуждение.',
      other: 'Ответ прочитать не удалось; список случайно сохраняет все # пары, которые упорядочило рассуждение.',
    }),
    nothingToCheck: 'Рассуждение не упорядочивает ни одной пары фрагментов, сверять ответ не с чем.',
    caveat: 'Найдено правилами по словам; предложение может быть понято неверно.',
    showSentence: 'Показать предложение',
    showEarlier: 'Показать более раннее',
    more: (count) => `Показать ещё ${ru.number(count)}`,
    fewer: 'Показать меньше',
  },
  zh: {
    title: '推理',
    honesty: '这是模型写下的文字，并非它如何作出决定的忠实说明。',
    locked: '其中的引文只能从段落中原样复制。',
    preparing: '正在准备第一个窗口…',
    onlyWindow: '单个窗口',
    window: ({ number, total }) => `第 ${zh.number(number)} 个窗口，共 ${zh.number(total)} 个`,
    places: ({ first, last }) => `第 ${zh.number(first)}–${zh.number(last)} 位`,
    phases: { reading: '正在阅读', thinking: '正在思考', answering: '正在回答' },
    brokenOff: '已中断',
    brokenOffSentence: '这个窗口已中断，没有采用其中任何内容。',
    readingPrompt: (tokens) => `正在读完提示词：模型正在阅读 ${zh.tokens(tokens)}，这一阶段无法中断。`,
    thought: '思考',
    passagesNamed: counted('zh', { other: '提到 # 个段落' }),
    kinds: { passage: '段落', comparison: '比较', 'change-of-mind': '改变看法', conclusion: '结论' },
    verbatim: '原文一致',
    notFound: '未找到',
    unknownNumber: '这个窗口中没有这个编号的段落',
    chip: ({ rank, start }) => `第 ${zh.number(rank)} 位：${start}`,
    answer: '回答',
    usage: ({ read, readRate, written, writtenRate }) =>
      `以每秒 ${zh.rate(readRate)} 个的速度阅读了 ${zh.tokens(read)}，以每秒 ${zh.rate(writtenRate)} 个的速度写出了 ${zh.number(written)} 个`,
    skip: '跳过思考',
    skipResults: {
      closing: '您要求跳过思考：它在下一个词元处结束，随后给出回答。',
      over: '您要求跳过思考，但思考当时已经结束。',
      'free-mode': '您要求跳过思考，但自由回答没有可以结束思考的引导，只能停止运行。',
    },
    consistency: '回答与推理的对照',
    contradiction: '推理把 {better} 排在 {worse} 之前，回答则相反。',
    contradictionUnread: '推理把 {better} 排在 {worse} 之前；未能读出回答，所以顺序仍然相反。',
    concluded: '{passage} 出现在推理的结论中，但不在回答中。',
    concludedUnread: '{passage} 出现在推理的结论中；未能读出回答。',
    moved: ({ from, to }) => `{passage} 从第 ${zh.number(from)} 位升到第 ${zh.number(to)} 位，但推理从未提到它。`,
    agrees: counted('zh', { other: '回答保持了推理所排的全部 # 对顺序。' }),
    agreesUnread: counted('zh', { other: '未能读出回答；列表恰好保持了推理所排的全部 # 对顺序。' }),
    nothingToCheck: '推理没有排出任何两个段落的先后，因此无从对照回答。',
    caveat: '由针对词语的规则得出，可能误读句子。',
    showSentence: '显示该句',
    showEarlier: '显示较早的一句',
    more: (count) => `再显示 ${zh.number(count)} 条`,
    fewer: '收起',
  },
};
