import type { Message } from '../message';
import type { words as english } from '../en/domains';

// Japanese: policy domains and From domains.
export const words: Record<keyof typeof english, Message> = {
  'title.domains': 'ドメイン',
  'domains.answer': {
    by: 'domains',
    other: '{domains} 件のドメインのうち {enforced} 件が、不合格メールの隔離または拒否を求めています。',
  },
  'domains.policies': 'ポリシードメイン',
  'domains.title': 'From ドメイン',
  'domains.column.policy': '最新のポリシー',
  'domains.column.next': '次の段階での影響',
  'domains.column.paths': '判定別の経路数',
  'domains.column.last': '最終レポート',
  'domains.affected': { by: 'own', other: 'p={next}: 自社のメール {own} 通' },
  'domains.at_top': '最も厳しい段階です',
  'domains.lost': { by: 'own', other: '自社のメール {own} 通が不合格' },
  'domains.count': '{verdict}: {n}',
  'stage.monitoring': '監視のみ',
  'stage.testing': 'テスト中 (t=y)',
  'stage.partial': '一部適用',
  'stage.enforced': '適用済み',
  'domains.seen': '{day} 時点',
  'domains.not_counted': '管理外のドメイン: 集計に含めません',
};
