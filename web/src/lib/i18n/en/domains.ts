import type { Message } from '../message';

// English: policy domains and From domains.
export const words = {
  'title.domains': 'Domains',
  'domains.answer': {
    by: 'domains',
    one: '{enforced} of {domains} domain asks receivers to quarantine or reject what fails.',
    other: '{enforced} of {domains} domains ask receivers to quarantine or reject what fails.',
  },
  'domains.policies': 'Policy domains',
  'domains.title': 'From domains',
  'domains.column.policy': 'Policy as last seen',
  'domains.column.next': 'Affected by the next step',
  'domains.column.paths': 'Paths by verdict',
  'domains.column.last': 'Last report',
  'domains.affected': {
    by: 'own',
    one: 'p={next}: {own} message of yours',
    other: 'p={next}: {own} messages of yours',
  },
  'domains.at_top': 'strictest already',
  'domains.lost': { by: 'own', one: '{own} message of yours fails', other: '{own} messages of yours fail' },
  'domains.count': '{verdict}: {n}',
  'stage.monitoring': 'only watching',
  'stage.testing': 'testing (t=y)',
  'stage.partial': 'partly enforced',
  'stage.enforced': 'enforced',
  'domains.seen': 'as seen {day}',
  'domains.not_counted': 'Not one of your domains: not counted',
} as const satisfies Record<string, Message>;
