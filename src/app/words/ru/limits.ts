import { counted, format } from './format.ts';
import type * as en from '../en/limits.ts';

export const limits: typeof en.limits = {
  title: 'Ограничения',
  hint: 'что получила модель, что обрезано, что исправлено',
  window: ({ number, total }) => `Окно ${format.number(number)} из ${format.number(total)}`,
  meter: 'Контекст модели',
  meterWords: ({ used, context }) =>
    `${format.number(used)} из ${format.number(context)} токенов заняты или оставлены для мысли и ответа (${format.percent(used / context)})`,
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
    `Фрагменты не помещались по столько слов (${format.number(asked)}), поэтому от каждого осталось не больше ${format.number(kept)}.`,
  cuts: 'Обрезано во фрагментах',
  repairs: 'Исправлено в ответе',
  sent: 'Запрос в точности как отправлен',
  noPrompt: 'В этом журнале запроса нет.',
  part: 'Часть',
  tokens: 'Токены',
  passage: (identifier) => `фрагмент [${identifier}]`,
  sentWhole: (tokens) => `Всего ${format.tokens(tokens)}.`,
  templateNote: (tokens) => `Шаблон беседы добавляет вокруг этого текста ${format.tokens(tokens)}.`,
};

export const cuts: typeof en.cuts = {
  nothingCut: (passages) => `Ничего: в запросе целиком ${format.passages(passages)}.`,
  cut: ({ kept, all, before, after }) =>
    `{passage}: осталось слов ${format.number(kept)} из ${format.number(all)}; обрезано ${format.number(before)} перед ними и ${format.number(after)} после.`,
  reasons: ({ reason, words }) =>
    ({
      'passage-words': `Причина: длиннее, чем позволяет настройка (слов на фрагмент: ${format.number(words)}).`,
      context: 'Причина: все фрагменты окна должны были поместиться в контекст модели.',
      unknown: 'Причины журнал не сообщает: сколько слов помещалось, в нём не записано.',
    })[reason],
  neutralised: counted({
    one: '{passage}: # знак, похожий на номер фрагмента или управляющий тег, обезврежен в запросе.',
    few: '{passage}: # знака, похожих на номера фрагментов или управляющие теги, обезврежены в запросе.',
    many: '{passage}: # знаков, похожих на номера фрагментов или управляющие теги, обезврежены в запросе.',
    other: '{passage}: # знака, похожих на номера фрагментов или управляющие теги, обезврежены в запросе.',
  }),
  showCut: 'Показать обрезанное',
  wordsBefore: (count) => `Обрезано перед, ${format.words(count)}`,
  wordsKept: (count) => `Осталось, ${format.words(count)}`,
  wordsAfter: (count) => `Обрезано после, ${format.words(count)}`,
};

export const repairs: typeof en.repairs = {
  nothingRepaired: 'Ничего: модель закончила мысль и написала каждый фрагмент один раз.',
  notOver: 'Пока ничего; окно ещё не закончено.',
  missing: 'Пропущены в ответе: {passages}. Они сохраняют прежний порядок после остальных.',
  duplicate: 'Названы больше одного раза: {passages}. Считается первое место.',
  unknown: (written) => `Названы, но в этом окне их нет: ${written}. Отброшены.`,
  unfinished: ({ settled, of }) =>
    `Ответ оборван: прочитано мест ${format.number(settled)} из ${format.number(of)}. Остальные сохраняют прежний порядок.`,
  forced: (tokens) => `Мысль принудительно закрыта: исчерпан её объём, ${format.tokens(tokens)}.`,
  skipped: 'Мысль закрыта, потому что вы попросили ответ.',
  openThought: 'Мысль так и не закрыта, поэтому порядок из неё не взят.',
  notSkipped: {
    over: 'Вы попросили пропустить мысль, когда она уже закончилась.',
    'free-mode': 'Вы попросили пропустить мысль; при свободном ответе закрыть её нечем.',
  },
};
