import type * as en from '../en/reach.ts';
import { format } from './format.ts';

export const reach: typeof en.reach = {
  held: (workers) =>
    workers === 0
      ? '本次访问已试过：页面请求了别处的地址，被浏览器拒绝。'
      : `本次访问已试过：页面和它的 ${format.number(workers)} 个工作线程都请求了别处的地址，全部被浏览器拒绝。`,
  open: '本次访问已试过：以空请求访问了别处的地址，没有任何东西拒绝它。此主机或途中的某个环节去掉了页面构建时带有的策略。页面自身的代码仍不向任何地方发送内容；但在这里，只有代码本身作此保证。',
  untold: '本次访问已试过：以空请求访问了别处的地址。此浏览器不说明页面的策略是否拒绝了它。',
  mark: '（此主机不作保证）',
};
