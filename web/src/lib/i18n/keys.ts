import type { words as causes } from './en/causes';
import type { words as core } from './en/core';
import type { words as domain } from './en/domain';
import type { words as domains } from './en/domains';
import type { words as empty } from './en/empty';
import type { words as failures } from './en/failures';
import type { words as held } from './en/held';
import type { words as ingestion } from './en/ingestion';
import type { words as login } from './en/login';
import type { words as overview } from './en/overview';
import type { words as path } from './en/path';
import type { words as paths } from './en/paths';
import type { words as raw } from './en/raw';
import type { words as record } from './en/record';
import type { words as records } from './en/records';
import type { words as reports } from './en/reports';
import type { words as settings } from './en/settings';
import type { words as setup } from './en/setup';
import type { words as shortcuts } from './en/shortcuts';
import type { words as sources } from './en/sources';
import type { words as tls } from './en/tls';
import type { words as trial } from './en/trial';
import type { words as upload } from './en/upload';
import type { words as verdicts } from './en/verdicts';

/** The dictionaries, each a file of `en/` and of `ja/`; a page loads those it needs. */
interface Dictionaries {
  causes: typeof causes;
  core: typeof core;
  domain: typeof domain;
  domains: typeof domains;
  empty: typeof empty;
  failures: typeof failures;
  held: typeof held;
  ingestion: typeof ingestion;
  login: typeof login;
  overview: typeof overview;
  path: typeof path;
  paths: typeof paths;
  raw: typeof raw;
  record: typeof record;
  records: typeof records;
  reports: typeof reports;
  settings: typeof settings;
  setup: typeof setup;
  shortcuts: typeof shortcuts;
  sources: typeof sources;
  tls: typeof tls;
  trial: typeof trial;
  upload: typeof upload;
  verdicts: typeof verdicts;
}

export type Dictionary = keyof Dictionaries;
export type Key = { [D in Dictionary]: keyof Dictionaries[D] }[Dictionary];
