import type { HistoryTrouble, KeptRun } from '../../state/history-view.ts';
import { counted } from './counted.ts';
import type { Catalogue } from './use-words.ts';

export interface HistoryWords {
  readonly title: string;
  readonly keep: string;
  readonly keepHint: string;
  readonly keepThis: string;
  readonly empty: string;
  readonly runs: (count: number) => string;
  readonly usage: (runs: string, bytes: string) => string;
  readonly siteUsage: (site: string, quota: string) => string;
  readonly when: (iso: string) => string;
  readonly outcomes: Readonly<Record<KeptRun['outcome'], string>>;
  readonly open: (name: string) => string;
  readonly name: string;
  readonly rename: string;
  readonly saveName: string;
  readonly leaveName: string;
  readonly remove: string;
  readonly removeAll: string;
  readonly removeAllSure: string;
  readonly removeAllYes: string;
  readonly choose: (name: string) => string;
  readonly compare: string;
  readonly compareHint: string;
  /** Null: the history's own English words are shown. */
  readonly troubles: Readonly<Record<HistoryTrouble['code'], string>> | null;
  readonly compared: string;
  readonly close: string;
  readonly otherQuery: string;
  readonly otherPassages: string;
  readonly tau: string;
  readonly rbo: string;
  readonly passage: string;
  readonly rankIn: (name: string) => string;
  readonly absent: string;
  readonly order: string;
  readonly trace: string;
  readonly traceSame: string;
  readonly traceAt: (place: { readonly window: string; readonly part: 'reasoning' | 'answer' }) => string;
  readonly textEnds: string;
  readonly settings: string;
  readonly settingsSame: string;
  readonly setting: string;
  readonly unknown: string;
  readonly figures: string;
  readonly figureNames: {
    readonly outcome: string;
    readonly passages: string;
    readonly windows: string;
    readonly mendedWindows: string;
    readonly promptTokens: string;
    readonly completionTokens: string;
    readonly seconds: string;
  };
}

const when =
  (language: string) =>
  (iso: string): string => {
    const date = new Date(iso);
    return Number.isNaN(date.getTime())
      ? iso
      : new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(date);
  };

export const historyWords: Catalogue<HistoryWords> = {
  en: {
    title: 'Past runs',
    keep: 'Keep finished runs in this browser',
    keepHint: 'They stay on this machine until you delete them.',
    keepThis: 'Keep the run on stage',
    empty: 'No runs are kept.',
    runs: counted('en', { one: '# run', other: '# runs' }),
    usage: (runs, bytes) => `${runs}, ${bytes}`,
    siteUsage: (site, quota) => `This site uses ${site} of the ${quota} the browser allows it, models included.`,
    when: when('en'),
    outcomes: { complete: 'complete', cancelled: 'stopped', failed: 'failed', running: 'not ended' },
    open: (name) => `Replay ${name}`,
    name: 'Name',
    rename: 'Rename',
    saveName: 'Save the name',
    leaveName: 'Leave it',
    remove: 'Delete',
    removeAll: 'Delete all',
    removeAllSure: 'Delete every kept run? This cannot be undone.',
    removeAllYes: 'Yes, delete all',
    choose: (name) => `Compare ${name}`,
    compare: 'Compare the two chosen',
    compareHint: 'Choose two runs to see them side by side.',
    troubles: null,
    compared: 'Two runs side by side',
    close: 'Close the comparison',
    otherQuery: 'The queries differ.',
    otherPassages: 'The passages differ.',
    tau: 'Kendall’s tau',
    rbo: 'Rank-biased overlap',
    passage: 'Passage',
    rankIn: (name) => `Rank in ${name}`,
    absent: 'not in this run',
    order: 'Order',
    trace: 'First difference of the model’s texts',
    traceSame: 'The model wrote the same, letter for letter.',
    traceAt: ({ window, part }) => `Window ${window}, in the ${part === 'reasoning' ? 'thought' : 'answer'}, after:`,
    textEnds: 'the text ends here',
    settings: 'Settings that differ',
    settingsSame: 'All settings and the model are the same.',
    setting: 'Setting',
    unknown: 'not recorded',
    figures: 'Figures',
    figureNames: {
      outcome: 'Outcome',
      passages: 'Passages',
      windows: 'Windows settled',
      mendedWindows: 'Windows repaired',
      promptTokens: 'Tokens read',
      completionTokens: 'Tokens written',
      seconds: 'Seconds',
    },
  },
  fa: {
    title: 'اجراهای پیشین',
    keep: 'اجراهای پایان‌یافته را در این مرورگر نگه دار',
    keepHint: 'تا پاک نکنید روی همین دستگاه می‌مانند.',
    keepThis: 'اجرای کنونی را نگه دار',
    empty: 'هیچ اجرایی نگه داشته نشده است.',
    runs: counted('fa', { other: '# اجرا' }),
    usage: (runs, bytes) => `${runs}، ${bytes}`,
    siteUsage: (site, quota) => `این سایت با مدل‌ها ${site} از ${quota} مجاز مرورگر را گرفته است.`,
    when: when('fa'),
    outcomes: { complete: 'کامل', cancelled: 'ایستاده', failed: 'ناکام', running: 'پایان‌نیافته' },
    open: (name) => `بازپخش ${name}`,
    name: 'نام',
    rename: 'تغییر نام',
    saveName: 'ذخیرهٔ نام',
    leaveName: 'همین بماند',
    remove: 'پاک کردن',
    removeAll: 'پاک کردن همه',
    removeAllSure: 'همهٔ اجراهای نگه‌داشته پاک شوند؟ بازگشتی ندارد.',
    removeAllYes: 'آری، همه را پاک کن',
    choose: (name) => `مقایسهٔ ${name}`,
    compare: 'مقایسهٔ دو اجرای انتخاب‌شده',
    compareHint: 'دو اجرا را برای دیدن کنار هم انتخاب کنید.',
    troubles: {
      unavailable: 'این مرورگر برای این صفحه چیزی نگه نمی‌دارد: پنجره خصوصی است یا ذخیره‌سازی بسته است.',
      quota: 'مرورگر دیگر جا ندارد. اجراهایی را که نمی‌خواهید پاک کنید.',
      blocked: 'زبانهٔ دیگری تاریخچهٔ قدیمی را باز دارد. آن را ببندید و دوباره بکوشید.',
      newer: 'تاریخچه را نسخهٔ تازه‌تری نوشته است. این زبانه را دوباره بار کنید.',
      missing: 'این اجرا دیگر در تاریخچه نیست.',
      failed: 'ذخیره‌گاه مرورگر کار نکرد. دوباره بکوشید.',
      unreadable: 'این اجرا خوانده نمی‌شود.',
    },
    compared: 'دو اجرا کنار هم',
    close: 'بستن مقایسه',
    otherQuery: 'پرسش‌ها یکی نیستند.',
    otherPassages: 'متن‌ها یکی نیستند.',
    tau: 'تاو کندال',
    rbo: 'هم‌پوشانی وزن‌دار رتبه‌ها (RBO)',
    passage: 'متن',
    rankIn: (name) => `رتبه در ${name}`,
    absent: 'در این اجرا نیست',
    order: 'ترتیب',
    trace: 'نخستین تفاوت نوشته‌های مدل',
    traceSame: 'مدل حرف به حرف یکسان نوشته است.',
    traceAt: ({ window, part }) => `پنجرهٔ ${window}، در ${part === 'reasoning' ? 'اندیشه' : 'پاسخ'}، پس از:`,
    textEnds: 'نوشته اینجا پایان می‌یابد',
    settings: 'تنظیم‌های متفاوت',
    settingsSame: 'همهٔ تنظیم‌ها و مدل یکسان‌اند.',
    setting: 'تنظیم',
    unknown: 'ثبت نشده',
    figures: 'عددها',
    figureNames: {
      outcome: 'پایان',
      passages: 'متن‌ها',
      windows: 'پنجره‌های قطعی',
      mendedWindows: 'پنجره‌های اصلاح‌شده',
      promptTokens: 'توکن‌های خوانده',
      completionTokens: 'توکن‌های نوشته',
      seconds: 'ثانیه',
    },
  },
  ru: {
    title: 'Прежние прогоны',
    keep: 'Хранить завершённые прогоны в этом браузере',
    keepHint: 'Они остаются на этой машине, пока вы их не удалите.',
    keepThis: 'Сохранить текущий прогон',
    empty: 'Сохранённых прогонов нет.',
    runs: counted('ru', { one: '# прогон', few: '# прогона', many: '# прогонов', other: '# прогона' }),
    usage: (runs, bytes) => `${runs}, ${bytes}`,
    siteUsage: (site, quota) => `Сайт занимает ${site} из ${quota}, отведённых браузером, вместе с моделями.`,
    when: when('ru'),
    outcomes: { complete: 'завершён', cancelled: 'остановлен', failed: 'сбой', running: 'не окончен' },
    open: (name) => `Повторить ${name}`,
    name: 'Имя',
    rename: 'Переименовать',
    saveName: 'Сохранить имя',
    leaveName: 'Оставить',
    remove: 'Удалить',
    removeAll: 'Удалить все',
    removeAllSure: 'Удалить все сохранённые прогоны? Вернуть их нельзя.',
    removeAllYes: 'Да, удалить все',
    choose: (name) => `Сравнить ${name}`,
    compare: 'Сравнить два выбранных',
    compareHint: 'Выберите два прогона, чтобы увидеть их рядом.',
    troubles: {
      unavailable: 'Браузер ничего не хранит для этой страницы: окно приватное или хранение запрещено.',
      quota: 'В браузере не осталось места. Удалите ненужные прогоны.',
      blocked: 'Другая вкладка держит старую историю открытой. Закройте её и повторите.',
      newer: 'Историю записала более новая версия страницы. Перезагрузите вкладку.',
      missing: 'Этого прогона больше нет в истории.',
      failed: 'Сбой хранилища браузера. Попробуйте ещё раз.',
      unreadable: 'Этот прогон не прочитать.',
    },
    compared: 'Два прогона рядом',
    close: 'Закрыть сравнение',
    otherQuery: 'Запросы различаются.',
    otherPassages: 'Фрагменты различаются.',
    tau: 'Тау Кендалла',
    rbo: 'Перекрытие рангов (RBO)',
    passage: 'Фрагмент',
    rankIn: (name) => `Место в ${name}`,
    absent: 'нет в этом прогоне',
    order: 'Порядок',
    trace: 'Первое различие в текстах модели',
    traceSame: 'Модель написала одно и то же, до буквы.',
    traceAt: ({ window, part }) => `Окно ${window}, в ${part === 'reasoning' ? 'рассуждении' : 'ответе'}, после:`,
    textEnds: 'здесь текст кончается',
    settings: 'Различия в настройках',
    settingsSame: 'Все настройки и модель совпадают.',
    setting: 'Настройка',
    unknown: 'не записано',
    figures: 'Показатели',
    figureNames: {
      outcome: 'Итог',
      passages: 'Фрагменты',
      windows: 'Окон решено',
      mendedWindows: 'Окон исправлено',
      promptTokens: 'Токенов прочитано',
      completionTokens: 'Токенов написано',
      seconds: 'Секунды',
    },
  },
  zh: {
    title: '以往的运行',
    keep: '在此浏览器中保存完成的运行',
    keepHint: '在你删除之前，一直留在这台机器上。',
    keepThis: '保存当前的运行',
    empty: '没有保存的运行。',
    runs: counted('zh', { other: '# 次运行' }),
    usage: (runs, bytes) => `${runs}，${bytes}`,
    siteUsage: (site, quota) => `本站（含模型）占用 ${site}，浏览器上限 ${quota}。`,
    when: when('zh'),
    outcomes: { complete: '完成', cancelled: '已停止', failed: '失败', running: '未结束' },
    open: (name) => `回放 ${name}`,
    name: '名称',
    rename: '改名',
    saveName: '保存名称',
    leaveName: '不改',
    remove: '删除',
    removeAll: '全部删除',
    removeAllSure: '删除所有保存的运行？无法撤销。',
    removeAllYes: '是，全部删除',
    choose: (name) => `比较 ${name}`,
    compare: '比较所选的两次',
    compareHint: '选择两次运行并排查看。',
    troubles: {
      unavailable: '此浏览器不为本页保存数据：可能是隐私窗口，或禁止了存储。',
      quota: '浏览器没有空间了。请删除不需要的运行。',
      blocked: '另一个标签页开着旧的历史记录。请关闭它再试。',
      newer: '历史记录由更新的版本写入。请重新加载此标签页。',
      missing: '历史记录中已没有这次运行。',
      failed: '浏览器存储出错。请再试一次。',
      unreadable: '无法读取这次运行。',
    },
    compared: '两次运行并排',
    close: '关闭比较',
    otherQuery: '查询不同。',
    otherPassages: '段落不同。',
    tau: 'Kendall tau',
    rbo: '排序偏重重叠（RBO）',
    passage: '段落',
    rankIn: (name) => `在 ${name} 中的名次`,
    absent: '不在此次运行中',
    order: '排序',
    trace: '模型文字的第一处不同',
    traceSame: '模型写的逐字相同。',
    traceAt: ({ window, part }) => `第 ${window} 个窗口，${part === 'reasoning' ? '思考' : '回答'}中，在此之后：`,
    textEnds: '文字到此为止',
    settings: '不同的设置',
    settingsSame: '所有设置和模型都相同。',
    setting: '设置',
    unknown: '未记录',
    figures: '数据',
    figureNames: {
      outcome: '结果',
      passages: '段落',
      windows: '已定的窗口',
      mendedWindows: '修复的窗口',
      promptTokens: '读入词元',
      completionTokens: '写出词元',
      seconds: '秒',
    },
  },
};
