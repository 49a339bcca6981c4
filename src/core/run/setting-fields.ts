import { optional } from 'valibot';
import { count, number, oneOf } from '../schema.ts';
import type { Schema } from '../schema.ts';
import { CHOICE_SETTINGS, NUMBER_SETTINGS } from './settings.ts';
import type { SettingValues } from './settings.ts';

/** The fields of settings in a run log, of each setting's kind but of any range: what a run could not take is told in its log. */
export const settingFields: { readonly [Name in keyof SettingValues]: Schema<SettingValues[Name]> } = Object.fromEntries([
  ...NUMBER_SETTINGS.map(([name, { kind, absent }]) => {
    const own = kind === 'whole' ? count : number;
    return [name, absent === undefined ? own : optional(own, absent)];
  }),
  ...CHOICE_SETTINGS.map(([name, { among, absent }]) => {
    const own = oneOf(among);
    return [name, absent === undefined ? own : optional(own, absent)];
  }),
]) as { readonly [Name in keyof SettingValues]: Schema<SettingValues[Name]> };
