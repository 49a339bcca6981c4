import type { Catalogue, Language } from './use-words.ts';

/** The two charts of a run and their tables. Ranks come in the language's own digits. */
export interface ChartsWords {
  readonly bumps: string;
  readonly bumpsHint: string;
  readonly slopes: string;
  readonly slopesHint: string;
  readonly tooEarly: string;
  readonly firstStage: string;
  readonly now: string;
  readonly final: string;
  readonly window: (window: number) => string;
  /** Under a column too narrow for more. */
  readonly shortWindow: (window: number) => string;
  readonly keys: string;
  readonly asTable: string;
  readonly passage: string;
  readonly move: string;
  readonly rank: (rank: number) => string;
  /** "3 up", "2 down", "stays". */
  readonly moved: (places: number) => string;
  /** A line, for those who do not see it. */
  readonly line: (said: { readonly name: string; readonly from: number; readonly to: number }) => string;
  readonly onlyFirst: (shown: number, all: number) => string;
  readonly beyond: (limit: number) => string;
  readonly inPrompt: string;
}

function numbersOf(language: Language): (value: number) => string {
  const format = new Intl.NumberFormat(language);
  return (value) => format.format(value);
}

const en = numbersOf('en');
const fa = numbersOf('fa');
const ru = numbersOf('ru');
const zh = numbersOf('zh');

export const chartsWords: Catalogue<ChartsWords> = {
  en: {
    bumps: 'Ranks over the windows',
    bumpsHint: 'Each line is a passage. A dot: the window before it had the passage in its prompt.',
    slopes: 'First stage to final order',
    slopesHint: 'Each line is a passage, from the place it started at to the place that is settled.',
    tooEarly: 'The charts begin when the first window has closed.',
    firstStage: 'First stage',
    now: 'Settled so far',
    final: 'Final',
    window: (window) => `Window ${en(window)}`,
    shortWindow: en,
    keys: 'Arrow keys move from line to line; Enter shows the passage in the list.',
    asTable: 'As a table',
    passage: 'Passage',
    move: 'Movement',
    rank: en,
    moved: (places) => (places === 0 ? 'stays' : places > 0 ? `▲ ${en(places)} up` : `▼ ${en(-places)} down`),
    line: ({ name, from, to }) => `${name}: from place ${en(from)} to ${en(to)}`,
    onlyFirst: (shown, all) => `The first ${en(shown)} of ${en(all)} passages are drawn.`,
    beyond: (limit) => `Places beyond ${en(limit)} lie on the lowest line.`,
    inPrompt: 'in the prompt',
  },
  fa: {
    bumps: 'رتبه‌ها در طول پنجره‌ها',
    bumpsHint: 'هر خط یک متن است. نقطه یعنی پنجرهٔ پیش از آن این متن را در پرامپت داشته است.',
    slopes: 'از مرحلهٔ نخست تا ترتیب نهایی',
    slopesHint: 'هر خط یک متن است، از جایگاه آغاز تا جایگاه قطعی.',
    tooEarly: 'نمودارها پس از بسته شدن نخستین پنجره آغاز می‌شوند.',
    firstStage: 'مرحلهٔ نخست',
    now: 'تا اینجا قطعی',
    final: 'نهایی',
    window: (window) => `پنجرهٔ ${fa(window)}`,
    shortWindow: fa,
    keys: 'کلیدهای جهت از خطی به خط دیگر می‌روند؛ Enter متن را در فهرست نشان می‌دهد.',
    asTable: 'به صورت جدول',
    passage: 'متن',
    move: 'جابه‌جایی',
    rank: fa,
    moved: (places) => (places === 0 ? 'بی‌تغییر' : places > 0 ? `▲ ${fa(places)} بالاتر` : `▼ ${fa(-places)} پایین‌تر`),
    line: ({ name, from, to }) => `\u2068${name}\u2069: از جایگاه ${fa(from)} به ${fa(to)}`,
    onlyFirst: (shown, all) => `${fa(shown)} متن نخست از ${fa(all)} متن رسم شده است.`,
    beyond: (limit) => `جایگاه‌های پس از ${fa(limit)} روی پایین‌ترین خط می‌آیند.`,
    inPrompt: 'در پرامپت',
  },
  ru: {
    bumps: 'Места по окнам',
    bumpsHint: 'Каждая линия — фрагмент. Точка: в предыдущем окне фрагмент был в запросе к модели.',
    slopes: 'От первого этапа к итогу',
    slopesHint: 'Каждая линия — фрагмент: от исходного места к решённому.',
    tooEarly: 'Графики начинаются, когда закроется первое окно.',
    firstStage: 'Первый этап',
    now: 'Пока решено',
    final: 'Итог',
    window: (window) => `Окно ${ru(window)}`,
    shortWindow: ru,
    keys: 'Стрелки переходят от линии к линии; Enter показывает фрагмент в списке.',
    asTable: 'Таблицей',
    passage: 'Фрагмент',
    move: 'Перемещение',
    rank: ru,
    moved: (places) => (places === 0 ? 'остаётся' : places > 0 ? `▲ вверх на ${ru(places)}` : `▼ вниз на ${ru(-places)}`),
    line: ({ name, from, to }) => `${name}: с места ${ru(from)} на ${ru(to)}`,
    onlyFirst: (shown, all) => `Показаны первые фрагменты: ${ru(shown)} из ${ru(all)}.`,
    beyond: (limit) => `Места дальше ${ru(limit)} лежат на нижней линии.`,
    inPrompt: 'был в запросе',
  },
  zh: {
    bumps: '各窗口后的名次',
    bumpsHint: '每条线是一个段落。圆点表示前一个窗口的提示词中有它。',
    slopes: '从初排到最终顺序',
    slopesHint: '每条线是一个段落，从起始位置到已确定的位置。',
    tooEarly: '第一个窗口结束后图表才开始。',
    firstStage: '初排',
    now: '目前已确定',
    final: '最终',
    window: (window) => `窗口 ${zh(window)}`,
    shortWindow: zh,
    keys: '方向键在线条间移动；回车键在列表中显示该段落。',
    asTable: '以表格显示',
    passage: '段落',
    move: '移动',
    rank: zh,
    moved: (places) => (places === 0 ? '不变' : places > 0 ? `▲ 上升 ${zh(places)}` : `▼ 下降 ${zh(-places)}`),
    line: ({ name, from, to }) => `${name}：从第 ${zh(from)} 位到第 ${zh(to)} 位`,
    onlyFirst: (shown, all) => `只画出 ${zh(all)} 个段落中的前 ${zh(shown)} 个。`,
    beyond: (limit) => `${zh(limit)} 名之后的位置都画在最下面一条线上。`,
    inPrompt: '在提示词中',
  },
};
