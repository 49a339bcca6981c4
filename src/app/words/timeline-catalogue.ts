import type { RunOutcome } from '../../core/log/event.ts';
import type { TimelinePhase, TokenSource } from '../../core/read/timeline.ts';
import { formatWords } from './format-catalogue.ts';
import type { Catalogue } from './use-words.ts';

type PhaseName = TimelinePhase['phase'] | 'settled';

/** The timeline: where in a run the page stands, and the controls that move it. */
export interface TimelineWords {
  readonly title: string;
  readonly time: string;
  readonly phases: Readonly<Record<PhaseName, string>>;
  readonly begins: string;
  readonly between: string;
  readonly ends: Readonly<Record<RunOutcome['type'], string>>;
  readonly inWindow: (moment: { readonly number: number; readonly total: number; readonly phase: PhaseName }) => string;
  readonly moment: (moment: { readonly what: string; readonly atMs: number }) => string;
  readonly clock: (times: { readonly atMs: number; readonly totalMs: number }) => string;
  readonly live: string;
  readonly toEnd: string;
  readonly behind: string;
  readonly play: string;
  readonly pause: string;
  readonly previous: string;
  readonly next: string;
  readonly speed: string;
  readonly times: (speed: number) => string;
  readonly tentative: string;
  readonly committed: string;
  readonly figures: string;
  readonly window: string;
  readonly places: string;
  readonly changes: string;
  readonly span: (place: { readonly first: number; readonly last: number }) => string;
  readonly tokens: (count: { readonly tokens: number; readonly from: TokenSource }) => string;
  readonly number: (value: number) => string;
  readonly seconds: (ms: number) => string;
}

const { en, fa, ru, zh } = formatWords;

export const timelineWords: Catalogue<TimelineWords> = {
  en: {
    title: 'Timeline',
    time: 'Time',
    phases: { reading: 'reading', thinking: 'thinking', answering: 'answering', settled: 'settled' },
    begins: 'The run begins',
    between: 'Between windows',
    ends: { complete: 'The run is done', cancelled: 'The run was stopped', failed: 'The run failed' },
    inWindow: ({ number, total, phase }) =>
      `Window ${en.number(number)} of ${en.number(total)}, ${timelineWords.en.phases[phase]}`,
    moment: ({ what, atMs }) => `${what}, ${en.clock(atMs)}`,
    clock: ({ atMs, totalMs }) => `${en.clock(atMs)} of ${en.clock(totalMs)}`,
    live: 'Live',
    toEnd: 'To the end',
    behind: 'An earlier moment is shown; the run goes on.',
    play: 'Play',
    pause: 'Pause',
    previous: 'Previous window',
    next: 'Next window',
    speed: 'Speed',
    times: (speed) => `${en.number(speed)}×`,
    tentative: 'tentative order changed',
    committed: 'order settled anew',
    figures: 'Windows in figures',
    window: 'Window',
    places: 'Places',
    changes: 'Order changes',
    span: ({ first, last }) => `${en.number(first)}–${en.number(last)}`,
    tokens: ({ tokens, from }) => `${from === 'pieces' ? 'at least ' : from === 'shared' ? 'about ' : ''}${en.tokens(tokens)}`,
    number: en.number,
    seconds: en.seconds,
  },
  fa: {
    title: 'خط زمان',
    time: 'زمان',
    phases: { reading: 'خواندن', thinking: 'اندیشیدن', answering: 'پاسخ', settled: 'قطعی' },
    begins: 'آغاز اجرا',
    between: 'میان دو پنجره',
    ends: { complete: 'اجرا پایان یافت', cancelled: 'اجرا متوقف شد', failed: 'اجرا خطا داد' },
    inWindow: ({ number, total, phase }) =>
      `پنجرهٔ ${fa.number(number)} از ${fa.number(total)}، ${timelineWords.fa.phases[phase]}`,
    moment: ({ what, atMs }) => `${what}، ${fa.clock(atMs)}`,
    clock: ({ atMs, totalMs }) => `${fa.clock(atMs)} از ${fa.clock(totalMs)}`,
    live: 'زنده',
    toEnd: 'به پایان',
    behind: 'لحظه‌ای پیش‌تر نشان داده می‌شود؛ اجرا ادامه دارد.',
    play: 'پخش',
    pause: 'مکث',
    previous: 'پنجرهٔ پیشین',
    next: 'پنجرهٔ بعدی',
    speed: 'سرعت',
    times: (speed) => `${fa.number(speed)}×`,
    tentative: 'ترتیب موقت تغییر کرد',
    committed: 'ترتیب تازه قطعی شد',
    figures: 'پنجره‌ها به عدد',
    window: 'پنجره',
    places: 'جایگاه‌ها',
    changes: 'تغییر ترتیب',
    span: ({ first, last }) => `${fa.number(first)} تا ${fa.number(last)}`,
    tokens: ({ tokens, from }) => `${from === 'pieces' ? 'دست‌کم ' : from === 'shared' ? 'حدود ' : ''}${fa.tokens(tokens)}`,
    number: fa.number,
    seconds: fa.seconds,
  },
  ru: {
    title: 'Ход времени',
    time: 'Время',
    phases: { reading: 'чтение', thinking: 'мысль', answering: 'ответ', settled: 'готово' },
    begins: 'Запуск начинается',
    between: 'Между окнами',
    ends: { complete: 'Запуск завершён', cancelled: 'Запуск остановлен', failed: 'Запуск не удался' },
    inWindow: ({ number, total, phase }) => `Окно ${ru.number(number)} из ${ru.number(total)}, ${timelineWords.ru.phases[phase]}`,
    moment: ({ what, atMs }) => `${what}, ${ru.clock(atMs)}`,
    clock: ({ atMs, totalMs }) => `${ru.clock(atMs)} из ${ru.clock(totalMs)}`,
    live: 'Сейчас',
    toEnd: 'В конец',
    behind: 'Показан более ранний момент; запуск продолжается.',
    play: 'Воспроизвести',
    pause: 'Пауза',
    previous: 'Предыдущее окно',
    next: 'Следующее окно',
    speed: 'Скорость',
    times: (speed) => `${ru.number(speed)}×`,
    tentative: 'изменился предварительный порядок',
    committed: 'принят новый порядок',
    figures: 'Окна в числах',
    window: 'Окно',
    places: 'Места',
    changes: 'Смен порядка',
    span: ({ first, last }) => `${ru.number(first)}–${ru.number(last)}`,
    tokens: ({ tokens, from }) =>
      `${from === 'pieces' ? 'не меньше: ' : from === 'shared' ? 'примерно: ' : ''}${ru.tokens(tokens)}`,
    number: ru.number,
    seconds: ru.seconds,
  },
  zh: {
    title: '时间线',
    time: '时间',
    phases: { reading: '阅读', thinking: '思考', answering: '回答', settled: '已确定' },
    begins: '运行开始',
    between: '两个窗口之间',
    ends: { complete: '运行完成', cancelled: '运行已停止', failed: '运行失败' },
    inWindow: ({ number, total, phase }) =>
      `第 ${zh.number(number)} 个窗口，共 ${zh.number(total)} 个，${timelineWords.zh.phases[phase]}`,
    moment: ({ what, atMs }) => `${what}，${zh.clock(atMs)}`,
    clock: ({ atMs, totalMs }) => `${zh.clock(atMs)} / ${zh.clock(totalMs)}`,
    live: '实时',
    toEnd: '到末尾',
    behind: '显示的是较早的时刻，运行仍在继续。',
    play: '播放',
    pause: '暂停',
    previous: '上一个窗口',
    next: '下一个窗口',
    speed: '速度',
    times: (speed) => `${zh.number(speed)}×`,
    tentative: '暂定顺序改变',
    committed: '确定了新顺序',
    figures: '各窗口数据',
    window: '窗口',
    places: '位置',
    changes: '顺序变化',
    span: ({ first, last }) => `${zh.number(first)}–${zh.number(last)}`,
    tokens: ({ tokens, from }) => `${from === 'pieces' ? '至少 ' : from === 'shared' ? '约 ' : ''}${zh.tokens(tokens)}`,
    number: zh.number,
    seconds: zh.seconds,
  },
};
