import { formatWords } from './format-catalogue.ts';
import type { Catalogue } from './use-words.ts';

/** The fold on limits: what a window’s prompt held and what it took of the context. */
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
  readonly repairs: string;
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
    repairs: 'Mended in the answer',
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
    repairs: 'ترمیم‌شده در پاسخ',
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
    repairs: 'Исправлено в ответе',
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
    repairs: '回答中修补的内容',
    sent: '原样发送的提示词',
    noPrompt: '这份记录中没有提示词。',
    part: '部分',
    tokens: '词元',
    passage: (identifier) => `段落 [${identifier}]`,
    sentWhole: (tokens) => `共 ${zh.tokens(tokens)}。`,
    templateNote: (tokens) => `对话模板在这段文字前后加入 ${zh.tokens(tokens)}。`,
  },
};
