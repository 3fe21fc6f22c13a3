import type { Message } from '../message';

// English: the overview.
export const words = {
  'title.overview': 'Overview',
  'answer.nothing': 'No messages were reported.',
  'answer.perfect': {
    by: 'sources',
    one: 'Nothing to fix: all {messages} messages from {sources} source had an aligned pass.',
    other: 'Nothing to fix: all {messages} messages from {sources} sources had an aligned pass.',
  },
  'answer.failing': {
    by: 'failing_sources',
    one: '{failing_sources} of your {sources} sources fails: {fail} of {messages} messages ({share}) had no aligned pass.',
    other:
      '{failing_sources} of your {sources} sources fail: {fail} of {messages} messages ({share}) had no aligned pass.',
  },
  'answer.failing.all': {
    by: 'failing_sources',
    one: '{failing_sources} of your {sources} sources fails: {fail} of {messages} messages ({share}) had no aligned pass, all from {ip} as {domain}.',
    other:
      '{failing_sources} of your {sources} sources fail: {fail} of {messages} messages ({share}) had no aligned pass, all from {ip} as {domain}.',
  },
  'answer.failing.most': {
    by: 'failing_sources',
    one: '{failing_sources} of your {sources} sources fails: {fail} of {messages} messages ({share}) had no aligned pass, most from {ip} as {domain}.',
    other:
      '{failing_sources} of your {sources} sources fail: {fail} of {messages} messages ({share}) had no aligned pass, most from {ip} as {domain}.',
  },
  'answer.failing.some': {
    by: 'failing_sources',
    one: '{failing_sources} of your {sources} sources fails: {fail} of {messages} messages ({share}) had no aligned pass, {worst} of them from {ip} as {domain}.',
    other:
      '{failing_sources} of your {sources} sources fail: {fail} of {messages} messages ({share}) had no aligned pass, {worst} of them from {ip} as {domain}.',
  },
  'answer.failing.only':
    'Your only source, {ip} as {domain}, fails: {fail} of {messages} messages ({share}) had no aligned pass.',
  'answer.checked': 'From {reports} of {reporters}, {from} to {to}.',
  'answer.uncounted': 'In the whole store, not counted:',
  'answer.duplicates': { by: 'n', one: '{n} duplicate delivery', other: '{n} duplicate deliveries' },
  'answer.conflicts': { by: 'n', one: '{n} conflicting report', other: '{n} conflicting reports' },
  'answer.skipped': { by: 'n', one: '{n} unreadable record', other: '{n} unreadable records' },
  'answer.foreign': {
    by: 'n',
    one: '{n} report about a foreign domain',
    other: '{n} reports about foreign domains',
  },
  'sources.title': 'Failing sources, most messages first',
  'sources.caption': 'Sources with failing messages, and why they fail',
  'sources.as': 'as',
  'sources.seen': 'Seen {first} to {last}',
  'domains.title': 'Domains',
  'domains.seen': 'as seen {day}',
  'domains.not_counted': 'Not one of your domains: not counted',
  'upload.title': 'Add reports',
} as const satisfies Record<string, Message>;
