import type * as english from '../en/preferences.ts';
import { counted, format } from './format.ts';

export const preferences: typeof english.preferences = {
  title: '谁在谁之上',
  certified: ({ certified, of }) => `已证明：${format.number(of)} 个名次中的 ${format.number(certified)} 个。`,
  certifiedSoFar: ({ certified, of }) => `到此已证明：${format.number(of)} 个名次中的 ${format.number(certified)} 个。`,
  certain: '这些回答所允许的每一种顺序都以它们开头。这说明回答彼此一致，并不说明回答正确。',
  open: '其余名次，回答允许不止一种顺序。',
  hint: '一条线表示某个回答把线上端的段落排在下端的段落之上；线上的数字是调用编号，点线可打开那个回答。可由其他线推出的线不画。“=”表示并列。',
  unsaid: '虚线：回答漏掉了两者之一。已证明的名次都不依赖这样的线。',
  uncompared: counted({ other: '# 个段落未出现在任何回答中。' }),
  onlyFirst: ({ drawn, all }) => `共 ${format.number(all)} 个方框，只画出前 ${format.number(drawn)} 个；表格列出所有的线。`,
  keys: '方向键在线之间移动，回车键打开回答。',
  edge: ({ above, below, calls }) => `${above} 在 ${below} 之上，依据调用 ${format.list(calls.map(format.number))} 的回答`,
  leftOut: '那里漏掉了',
  more: (passages) => `+ ${format.number(passages)}`,
  asTable: '以表格列出这些线',
  above: '在上',
  below: '在下',
  calls: '打开的回答',
  call: (number) => `调用 ${format.number(number)}`,
};
