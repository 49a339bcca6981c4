import type { SkipResult } from '../../protocol/run-event.ts';
import type { CutReason } from '../../state/select-cuts.ts';
import { counted } from './counted.ts';
import { formatWords } from './format-catalogue.ts';
import type { Catalogue } from './use-words.ts';

/** What a prompt could not hold, and what an answer had to be mended by. {names} in braces are places for elements. */
export interface LimitsWords {
  readonly title: string;
  readonly hint: string;
  readonly window: (place: { readonly number: number; readonly total: number }) => string;
  readonly meter: string;
  readonly meterWords: (tokens: { readonly used: number; readonly context: number }) => string;
  readonly prompt: string;
  readonly instructions: string;
  readonly query: string;
  readonly passages: string;
  readonly template: string;
  readonly joined: string;
  readonly thoughtRoom: string;
  readonly answerRoom: string;
  readonly free: string;
  readonly context: string;
  readonly notCounted: string;
  readonly shrunk: (words: { readonly asked: number; readonly kept: number }) => string;
  readonly cuts: string;
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
  readonly repairs: string;
  readonly nothingRepaired: string;
  readonly notOver: string;
  readonly missing: string;
  readonly duplicate: string;
  readonly unknown: (written: string) => string;
  readonly unfinished: (places: { readonly settled: number; readonly of: number }) => string;
  readonly forced: (tokens: number) => string;
  readonly skipped: string;
  readonly openThought: string;
  readonly notSkipped: Readonly<Record<Exclude<SkipResult, 'closing'>, string>>;
  readonly sent: string;
  readonly noPrompt: string;
  readonly part: string;
  readonly tokens: string;
  readonly passage: (identifier: number) => string;
  readonly sentWhole: (tokens: number) => string;
  readonly templateNote: (tokens: number) => string;
}

const { en, fa, ru, zh } = formatWords;

export const limitsWords: Catalogue<LimitsWords> = {
  en: {
    title: 'Limits',
    hint: 'what the model was given, what was cut, what was mended',
    window: ({ number, total }) => `Window ${en.number(number)} of ${en.number(total)}`,
    meter: 'Context of the model',
    meterWords: ({ used, context }) =>
      `${en.number(used)} of ${en.tokens(context)} taken or kept free for thought and answer (${en.percent(used / context)})`,
    prompt: 'Prompt',
    instructions: 'instructions',
    query: 'query',
    passages: 'passages',
    template: 'conversation template',
    joined: 'gained where parts join',
    thoughtRoom: 'Room for the thought',
    answerRoom: 'Room for the answer',
    free: 'Left over',
    context: 'Context',
    notCounted: 'This log was written without token counts for the parts of the prompt; only the whole prompt was counted.',
    shrunk: ({ asked, kept }) =>
      `The passages did not all fit at ${en.words(asked)} each, so each kept ${en.words(kept)} at most.`,
    cuts: 'Cut from the passages',
    nothingCut: (passages) => `Nothing: all ${en.passages(passages)} stand whole in the prompt.`,
    cut: ({ kept, all, before, after }) =>
      `{passage} kept ${en.number(kept)} of ${en.words(all)}; ${en.number(before)} before and ${en.number(after)} after them were cut.`,
    reasons: ({ reason, words }) =>
      reason === 'passage-words'
        ? `Reason: longer than the ${en.words(words)} that the setting lets a passage have.`
        : 'Reason: all passages of the window had to fit the model’s context.',
    neutralised: counted('en', {
      one: '{passage} held # mark that looks like a passage number or a control tag; it was made harmless in the prompt.',
      other: '{passage} held # marks that look like passage numbers or control tags; they were made harmless in the prompt.',
    }),
    showCut: 'Show what was cut',
    wordsBefore: (count) => `Cut before, ${en.words(count)}`,
    wordsKept: (count) => `Kept, ${en.words(count)}`,
    wordsAfter: (count) => `Cut after, ${en.words(count)}`,
    repairs: 'Mended in the answer',
    nothingRepaired: 'Nothing: the model ended its thought and wrote each passage once.',
    notOver: 'Nothing so far; the window is not over.',
    missing: 'Left out of the answer: {passages}. They keep their earlier order behind the others.',
    duplicate: 'Named more than once: {passages}. The first place counts.',
    unknown: (written) => `Named, but not in this window: ${written}. Left out.`,
    unfinished: ({ settled, of }) =>
      `The answer was cut off after ${en.number(settled)} of ${en.places(of)}. The rest keep their earlier order.`,
    forced: (tokens) => `The thought was closed by force at its budget of ${en.tokens(tokens)}.`,
    skipped: 'The thought was closed because you asked for the answer.',
    openThought: 'The thought was never closed, so no order was taken from it.',
    notSkipped: {
      over: 'You asked to skip the thought when it was over already.',
      'free-mode': 'You asked to skip the thought; in a free answer nothing can close it.',
    },
    sent: 'The prompt exactly as sent',
    noPrompt: 'This log does not hold the prompt.',
    part: 'Part',
    tokens: 'Tokens',
    passage: (identifier) => `passage [${identifier}]`,
    sentWhole: (tokens) => `${en.tokens(tokens)} in all.`,
    templateNote: (tokens) => `The conversation template puts ${en.tokens(tokens)} around this text.`,
  },
  fa: {
    title: 'محدودیت‌ها',
    hint: 'به مدل چه داده شد، چه بریده شد، چه ترمیم شد',
    window: ({ number, total }) => `پنجرهٔ ${fa.number(number)} از ${fa.number(total)}`,
    meter: 'ظرفیت متن مدل',
    meterWords: ({ used, context }) =>
      `${fa.number(used)} از ${fa.tokens(context)} پر است یا برای اندیشه و پاسخ نگه داشته شده است (${fa.percent(used / context)})`,
    prompt: 'ورودی',
    instructions: 'دستورها',
    query: 'پرسش',
    passages: 'متن‌ها',
    template: 'قالب گفت‌وگو',
    joined: 'صرفه‌جویی در پیوند بخش‌ها',
    thoughtRoom: 'جا برای اندیشه',
    answerRoom: 'جا برای پاسخ',
    free: 'باقی‌مانده',
    context: 'ظرفیت',
    notCounted: 'این گزارش بدون شمار توکن بخش‌های ورودی نوشته شده است؛ تنها کل ورودی شمرده شد.',
    shrunk: ({ asked, kept }) => `همهٔ متن‌ها با ${fa.words(asked)} جا نمی‌شدند، پس از هر یک دست بالا ${fa.words(kept)} ماند.`,
    cuts: 'بریده از متن‌ها',
    nothingCut: (passages) => `هیچ: ${fa.passages(passages)} همگی کامل در ورودی هستند.`,
    cut: ({ kept, all, before, after }) =>
      `از {passage}، ${fa.number(kept)} از ${fa.words(all)} ماند؛ ${fa.number(before)} پیش و ${fa.number(after)} پس از آن بریده شد.`,
    reasons: ({ reason, words }) =>
      reason === 'passage-words'
        ? `علت: بلندتر از ${fa.words(words)} که تنظیمات برای هر متن روا می‌دارد.`
        : 'علت: همهٔ متن‌های پنجره باید در ظرفیت مدل جا می‌شدند.',
    neutralised: counted('fa', {
      other: '{passage} # نشانه داشت که به شمارهٔ متن یا برچسب کنترل می‌ماند؛ در ورودی بی‌اثر شد.',
    }),
    showCut: 'نمایش آنچه بریده شد',
    wordsBefore: (count) => `بریده از پیش، ${fa.words(count)}`,
    wordsKept: (count) => `مانده، ${fa.words(count)}`,
    wordsAfter: (count) => `بریده از پس، ${fa.words(count)}`,
    repairs: 'ترمیم‌شده در پاسخ',
    nothingRepaired: 'هیچ: مدل اندیشه‌اش را به پایان برد و هر متن را یک بار نوشت.',
    notOver: 'تا اینجا هیچ؛ پنجره هنوز تمام نشده است.',
    missing: 'جامانده از پاسخ: {passages}. با ترتیب پیشین پس از دیگران می‌مانند.',
    duplicate: 'بیش از یک بار نام برده شد: {passages}. نخستین جایگاه به شمار می‌آید.',
    unknown: (written) => `نام برده شد، اما در این پنجره نیست: ${written}. کنار گذاشته شد.`,
    unfinished: ({ settled, of }) => `پاسخ پس از ${fa.number(settled)} از ${fa.places(of)} بریده شد. بقیه ترتیب پیشین را دارند.`,
    forced: (tokens) => `اندیشه در پایان سهم ${fa.tokens(tokens)} به‌اجبار بسته شد.`,
    skipped: 'اندیشه بسته شد، زیرا پاسخ را خواستید.',
    openThought: 'اندیشه هرگز بسته نشد، پس ترتیبی از آن برداشته نشد.',
    notSkipped: {
      over: 'هنگامی خواستید از اندیشه بگذرد که پایان یافته بود.',
      'free-mode': 'خواستید از اندیشه بگذرد؛ در پاسخ آزاد چیزی نمی‌تواند آن را ببندد.',
    },
    sent: 'ورودی درست همان‌گونه که فرستاده شد',
    noPrompt: 'این گزارش ورودی را در بر ندارد.',
    part: 'بخش',
    tokens: 'توکن',
    passage: (identifier) => `متن \u2066[${identifier}]\u2069`,
    sentWhole: (tokens) => `روی هم ${fa.tokens(tokens)}.`,
    templateNote: (tokens) => `قالب گفت‌وگو ${fa.tokens(tokens)} پیرامون این متن می‌گذارد.`,
  },
  ru: {
    title: 'Ограничения',
    hint: 'что получила модель, что обрезано, что исправлено',
    window: ({ number, total }) => `Окно ${ru.number(number)} из ${ru.number(total)}`,
    meter: 'Контекст модели',
    meterWords: ({ used, context }) =>
      `${ru.number(used)} из ${ru.number(context)} токенов заняты или оставлены для мысли и ответа (${ru.percent(used / context)})`,
    prompt: 'Запрос к модели',
    instructions: 'указания',
    query: 'поисковый запрос',
    passages: 'фрагменты',
    template: 'шаблон беседы',
    joined: 'сэкономлено на стыках частей',
    thoughtRoom: 'Место для мысли',
    answerRoom: 'Место для ответа',
    free: 'Остаётся',
    context: 'Контекст',
    notCounted: 'Этот журнал записан без числа токенов по частям; посчитан только запрос целиком.',
    shrunk: ({ asked, kept }) =>
      `Фрагменты не помещались по столько слов (${ru.number(asked)}), поэтому от каждого осталось не больше ${ru.number(kept)}.`,
    cuts: 'Обрезано во фрагментах',
    nothingCut: (passages) => `Ничего: в запросе целиком ${ru.passages(passages)}.`,
    cut: ({ kept, all, before, after }) =>
      `{passage}: осталось слов ${ru.number(kept)} из ${ru.number(all)}; обрезано ${ru.number(before)} перед ними и ${ru.number(after)} после.`,
    reasons: ({ reason, words }) =>
      reason === 'passage-words'
        ? `Причина: длиннее, чем позволяет настройка (слов на фрагмент: ${ru.number(words)}).`
        : 'Причина: все фрагменты окна должны были поместиться в контекст модели.',
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
    repairs: 'Исправлено в ответе',
    nothingRepaired: 'Ничего: модель закончила мысль и написала каждый фрагмент один раз.',
    notOver: 'Пока ничего; окно ещё не закончено.',
    missing: 'Пропущены в ответе: {passages}. Они сохраняют прежний порядок после остальных.',
    duplicate: 'Названы больше одного раза: {passages}. Считается первое место.',
    unknown: (written) => `Названы, но в этом окне их нет: ${written}. Отброшены.`,
    unfinished: ({ settled, of }) =>
      `Ответ оборван: прочитано мест ${ru.number(settled)} из ${ru.number(of)}. Остальные сохраняют прежний порядок.`,
    forced: (tokens) => `Мысль принудительно закрыта: исчерпан её объём, ${ru.tokens(tokens)}.`,
    skipped: 'Мысль закрыта, потому что вы попросили ответ.',
    openThought: 'Мысль так и не закрыта, поэтому порядок из неё не взят.',
    notSkipped: {
      over: 'Вы попросили пропустить мысль, когда она уже закончилась.',
      'free-mode': 'Вы попросили пропустить мысль; при свободном ответе закрыть её нечем.',
    },
    sent: 'Запрос в точности как отправлен',
    noPrompt: 'В этом журнале запроса нет.',
    part: 'Часть',
    tokens: 'Токены',
    passage: (identifier) => `фрагмент [${identifier}]`,
    sentWhole: (tokens) => `Всего ${ru.tokens(tokens)}.`,
    templateNote: (tokens) => `Шаблон беседы добавляет вокруг этого текста ${ru.tokens(tokens)}.`,
  },
  zh: {
    title: '限制',
    hint: '模型得到了什么、剪去了什么、修补了什么',
    window: ({ number, total }) => `第 ${zh.number(number)} 个窗口，共 ${zh.number(total)} 个`,
    meter: '模型的上下文',
    meterWords: ({ used, context }) =>
      `${zh.tokens(context)}中有 ${zh.number(used)} 个已占用或为思考和回答保留（${zh.percent(used / context)}）`,
    prompt: '提示词',
    instructions: '指令',
    query: '查询',
    passages: '段落',
    template: '对话模板',
    joined: '各部分相接时省下',
    thoughtRoom: '留给思考',
    answerRoom: '留给回答',
    free: '剩余',
    context: '上下文',
    notCounted: '写这份记录时没有统计提示词各部分的词元数，只统计了整个提示词。',
    shrunk: ({ asked, kept }) => `每个段落 ${zh.words(asked)}放不下，因此每个最多保留 ${zh.words(kept)}。`,
    cuts: '段落中剪去的内容',
    nothingCut: (passages) => `没有：${zh.passages(passages)}都完整地在提示词中。`,
    cut: ({ kept, all, before, after }) =>
      `{passage} 保留了 ${zh.words(all)}中的 ${zh.number(kept)} 个；之前剪去 ${zh.number(before)} 个，之后剪去 ${zh.number(after)} 个。`,
    reasons: ({ reason, words }) =>
      reason === 'passage-words'
        ? `原因：超过了设置允许的每段 ${zh.words(words)}。`
        : '原因：窗口中的所有段落必须放进模型的上下文。',
    neutralised: counted('zh', { other: '{passage} 含有 # 处像段落编号或控制标签的标记，已在提示词中使其无效。' }),
    showCut: '显示剪去的内容',
    wordsBefore: (count) => `之前剪去 ${zh.words(count)}`,
    wordsKept: (count) => `保留 ${zh.words(count)}`,
    wordsAfter: (count) => `之后剪去 ${zh.words(count)}`,
    repairs: '回答中修补的内容',
    nothingRepaired: '没有：模型结束了思考，并把每个段落写了一次。',
    notOver: '目前没有；窗口尚未完成。',
    missing: '回答中遗漏：{passages}。它们按原先的顺序排在其他段落之后。',
    duplicate: '不止一次提到：{passages}。以第一次的位置为准。',
    unknown: (written) => `提到了但不在这个窗口中：${written}。已舍去。`,
    unfinished: ({ settled, of }) => `回答在 ${zh.places(of)}中的第 ${zh.number(settled)} 个之后中断，其余保持原先的顺序。`,
    forced: (tokens) => `思考达到 ${zh.tokens(tokens)}的上限，被强制结束。`,
    skipped: '因为您要求回答，思考已结束。',
    openThought: '思考一直没有结束，因此没有从中取得顺序。',
    notSkipped: {
      over: '您要求跳过思考时，思考已经结束。',
      'free-mode': '您要求跳过思考；自由回答中没有办法结束它。',
    },
    sent: '原样发送的提示词',
    noPrompt: '这份记录中没有提示词。',
    part: '部分',
    tokens: '词元',
    passage: (identifier) => `段落 [${identifier}]`,
    sentWhole: (tokens) => `共 ${zh.tokens(tokens)}。`,
    templateNote: (tokens) => `对话模板在这段文字前后加入 ${zh.tokens(tokens)}。`,
  },
};
