import type { words as core } from './en';
import type { words as more } from './en.more';

export type CoreKey = keyof typeof core;
export type MoreKey = keyof typeof more;
export type Key = CoreKey | MoreKey;
