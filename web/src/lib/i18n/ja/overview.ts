import type { Message } from '../message';
import type { words as english } from '../en/overview';

// Japanese: the overview.
export const words: Record<keyof typeof english, Message> = {
  'title.overview': '概要',
  'answer.nothing': '報告されたメッセージはありません。',
  'answer.perfect': {
    by: 'sources',
    other: '修正すべき点はありません。{sources} 件の送信元から送られた {messages} 通すべてが整合した認証に合格しています。',
  },
  'answer.failing': {
    by: 'failing_sources',
    other:
      '{sources} 件の送信元のうち {failing_sources} 件に不合格があります。{messages} 通中 {fail} 通 ({share}) が、整合した認証に合格していません。',
  },
  'answer.failing.all': {
    by: 'failing_sources',
    other:
      '{sources} 件の送信元のうち {failing_sources} 件に不合格があります。{messages} 通中 {fail} 通 ({share}) が整合した認証に合格しておらず、すべて {ip} から {domain} を名乗って送られたものです。',
  },
  'answer.failing.most': {
    by: 'failing_sources',
    other:
      '{sources} 件の送信元のうち {failing_sources} 件に不合格があります。{messages} 通中 {fail} 通 ({share}) が整合した認証に合格しておらず、その大半は {ip} から {domain} を名乗って送られたものです。',
  },
  'answer.failing.some': {
    by: 'failing_sources',
    other:
      '{sources} 件の送信元のうち {failing_sources} 件に不合格があります。{messages} 通中 {fail} 通 ({share}) が整合した認証に合格しておらず、うち {worst} 通は {ip} から {domain} を名乗って送られたものです。',
  },
  'answer.failing.only':
    '唯一の送信元 {ip} ({domain} を名乗るもの) に不合格があります。{messages} 通中 {fail} 通 ({share}) が整合した認証に合格していません。',
  'answer.checked': '{reporters}からの{reports}、{from} から {to} まで。',
  'answer.uncounted': '全データのうち集計に含めないもの:',
  'answer.duplicates': { by: 'n', other: '重複配信 {n} 件' },
  'answer.conflicts': { by: 'n', other: '内容が食い違うレポート {n} 件' },
  'answer.skipped': { by: 'n', other: '読み取れないレコード {n} 件' },
  'answer.foreign': { by: 'n', other: '管理外ドメインのレポート {n} 件' },
  'sources.title': '不合格の多い送信元',
  'sources.caption': '不合格メッセージのある送信元とその理由',
  'sources.as': 'From:',
  'sources.seen': '{first} から {last} まで',
  'domains.title': 'ドメイン',
  'domains.seen': '{day} 時点',
  'domains.not_counted': '管理外のドメイン: 集計に含めません',
  'upload.title': 'レポートを追加',
};
