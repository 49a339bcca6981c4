import type * as en from '../en/trace.ts';
import { headOf, shareOf } from '../phrases.ts';
import { counted, format } from './format.ts';

export const trace: typeof en.trace = {
  title: 'Рассуждение',
  honesty: 'Текст, написанный моделью; не достоверный отчёт о том, как она решала.',
  locked: 'Цитаты в нём можно только скопировать из фрагментов.',
  preparing: 'Готовится первое окно…',
  onlyWindow: 'Одно окно',
  window: ({ number, total }) => `Окно ${format.number(number)} из ${format.number(total)}`,
  places: ({ first, last }) => `места ${format.number(first)}–${format.number(last)}`,
  phases: { reading: 'Читает', thinking: 'Думает', answering: 'Отвечает' },
  brokenOff: 'Прервано',
  brokenOffSentence: 'Это окно прервано. Из него ничего не взято.',
  readingPrompt: (tokens) => `Дочитывается запрос: модель читает ${format.tokens(tokens)}. Здесь её нельзя прервать.`,
  thought: 'Мысль',
  thoughtKeys: 'Рассуждение; стрелки ведут от фрагмента к фрагменту',
  leftBefore: (characters) => `Пока мысль пишется, предыдущие знаки (${characters}) не показаны.`,
  leftAfter: (characters) =>
    `Ещё знаков: ${characters}; они не показаны, чтобы страница не замерла. В сохранённом журнале есть все.`,
  drawMore: 'Показать больше',
  passagesNamed: counted({
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
  verbatimBest: 'дословно, лучшее свидетельство',
  verbatimWeak: 'дословно, но не там, где ответ ближе всего',
  verbatimEmpty: 'дословно, но ничто в этом не отвечает на слова запроса',
  quoteMarks: {
    title: 'Знаки после цитат',
    '✓': 'стоит во фрагменте слово в слово, и там, где он ближе всего к запросу',
    '≈': 'стоит во фрагменте слово в слово, но это не лучшее его свидетельство',
    '=': 'стоит во фрагменте слово в слово; где лучшее свидетельство, здесь неизвестно',
    '✗': 'не стоит в том, что дали модели',
  },
  notFound: 'не найдено',
  unknownNumber: 'В этом окне нет фрагмента с таким номером',
  chip: ({ rank, start }) => `место ${format.number(rank)}: ${start}`,
  answer: 'Ответ',
  usage: ({ read, readRate, written, writtenRate }) =>
    `прочитано ${format.tokens(read)} по ${format.rate(readRate)} в секунду, написано ${format.number(written)} по ${format.rate(writtenRate)} в секунду`,
  forced: ({ forced, written }) =>
    `Вынуждены ${format.number(forced)} из ${format.number(written)} написанных токенов: форма не оставляла выбора, поэтому они прочитаны целыми кусками, а не написаны по одному.`,
  skip: 'Пропустить мысль',
  skipResults: {
    closing: 'Вы попросили пропустить мысль: она закрыта на следующем токене, дальше идёт ответ.',
    over: 'Вы попросили пропустить мысль, но она уже закончилась.',
    'free-mode': 'Вы попросили пропустить мысль, но при свободном ответе закрыть её нечем. Остаётся только остановка.',
  },
  notices: 'По пути к модели',
  consistency: 'Ответ в сравнении с рассуждением',
  contradiction: 'Рассуждение ставит {better} перед {worse}, ответ — наоборот.',
  contradictionUnread: 'Рассуждение ставит {better} перед {worse}; ответ прочитать не удалось, и порядок остался обратным.',
  concluded: '{passage} есть в выводе рассуждения, но не в ответе.',
  concludedUnread: '{passage} есть в выводе рассуждения; ответ прочитать не удалось.',
  moved: ({ from, to }) =>
    `{passage} поднимается с места ${format.number(from)} на ${format.number(to)}, хотя рассуждение его не упоминает.`,
  agrees: counted({
    one: 'Ответ сохраняет # пару, которую упорядочило рассуждение.',
    few: 'Ответ сохраняет все # пары, которые упорядочило рассуждение.',
    many: 'Ответ сохраняет все # пар, которые упорядочило рассуждение.',
    other: 'Ответ сохраняет все # пары, которые упорядочило рассуждение.',
  }),
  agreesUnread: counted({
    one: 'Ответ прочитать не удалось; список случайно сохраняет # пару, которую упорядочило рассуждение.',
    few: 'Ответ прочитать не удалось; список случайно сохраняет все # пары, которые упорядочило рассуждение.',
    many: 'Ответ прочитать не удалось; список случайно сохраняет все # пар, которые упорядочило рассуждение.',
    other: 'Ответ прочитать не удалось; список случайно сохраняет все # пары, которые упорядочило рассуждение.',
  }),
  nothingToCheck: 'Рассуждение не упорядочивает ни одной пары фрагментов, сверять ответ не с чем.',
  caveat: 'Найдено правилами по словам; предложение может быть понято неверно.',
  showSentence: 'Показать предложение',
  showEarlier: 'Показать более раннее',
  more: (count) => `Показать ещё ${format.number(count)}`,
  fewer: 'Показать меньше',
};

export const calls: typeof en.calls = {
  call: ({ number, total }) => `Вызов ${format.number(number)}${total === null ? '' : ` из ${format.number(total)}`}`,
  head: headOf(format, {
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
  sample: ({ number, of }) => `выборка ${format.number(number)} из ${format.number(of)}`,
  likelihoods: { labels: 'Вероятность быть названным первым', words: 'Вероятность ответа «да»' },
  whole: 'Ответ прочитан полностью.',
  unwritten: 'Ответ не написан: решают вероятности.',
  read: ({ read, computed }) => `прочитано ${format.tokens(read)}, заново вычислено ${format.number(computed)}.`,
  mass: (share) => `Доли только среди этих меток; вместе они составляют ${shareOf(format, share)} того, что написала бы модель.`,
  yes: (share) => `p(да) ${format.fixed(share, 3)}`,
  scores: 'Данные оценки',
  noScore: 'нет',
  cut: 'Здесь отрезано: ответ дан без того, что следует дальше.',
  wait: 'Здесь вставлено «Wait»',
  notes: 'Что это чтение сделало молча',
  fused: (samples, rule) =>
    `Выборок: ${format.number(samples)}; сведены в один порядок: ${{ borda: 'правило Борда', kemeny: 'правило Кемени', 'reciprocal-rank': 'обратный ранг' }[rule]}.`,
  agreement: (tau) => `В среднем они согласны на τ Кендалла ${tau} (1 — тот же порядок, 0 — связи нет).`,
  noAgreement: 'Согласие не определено: одна из выборок ничего не различила.',
  passage: 'Фрагмент',
  meanRank: 'Средний ранг',
  ranks: 'Лучший–худший',
  deviation: 'Отклонение',
  readings: 'Что прочли бы в этом ответе другие системы',
  readingsHint: 'Тот же текст, прочитанный по правилам каждой системы. Номера — из промпта этого вызова; = означает равенство.',
  reader: 'Чтение',
  order: 'Порядок',
  outcome: 'Итог',
  told: 'Что сделано молча',
  used: 'применено',
  same: 'ничего',
};

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
  joined: 'меньше токенов на стыке частей',
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

export const rowReason: typeof en.rowReason = {
  why: 'Почему',
  whyHint: 'Показать это предложение в рассуждении',
  silent: 'Рассуждение о нём не говорит.',
  pending: 'Рассуждение до него ещё не дошло.',
  by: {
    judged: 'судит об этом фрагменте',
    comparison: 'сравнивает его с другими',
    conclusion: 'из вывода',
    mentioned: 'только называет его',
  },
  earlier: (window) => `из окна ${format.number(window)}; более позднее о нём не говорит`,
  against: (rank) => `Место ${format.number(rank)}, хотя в рассуждении сказано:`,
  though: 'Хотя в рассуждении сказано:',
  denied: 'В рассуждении сказано и это:',
};
