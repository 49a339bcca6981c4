import { format } from './format.ts';
import type * as en from '../en/timeline.ts';

export const timeline: typeof en.timeline = {
  title: 'خط زمان',
  time: 'زمان',
  phases: { reading: 'خواندن', thinking: 'اندیشیدن', answering: 'پاسخ', settled: 'قطعی' },
  begins: 'آغاز اجرا',
  between: 'میان دو پنجره',
  ends: { complete: 'اجرا پایان یافت', cancelled: 'اجرا متوقف شد', failed: 'اجرا خطا داد' },
  inWindow: ({ number, total, phase, passage }) =>
    `پنجرهٔ ${format.number(number)} از ${format.number(total)}، ${timeline.phases[phase]}${
      passage === null ? '' : `، متن ${format.number(passage.place)} از ${format.number(passage.of)}`
    }`,
  moment: ({ what, atMs }) => `${what}، ${format.clock(atMs)}`,
  clock: ({ atMs, totalMs }) => `${format.clock(atMs)} از ${format.clock(totalMs)}`,
  live: 'زنده',
  toEnd: 'به پایان',
  behind: 'لحظه‌ای پیش‌تر نشان داده می‌شود؛ اجرا ادامه دارد.',
  play: 'پخش',
  pause: 'مکث',
  previous: 'پنجرهٔ پیشین',
  next: 'پنجرهٔ بعدی',
  speed: 'سرعت',
  times: (speed) => `${format.number(speed)}×`,
  read: 'یک متن خوانده شد',
  tentative: 'ترتیب موقت تغییر کرد',
  committed: 'ترتیب تازه قطعی شد',
  figures: 'پنجره‌ها به عدد',
  window: 'پنجره',
  places: 'جایگاه‌ها',
  changes: 'تغییر ترتیب',
  span: ({ first, last }) => `${format.number(first)} تا ${format.number(last)}`,
  forced: 'ناگزیر به حکم قالب',
  forcedOf: ({ forced, written }) => `${format.number(forced)} از ${format.number(written)}`,
  tokens: ({ tokens, from }) => `${from === 'pieces' ? 'دست‌کم ' : from === 'shared' ? 'حدود ' : ''}${format.tokens(tokens)}`,
  number: format.number,
  seconds: format.seconds,
};

export const charts: typeof en.charts = {
  bumps: 'رتبه‌ها در طول پنجره‌ها',
  bumpsHint: 'هر خط یک متن است. نقطه یعنی پنجرهٔ پیش از آن این متن را در پرامپت داشته است.',
  slopes: 'از مرحلهٔ نخست تا ترتیب نهایی',
  slopesHint: 'هر خط یک متن است، از جایگاه آغاز تا جایگاه قطعی.',
  tooEarly: 'نمودارها پس از بسته شدن نخستین پنجره آغاز می‌شوند.',
  firstStage: 'مرحلهٔ نخست',
  now: 'تا اینجا قطعی',
  final: 'نهایی',
  window: (window) => `پنجرهٔ ${format.number(window)}`,
  shortWindow: format.number,
  keys: 'کلیدهای جهت از خطی به خط دیگر می‌روند؛ Enter متن را در فهرست نشان می‌دهد.',
  asTable: 'به صورت جدول',
  passage: 'متن',
  move: 'جابه‌جایی',
  rank: format.number,
  moved: (places) =>
    places === 0 ? 'بی‌تغییر' : places > 0 ? `▲ ${format.number(places)} بالاتر` : `▼ ${format.number(-places)} پایین‌تر`,
  line: ({ name, from, to }) => `\u2068${name}\u2069: از جایگاه ${format.number(from)} به ${format.number(to)}`,
  onlyFirst: (shown, all) => `${format.number(shown)} متن نخست از ${format.number(all)} متن رسم شده است.`,
  beyond: (limit) => `جایگاه‌های پس از ${format.number(limit)} روی پایین‌ترین خط می‌آیند.`,
  inPrompt: 'در پرامپت',
};
