import type { LoadSource } from '../../engines/engine-client.ts';
import { formatWords } from './format-catalogue.ts';
import type { Catalogue } from './use-words.ts';

/** The model on its way into the browser. */
export interface LoadWords {
  readonly title: string;
  readonly thenRun: string;
  readonly cancel: string;
  readonly fetching: string;
  readonly checked: string;
  readonly bytesOf: (bytes: { readonly loaded: number; readonly total: number }) => string;
  readonly bytesLabel: string;
  readonly sources: (bytes: { readonly network: number; readonly cache: number }) => string;
  readonly compiling: string;
  readonly engineLabel: string;
  readonly measuring: string;
  readonly filesDone: (files: { readonly done: number; readonly total: number }) => string;
  readonly file: string;
  readonly bytes: string;
  readonly from: string;
  readonly source: Readonly<Record<LoadSource, string>>;
  readonly replaced: string;
}

const { en, fa, ru, zh } = formatWords;

export const loadWords: Catalogue<LoadWords> = {
  en: {
    title: 'Loading the model',
    thenRun: 'Ranking begins by itself when it is ready.',
    cancel: 'Cancel loading',
    fetching: 'Fetching and checking files',
    checked: 'Files checked',
    bytesOf: ({ loaded, total }) => `${en.bytes(loaded)} of ${en.bytes(total)}`,
    bytesLabel: 'Bytes of the model',
    sources: ({ network, cache }) => `${en.bytes(network)} from the network, ${en.bytes(cache)} from this browser’s cache`,
    compiling: 'Compiling shaders and filling graphics memory',
    engineLabel: 'Engine start',
    measuring:
      'Several of this model’s libraries fit this graphics processor. Which is fastest is measured once, for about two seconds, and remembered.',
    filesDone: ({ done, total }) => `${en.number(done)} of ${en.files(total)}`,
    file: 'File',
    bytes: 'Bytes',
    from: 'From',
    source: { network: 'network', cache: 'cache' },
    replaced: 'network (damaged copy replaced)',
  },
  fa: {
    title: 'بارگذاری مدل',
    thenRun: 'همین که آماده شود رتبه‌بندی خودبه‌خود آغاز می‌شود.',
    cancel: 'لغو بارگذاری',
    fetching: 'دریافت و بررسی پرونده‌ها',
    checked: 'پرونده‌ها بررسی شد',
    bytesOf: ({ loaded, total }) => `${fa.bytes(loaded)} از ${fa.bytes(total)}`,
    bytesLabel: 'بایت‌های مدل',
    sources: ({ network, cache }) => `${fa.bytes(network)} از شبکه، ${fa.bytes(cache)} از حافظهٔ نهان این مرورگر`,
    compiling: 'کامپایل شیدرها و پر کردن حافظهٔ گرافیکی',
    engineLabel: 'راه‌اندازی موتور',
    measuring:
      'چند کتابخانهٔ این مدل با این پردازندهٔ گرافیکی سازگارند. اینکه کدام تندتر است یک بار، حدود دو ثانیه، سنجیده و به خاطر سپرده می‌شود.',
    filesDone: ({ done, total }) => `${fa.number(done)} از ${fa.files(total)}`,
    file: 'پرونده',
    bytes: 'اندازه',
    from: 'از',
    source: { network: 'شبکه', cache: 'حافظهٔ نهان' },
    replaced: 'شبکه (رونوشت آسیب‌دیده جایگزین شد)',
  },
  ru: {
    title: 'Загрузка модели',
    thenRun: 'Ранжирование начнётся само, когда модель будет готова.',
    cancel: 'Отменить загрузку',
    fetching: 'Файлы загружаются и проверяются',
    checked: 'Файлы проверены',
    bytesOf: ({ loaded, total }) => `${ru.bytes(loaded)} из ${ru.bytes(total)}`,
    bytesLabel: 'Байты модели',
    sources: ({ network, cache }) => `${ru.bytes(network)} из сети, ${ru.bytes(cache)} из кэша этого браузера`,
    compiling: 'Компилируются шейдеры и заполняется видеопамять',
    engineLabel: 'Запуск движка',
    measuring:
      'Этому графическому процессору подходят несколько библиотек модели. Какая быстрее, измеряется один раз, около двух секунд, и запоминается.',
    filesDone: ({ done, total }) => `Готово файлов: ${ru.number(done)} из ${ru.number(total)}`,
    file: 'Файл',
    bytes: 'Размер',
    from: 'Откуда',
    source: { network: 'сеть', cache: 'кэш' },
    replaced: 'сеть (повреждённая копия заменена)',
  },
  zh: {
    title: '正在加载模型',
    thenRun: '准备好后会自动开始排序。',
    cancel: '取消加载',
    fetching: '正在获取并校验文件',
    checked: '文件已校验',
    bytesOf: ({ loaded, total }) => `${zh.bytes(loaded)} / ${zh.bytes(total)}`,
    bytesLabel: '模型字节数',
    sources: ({ network, cache }) => `${zh.bytes(network)} 来自网络，${zh.bytes(cache)} 来自此浏览器的缓存`,
    compiling: '正在编译着色器并写入显存',
    engineLabel: '引擎启动',
    measuring: '这个模型有多个库适合此图形处理器。哪个最快只测量一次，约两秒，并会记住。',
    filesDone: ({ done, total }) => `已完成 ${zh.number(done)} / ${zh.files(total)}`,
    file: '文件',
    bytes: '大小',
    from: '来源',
    source: { network: '网络', cache: '缓存' },
    replaced: '网络（已替换损坏的副本）',
  },
};
