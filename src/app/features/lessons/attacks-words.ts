import type { Language } from '../../words/index.ts';
import { at } from './lesson.ts';
import type { LessonWords } from './lesson.ts';

/** What a passage tries, by the name of its object on stage. */
export const ATTACK_NAMES = ['token', 'label', 'plain'] as const;

export type AttackName = (typeof ATTACK_NAMES)[number];

export interface AttacksStage {
  readonly names: Readonly<Record<AttackName, string>>;
  readonly tries: string;
  readonly before: string;
  readonly after: string;
  /** Before a figure. */
  readonly changed: string;
}

const choicesOf = (names: Readonly<Record<AttackName, string>>): readonly string[] => ATTACK_NAMES.map((name) => names[name]);

const NAMES = {
  en: { token: 'control token', label: 'false label', plain: 'plain words' },
  fa: { token: 'توکن کنترلی', label: 'برچسب دروغین', plain: 'واژه‌های ساده' },
  ru: { token: 'управляющий токен', label: 'ложная метка', plain: 'простые слова' },
  zh: { token: '控制词元', label: '假标签', plain: '普通的话' },
} as const satisfies Readonly<Record<Language, Readonly<Record<AttackName, string>>>>;

/** What the ninth lesson says, by language. */
export function attacksWords<State>(): Readonly<Record<Language, LessonWords<State, AttacksStage>>> {
  return {
    en: {
      text: () => [
        [
          'A reranker reads what strangers wrote, and some of them want to stand first. A passage can carry ',
          at('token', 'the tokens'),
          ' that end the user’s turn and begin the system’s; it can carry ',
          at('label', 'labels and answers'),
          ' that look like the prompt’s own; or it can simply ',
          at('plain', 'ask'),
          '.',
        ],
        [
          'Before a passage goes into the prompt, its marks are changed. On stage is that rule, the same one that every run uses.',
        ],
      ],
      question: () => 'Which of the three reaches the model unchanged?',
      choices: () => choicesOf(NAMES.en),
      action: 'try all three, with the arrow keys (Space for the first).',
      reveal: () => [
        [
          at('token', 'Control tokens'),
          ' lose their first sign, so that no tokenizer reads them as one; ',
          at('label', 'labels'),
          ' become round brackets, tags become arrows: ',
          at('count', 'each change is counted'),
          ' and told under “Limits” (Study), with the prompt as it was sent.',
        ],
        [
          at('plain', 'Plain words'),
          ' pass, because they are only words: nothing but the model itself decides whether it obeys. That can be measured: the lens “injection” puts such texts into your own list and says how far they lift a passage.',
        ],
      ],
      out: 'A letter; open the lens “injection” after a run of it',
      stage: {
        names: NAMES.en,
        tries: 'What the passage tries',
        before: 'As it lies in the list',
        after: 'As it stands in the prompt',
        changed: 'Marks changed:',
      },
    },
    fa: {
      text: () => [
        [
          'بازرتبه‌بند نوشته‌های بیگانگان را می‌خواند، و برخی از آنان می‌خواهند نخست باشند. یک متن می‌تواند ',
          at('token', 'توکن‌هایی'),
          ' داشته باشد که نوبت کاربر را می‌بندند و نوبت سامانه را آغاز می‌کنند؛ می‌تواند ',
          at('label', 'برچسب و پاسخی'),
          ' داشته باشد که مانند خود درخواست است؛ یا می‌تواند فقط ',
          at('plain', 'خواهش کند'),
          '.',
        ],
        ['پیش از آنکه متنی در درخواست بیاید، نشانه‌هایش عوض می‌شوند. روی صحنه همان قاعده‌ای است که هر اجرا به کار می‌برد.'],
      ],
      question: () => 'کدام‌یک از این سه بی‌تغییر به مدل می‌رسد؟',
      choices: () => choicesOf(NAMES.fa),
      action: 'هر سه را با کلیدهای جهت بیازمایید (برای نخستین: فاصله).',
      reveal: () => [
        [
          at('token', 'توکن‌های کنترلی'),
          ' نشانهٔ نخست خود را از دست می‌دهند، تا هیچ توکن‌سازی آن‌ها را توکن نخواند؛ ',
          at('label', 'برچسب‌ها'),
          ' در پرانتز می‌آیند و تگ‌ها پیکان می‌شوند: ',
          at('count', 'هر تغییر شمرده می‌شود'),
          ' و زیر «محدودیت‌ها» (در «بررسی») گفته می‌شود، همراه درخواست به همان شکلی که فرستاده شد.',
        ],
        [
          at('plain', 'واژه‌های ساده'),
          ' می‌گذرند، چون فقط واژه‌اند: تنها خود مدل تعیین می‌کند که فرمان ببرد یا نه. این را می‌توان سنجید: عدسی «تزریق» چنین نوشته‌هایی را در فهرست خود شما می‌گذارد و می‌گوید یک متن را چقدر بالا می‌برند.',
        ],
      ],
      out: 'یک نامه؛ پس از اجرای آن عدسی «تزریق» را باز کنید',
      stage: {
        names: NAMES.fa,
        tries: 'آنچه متن می‌آزماید',
        before: 'آن‌گونه که در فهرست است',
        after: 'آن‌گونه که در درخواست می‌آید',
        changed: 'نشانه‌های عوض‌شده:',
      },
    },
    ru: {
      text: () => [
        [
          'Переранжировщик читает написанное чужими людьми, и кто-то из них хочет стоять первым. Фрагмент может нести ',
          at('token', 'токены'),
          ', которые завершают реплику пользователя и открывают системную; может нести ',
          at('label', 'метки и ответы'),
          ', похожие на те, что стоят в самом промпте; а может просто ',
          at('plain', 'попросить'),
          '.',
        ],
        [
          'Прежде чем фрагмент попадёт в промпт, его знаки меняются. На сцене это правило, то же самое, по которому идёт каждый прогон.',
        ],
      ],
      question: () => 'Что из трёх дойдёт до модели без изменений?',
      choices: () => choicesOf(NAMES.ru),
      action: 'попробуйте все три, стрелками (первое — пробелом).',
      reveal: () => [
        [
          at('token', 'Управляющие токены'),
          ' теряют первый знак, и ни один токенизатор не примет их за токен; ',
          at('label', 'метки'),
          ' получают круглые скобки, теги превращаются в стрелки: ',
          at('count', 'каждая замена сосчитана'),
          ' и названа под «Ограничения» («Изучать»), вместе с промптом, как он был отправлен.',
        ],
        [
          at('plain', 'Простые слова'),
          ' проходят, ведь это только слова: послушаться ли, решает одна лишь модель. Это можно измерить: линза «Внедрение» ставит такие тексты в ваш собственный список и говорит, насколько они поднимают фрагмент.',
        ],
      ],
      out: 'Письмо; после прогона откройте линзу «Внедрение»',
      stage: {
        names: NAMES.ru,
        tries: 'Что пробует фрагмент',
        before: 'Каким он лежит в списке',
        after: 'Каким он стоит в промпте',
        changed: 'Изменено знаков:',
      },
    },
    zh: {
      text: () => [
        [
          '重排序器读的是陌生人写的东西，其中有人想排第一。段落可以带有',
          at('token', '词元'),
          '，用来结束用户的发言、开始系统的发言；可以带有',
          at('label', '标签和回答'),
          '，看上去像提示词自己的；也可以干脆',
          at('plain', '开口要求'),
          '。',
        ],
        ['段落进入提示词之前，其中的记号会被改掉。舞台上就是这条规则，每次运行用的都是它。'],
      ],
      question: () => '三者中哪一个会原样到达模型？',
      choices: () => choicesOf(NAMES.zh),
      action: '用方向键把三个都试一遍（第一个用空格）。',
      reveal: () => [
        [
          at('token', '控制词元'),
          '失去第一个符号，任何分词器都不会再把它当作词元；',
          at('label', '标签'),
          '换成圆括号，标记换成箭头：',
          at('count', '每处改动都会计数'),
          '，并列在“限制”（“研究”）之下，连同实际发送的提示词。',
        ],
        [
          at('plain', '普通的话'),
          '能通过，因为那只是话：听不听，只由模型自己决定。这可以测量：“注入”透镜把这样的文字放进您自己的列表，并说出它们能把段落抬高多少。',
        ],
      ],
      out: '一封信；运行之后打开“注入”透镜',
      stage: {
        names: NAMES.zh,
        tries: '段落的手法',
        before: '在列表里的样子',
        after: '在提示词里的样子',
        changed: '改动的记号：',
      },
    },
  };
}
