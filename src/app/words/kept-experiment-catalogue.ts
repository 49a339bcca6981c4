import type { ExperimentProblem } from '../../core/experiment/plan.ts';
import type { CompareTrouble } from '../features/compare/slice.ts';
import { formatWords } from './format-catalogue.ts';
import type { Catalogue } from './use-words.ts';

/** Experiments that are kept, opened from files, or in trouble. */
export interface KeptExperimentWords {
  readonly leftOut: (lines: number) => string;
  readonly line: (line: number) => string;
  readonly kept: string;
  readonly noneKept: string;
  readonly openNamed: (name: string) => string;
  readonly textsKept: (bytes: string) => string;
  readonly textsNotKept: string;
  readonly importFile: string;
  readonly importHint: string;
  readonly storage: string;
  readonly dismiss: string;
  readonly engineTrouble: string;
  readonly said: Readonly<Record<Extract<CompareTrouble, { readonly type: 'said' }>['code'], string>>;
  /** Null: the problem's own English words are shown. */
  readonly problems: Readonly<Record<ExperimentProblem['code'], string>> | null;
}

const { en, fa, ru, zh } = formatWords;

export const keptExperimentWords: Catalogue<KeptExperimentWords> = {
  en: {
    leftOut: (lines) => `${en.number(lines)} lines of the file were left out`,
    line: (line) => `line ${en.number(line)}`,
    kept: 'Kept comparisons',
    noneKept: 'None yet.',
    openNamed: (name) => `Open ${name}`,
    textsKept: (bytes) => `texts ${bytes}`,
    textsNotKept: 'texts not kept',
    importFile: 'Open an experiment file',
    importHint: 'One saved here or by npm run evaluate.',
    storage: 'Kept in this browser only: plan, results, the log of every run, and texts up to 64 MB a comparison.',
    dismiss: 'Dismiss',
    engineTrouble: 'The model could not go on. What is done is kept; “Go on” tries again.',
    said: {
      'no-collection': 'The collection’s texts are not at hand. Open the same files in the workbench, then take them from there.',
      'other-collection':
        'The workbench’s input is not what this comparison was made of (another sha256). Open the same files there.',
      'no-log': 'No log of this run is kept: only its figures.',
      'no-logs': 'The browser has no room for more logs: from here on only figures are kept, and such runs cannot be replayed.',
      'unreadable-log': 'The log of this run cannot be read.',
    },
    problems: null,
  },
  fa: {
    leftOut: (lines) => `${fa.number(lines)} سطر پرونده کنار گذاشته شد`,
    line: (line) => `سطر ${fa.number(line)}`,
    kept: 'مقایسه‌های نگه‌داشته',
    noneKept: 'هنوز هیچ.',
    openNamed: (name) => `بازکردن ${name}`,
    textsKept: (bytes) => `متن‌ها ${bytes}`,
    textsNotKept: 'متن‌ها نگه داشته نشده',
    importFile: 'بازکردن پروندهٔ آزمایش',
    importHint: 'پرونده‌ای که اینجا یا با npm run evaluate ذخیره شده است.',
    storage: 'تنها در همین مرورگر: طرح، نتیجه‌ها، گزارش هر اجرا، و متن‌ها تا ۶۴ مگابایت برای هر مقایسه.',
    dismiss: 'بستن',
    engineTrouble: 'مدل نتوانست ادامه دهد. آنچه انجام شده نگه داشته شده است؛ «ادامه» دوباره می‌کوشد.',
    said: {
      'no-collection': 'متن‌های مجموعه در دست نیست. همان پرونده‌ها را در میز کار باز کنید و از آنجا بردارید.',
      'other-collection':
        'ورودی میز کار همان نیست که این مقایسه از آن ساخته شد (sha256 دیگری دارد). همان پرونده‌ها را آنجا باز کنید.',
      'no-log': 'گزارش این اجرا نگه داشته نشده است: تنها عددهای آن.',
      'no-logs': 'مرورگر برای گزارش‌های بیشتر جا ندارد: از اینجا تنها عددها نگه داشته می‌شوند و چنین اجراهایی بازپخش ندارند.',
      'unreadable-log': 'گزارش این اجرا خوانده نمی‌شود.',
    },
    problems: {
      'no-configurations': 'چیزی برای اجرا نیست. یک پیکربندی بیفزایید.',
      duplicate: 'پیکربندی یا پرسشی دو بار آمده است. هر یک را یک بار بنامید.',
      'no-topics': 'پرسشی نیست، یا هیچ یک داوری نشده است. پرسش‌هایی بیفزایید که داوری‌ها می‌شناسند.',
      'bad-depth': 'ژرفا باید عددی درست از ۱ باشد.',
      'no-method': 'این پیکربندی روشی ندارد که دگرگون شود. دستوری برای آن برگزینید.',
      'bad-json': 'این سطر JSON نیست و کنار گذاشته شد.',
      'not-an-experiment': 'این پرونده آزمایش Glassrank نیست.',
      'newer-schema': 'این آزمایش را نسخهٔ دیگری نوشته است. با همان نسخه یا تازه‌تر باز کنید.',
      'bad-cell': 'این نتیجه با طرح جور نیست و کنار گذاشته شد؛ اجرا را ادامه دهید.',
      'cut-off': 'سطر آخر بریده است و کنار گذاشته شد؛ اجرا را ادامه دهید.',
    },
  },
  ru: {
    leftOut: (lines) => `Пропущено строк файла: ${ru.number(lines)}`,
    line: (line) => `строка ${ru.number(line)}`,
    kept: 'Сохранённые сравнения',
    noneKept: 'Пока нет.',
    openNamed: (name) => `Открыть ${name}`,
    textsKept: (bytes) => `тексты ${bytes}`,
    textsNotKept: 'тексты не сохранены',
    importFile: 'Открыть файл эксперимента',
    importHint: 'Сохранённый здесь или командой npm run evaluate.',
    storage: 'Только в этом браузере: план, результаты, журнал каждого прогона и тексты до 64 МБ на сравнение.',
    dismiss: 'Закрыть',
    engineTrouble: 'Модель не смогла продолжить. Сделанное сохранено; «Продолжить» пробует снова.',
    said: {
      'no-collection': 'Текстов коллекции нет под рукой. Откройте те же файлы на рабочем столе и возьмите их оттуда.',
      'other-collection': 'Ввод рабочего стола не тот, из которого сделано сравнение (другой sha256). Откройте там те же файлы.',
      'no-log': 'Журнал этого прогона не сохранён: только его цифры.',
      'no-logs': 'В браузере нет места для журналов: отсюда сохраняются только цифры, и такие прогоны нельзя повторить.',
      'unreadable-log': 'Журнал этого прогона не читается.',
    },
    problems: {
      'no-configurations': 'Запускать нечего. Добавьте конфигурацию.',
      duplicate: 'Конфигурация или запрос стоит дважды. Назовите каждый один раз.',
      'no-topics': 'Запросов нет или ни один не оценён. Добавьте запросы, которые знают оценки.',
      'bad-depth': 'Глубина должна быть целым числом от 1.',
      'no-method': 'У этой конфигурации нет метода, который можно менять. Выберите для неё подсказку.',
      'bad-json': 'Эта строка не JSON; она пропущена.',
      'not-an-experiment': 'Этот файл не эксперимент Glassrank.',
      'newer-schema': 'Эксперимент записан другой версией. Откройте его той же или более новой.',
      'bad-cell': 'Этот результат не подходит к плану и пропущен; продолжите эксперимент.',
      'cut-off': 'Последняя строка обрезана и пропущена; продолжите эксперимент.',
    },
  },
  zh: {
    leftOut: (lines) => `文件中有 ${zh.number(lines)} 行被略过`,
    line: (line) => `第 ${zh.number(line)} 行`,
    kept: '已保存的比较',
    noneKept: '还没有。',
    openNamed: (name) => `打开 ${name}`,
    textsKept: (bytes) => `文本 ${bytes}`,
    textsNotKept: '文本未保存',
    importFile: '打开实验文件',
    importHint: '在这里或用 npm run evaluate 保存的文件。',
    storage: '只保存在本浏览器中：计划、结果、每次运行的日志，以及每次比较不超过 64 MB 的文本。',
    dismiss: '关闭',
    engineTrouble: '模型无法继续。已完成的部分已保存；“继续”会再试一次。',
    said: {
      'no-collection': '文档集的文本不在手边。请在工作台打开相同的文件，再从那里取。',
      'other-collection': '工作台的输入不是这次比较所用的内容（sha256 不同）。请在那里打开相同的文件。',
      'no-log': '这次运行的日志没有保存：只有数字。',
      'no-logs': '浏览器没有空间保存更多日志：从这里起只保存数字，这些运行无法回放。',
      'unreadable-log': '这次运行的日志无法读取。',
    },
    problems: {
      'no-configurations': '没有可运行的内容。请添加一种配置。',
      duplicate: '某个配置或查询出现了两次。每个只能命名一次。',
      'no-topics': '没有查询，或没有一个有相关性判断。请添加判断中有的查询。',
      'bad-depth': '深度必须是从 1 开始的整数。',
      'no-method': '这个配置没有可以改变的方法。请为它选择一个提示。',
      'bad-json': '这一行不是 JSON，已略过。',
      'not-an-experiment': '这个文件不是 Glassrank 的实验。',
      'newer-schema': '这个实验由其他版本写成。请用同一版本或更新的版本打开。',
      'bad-cell': '这个结果与计划不符，已略过；请继续运行实验。',
      'cut-off': '最后一行被截断，已略过；请继续运行实验。',
    },
  },
};
