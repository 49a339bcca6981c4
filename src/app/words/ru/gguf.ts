import type * as en from '../en/gguf.ts';
import { format } from './format.ts';

export const title: typeof en.title = (file) => `Файл ${file}`;
export const reading: typeof en.reading = 'Читается, что файл говорит о себе…';

export const facts: typeof en.facts = {
  name: 'Название',
  architecture: 'Вид',
  parameters: 'Весов',
  quantization: 'Квантование',
  size: 'Размер',
  memory: 'Память',
  context: 'Контекст',
  conversation: 'Как к ней обращаются',
  prompt: 'Запрос',
  licence: 'Лицензия',
};
export const parameters: typeof en.parameters = (count) => `${format.number(Math.round(count / 1e6))} млн`;
export const memory: typeof en.memory = ({ needed, most }) =>
  `около ${format.bytes(needed)} памяти этой вкладки; столько она дала, когда её спросили; больше ${format.bytes(most)} вкладка движку не даёт`;
export const context: typeof en.context = ({ chosen, trained }) =>
  chosen === trained
    ? `${format.tokens(chosen)}, на сколько она и рассчитана`
    : `${format.tokens(chosen)} из ${format.number(trained)}, на которые она рассчитана`;
export const licenceUnknown: typeof en.licenceUnknown = 'файл её не называет';

const FORMS: Readonly<Record<string, string>> = {
  chatml: 'в форме ChatML',
  'llama-3': 'в форме Llama 3',
  gemma: 'в форме Gemma',
  phi: 'в форме Phi',
  plain: 'простым текстом',
};
const WHY = {
  none: 'в файле нет шаблона разговора',
  broken: 'шаблон разговора из файла здесь не исполняется',
  strange: 'шаблону разговора из файла здесь нельзя следовать',
} as const;
export const conversation: typeof en.conversation = (source) => {
  if (source.type === 'form') return `${FORMS[source.form] ?? ''}: ${WHY[source.why]}`;
  return source.turns
    ? 'по шаблону разговора из файла'
    : 'по шаблону разговора из файла; разговоры из нескольких реплик — лишь приблизительно';
};

export const speed: typeof en.speed = 'Насколько она здесь быстра, измеряется при загрузке.';
export const use: typeof en.use = 'Сохранить и ранжировать с ней';
export const keep: typeof en.keep = 'Сохранить в этом браузере';
export const leave: typeof en.leave = 'Не брать';
export const storing: typeof en.storing = 'Копируется в хранилище браузера, вычисляется контрольная сумма…';
export const stop: typeof en.stop = 'Остановить';
export const before: typeof en.before = 'Прежняя модель осталась как была.';

export const flaw: typeof en.flaw = (found) => {
  switch (found.code) {
    case 'unread':
      return { what: 'Файл больше не читается.', next: 'Если его переместили или изменили, выберите его снова.' };
    case 'not-gguf':
      return {
        what: 'Это не файл GGUF: он начинается иначе.',
        next: 'Если он из сети, под именем модели могла сохраниться страница входа: скачайте снова и посмотрите на размер.',
      };
    case 'older':
      return {
        what: `Файл в формате (${found.format}), который был у llama.cpp до GGUF и больше не читается.`,
        next: 'Возьмите более новый файл той же модели или преобразуйте исходные веса программой convert_hf_to_gguf.py из llama.cpp.',
      };
    case 'version':
      return {
        what: `Это версия ${format.number(found.version)} формата GGUF; здесь читаются версии 2 и 3.`,
        next:
          found.version < 2
            ? 'Возьмите более новый файл той же модели.'
            : 'Он новее этой страницы: обновите страницу или возьмите файл версии 3.',
      };
    case 'byte-order':
      return {
        what: 'Файл записан для машин с другим порядком байтов (big-endian).',
        next: 'Возьмите обычный файл или переверните этот программой gguf_convert_endian.py из llama.cpp.',
      };
    case 'cut-short':
      return {
        what:
          found.wanted === null
            ? `Файл обрывается посреди собственного заголовка, после ${format.bytes(found.bytes)}.`
            : `В файле ${format.bytes(found.bytes)}, а должно быть ${format.bytes(found.wanted)}: конца не хватает.`,
        next: 'Скачайте его снова до конца.',
      };
    case 'damaged':
      return { what: `Заголовок файла повреждён: ${found.what}.`, next: 'Скачайте его снова и сверьте контрольную сумму.' };
    case 'tensor-type':
      return {
        what: `Веса записаны способом (тип ${format.number(found.type)}, ${found.tensor}), которого здешний движок не знает.`,
        next: 'Возьмите другое квантование той же модели: Q4_K_M или Q4_0.',
      };
    case 'vocabulary-only':
      return { what: 'В файле только словарь, без весов.', next: 'Возьмите файл самой модели.' };
    case 'part':
      return {
        what: `Сам по себе файл не модель; он называет себя так: ${found.kind}.`,
        next: 'Возьмите файл самой модели. Адаптер сначала сливают с его моделью (llama-export-lora).',
      };
    case 'split':
      return {
        what: `Это часть ${format.number(found.part)} из ${format.number(found.parts)}.`,
        next: 'Сначала соедините части в один файл: llama-gguf-split --merge.',
      };
    case 'architecture':
      return {
        what: `Здешний движок не знает такой модели, отвечающей текстом: ${found.architecture === '' ? 'файл её не называет' : found.architecture}.`,
        next: 'Выберите модель вида Llama, Qwen, Gemma, Mistral, Phi или SmolLM.',
      };
    case 'tokenizer':
      return {
        what: `Со словарём такого вида (${found.kind === '' ? 'не назван' : found.kind}) ответы здесь нельзя удержать в их форме.`,
        next: 'Выберите модель со словарём из байтов (Llama 3, Qwen, SmolLM) или SentencePiece (Llama 2, Gemma).',
      };
    case 'too-large':
      return {
        what: `Нужно ${format.bytes(found.needed)}, а вкладка даёт движку не больше ${format.bytes(found.most)}.`,
        next: 'Возьмите модель или квантование поменьше либо запустите её за сервером (connected.html).',
      };
    case 'no-memory':
      return {
        what: `Нужно около ${format.bytes(found.needed)} памяти, и браузер столько не дал.`,
        next: 'Закройте другие вкладки и попробуйте снова или возьмите модель поменьше.',
      };
  }
};
