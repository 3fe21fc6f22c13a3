import type { Message } from '../message';
import type { words as english } from '../en/overview';

// Japanese: the overview.
export const words: Record<keyof typeof english, Message> = {
  'title.overview': '概要',
  'answer.nothing': '報告されたメッセージはありません。',
  'answer.perfect': { by: 'paths', other: '修正すべき点はありません。{paths} 件の送信経路に設定不備はありません。' },
  'answer.asking': {
    by: 'asking',
    other: '{paths} 件の送信経路に設定不備は見つかっていませんが、{asking} 件が回答待ちです。',
  },
  'answer.failing': {
    by: 'misconfigured',
    other:
      '{paths} 件の送信経路のうち {misconfigured} 件に設定不備があります。p=reject なら、自社のメール {own_messages} 通中 {own} 通 ({share}) が拒否されていました。',
  },
  'fix.title': '次に直すもの',
  'fix.all': '全 {n} 件',
  'fix.first': '最初の手順:',
  'fix.failing': '不合格 {n} 通',
  'fix.spoofed': {
    by: 'sources',
    other: '許可していない送信元が {sources} 件、{messages} 通あります。うち {stopped} 通はすでに隔離または拒否されています。',
  },
  'fix.spoofed.all': '一覧を見る',
  'strip.title': 'ドメイン',
  'strip.all': 'ドメイン全 {n} 件',
  'strip.ready': '{next} へ移行可能',
  'strip.checks': '{next}: {all} 項目中 {met} 項目達成',
  'strip.top': '最も厳しいポリシー',
  'changes.title': '変化',
  'change.path_appeared': '新しい経路: {path}',
  'change.path_gone_silent': '送信が途絶えた経路: {path}',
  'change.policy_changed': '{domain} のポリシーが {before} から {after} に変わりました',
  'change.no_policy': '報告なし',
  'change.reporter_silent': 'レポートが途絶えた発行者: {reporter}',
  'ingest.title': '取り込み',
  'ingest.mailboxes': { by: 'n', other: 'メールボックス {n} 件' },
  'ingest.well': 'すべて正常',
  'ingest.troubled': { by: 'n', other: '{n} 件は対応が必要' },
  'ingest.stale': '最後に読み取れたのは{when}',
  'ingest.held': { by: 'n', other: '保留メッセージ {n} 件' },
  'ingest.last': '最終受信 {when}',
  'ingest.more': '取り込みの状況を見る',
  'answer.checked': '{reporters}からの{reports}、{from} から {to} まで。',
  'answer.uncounted': '全データのうち集計に含めないもの:',
  'answer.duplicates': { by: 'n', other: '重複配信 {n} 件' },
  'answer.conflicts': { by: 'n', other: '内容が食い違うレポート {n} 件' },
  'answer.skipped': { by: 'n', other: '読み取れないレコード {n} 件' },
  'answer.foreign': { by: 'n', other: '管理外ドメインのレポート {n} 件' },
};
