import { format } from './format.ts';
import type * as en from '../en/timeline.ts';

export const timeline: typeof en.timeline = {
  title: 'Ход времени',
  time: 'Время',
  phases: { reading: 'чтение', thinking: 'мысль', answering: 'ответ', settled: 'готово' },
  begins: 'Запуск начинается',
  between: 'Между окнами',
  ends: { complete: 'Запуск завершён', cancelled: 'Запуск остановлен', failed: 'Запуск не удался' },
  inWindow: ({ number, total, phase, passage }) =>
    `Окно ${format.number(number)} из ${format.number(total)}, ${timeline.phases[phase]}${
      passage === null ? '' : `, фрагмент ${format.number(passage.place)} из ${format.number(passage.of)}`
    }`,
  moment: ({ what, atMs }) => `${what}, ${format.clock(atMs)}`,
  clock: ({ atMs, totalMs }) => `${format.clock(atMs)} из ${format.clock(totalMs)}`,
  live: 'Сейчас',
  toEnd: 'В конец',
  behind: 'Показан более ранний момент; запуск продолжается.',
  play: 'Воспроизвести',
  pause: 'Пауза',
  previous: 'Предыдущее окно',
  next: 'Следующее окно',
  speed: 'Скорость',
  times: (speed) => `${format.number(speed)}×`,
  read: 'фрагмент прочитан',
  tentative: 'изменился предварительный порядок',
  committed: 'принят новый порядок',
  figures: 'Окна в числах',
  window: 'Окно',
  places: 'Места',
  changes: 'Смен порядка',
  span: ({ first, last }) => `${format.number(first)}–${format.number(last)}`,
  forced: 'Вынуждено формой',
  forcedOf: ({ forced, written }) => `${format.number(forced)} из ${format.number(written)}`,
  tokens: ({ tokens, from }) =>
    `${from === 'pieces' ? 'не меньше: ' : from === 'shared' ? 'примерно: ' : ''}${format.tokens(tokens)}`,
  number: format.number,
  seconds: format.seconds,
};

export const charts: typeof en.charts = {
  bumps: 'Места по окнам',
  bumpsHint: 'Каждая линия — фрагмент. Точка: в предыдущем окне фрагмент был в запросе к модели.',
  slopes: 'От первого этапа к итогу',
  slopesHint: 'Каждая линия — фрагмент: от исходного места к решённому.',
  tooEarly: 'Графики начинаются, когда закроется первое окно.',
  firstStage: 'Первый этап',
  now: 'Пока решено',
  final: 'Итог',
  window: (window) => `Окно ${format.number(window)}`,
  shortWindow: format.number,
  keys: 'Стрелки переходят от линии к линии; Enter показывает фрагмент в списке.',
  asTable: 'Таблицей',
  passage: 'Фрагмент',
  move: 'Перемещение',
  rank: format.number,
  moved: (places) =>
    places === 0 ? 'остаётся' : places > 0 ? `▲ вверх на ${format.number(places)}` : `▼ вниз на ${format.number(-places)}`,
  line: ({ name, from, to }) => `${name}: с места ${format.number(from)} на ${format.number(to)}`,
  onlyFirst: (shown, all) => `Показаны первые фрагменты: ${format.number(shown)} из ${format.number(all)}.`,
  beyond: (limit) => `Места дальше ${format.number(limit)} лежат на нижней линии.`,
  inPrompt: 'был в запросе',
};
