import type { SkipResult } from '../../core/log/event.ts';
import { formatWords } from './format-catalogue.ts';
import type { Catalogue } from './use-words.ts';

/** What an answer had to be mended by. {names} in braces are places for elements. */
export interface RepairsWords {
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
}

const { en, fa, ru, zh } = formatWords;

export const repairsWords: Catalogue<RepairsWords> = {
  en: {
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
  },
  fa: {
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
  },
  ru: {
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
  },
  zh: {
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
  },
};
