import type { Message } from '../message';
import type { words as english } from '../en/setup';

// Japanese: setting up.
export const words: Record<keyof typeof english, Message> = {
  'title.setup': 'セットアップ',
  'setup.receive': 'レポートの受信',
  'setup.domains': 'ドメイン',
  'setup.check': '到着の確認',
  'setup.next': '次へ: {step}',
  'setup.lines': '設定',
  'setup.command': '実行',
  'setup.receive.about':
    'レポートはメールで届きます。既存のメールボックスから取り込むか、専用アドレスのメールサーバーとして直接受け取ります。',
  'setup.mailbox': 'メールボックスから (IMAP)',
  'setup.mailbox.none': 'メールボックスは未設定です。設定ファイルに次の行を追加し、Sendpath を再起動してください。',
  'setup.mailbox.trouble': '読み取れません',
  'setup.mailbox.waiting': 'まだ読み取っていません',
  'setup.mailbox.well': '正常、最終読み取り {when}',
  'setup.mailbox.more': '読み取れないときの対処',
  'setup.mailbox.test': 'アカウントを一段階ずつ試します。メールボックスの内容は変更しません。',
  'setup.sink': 'メールサーバーとして直接 (SMTP シンク)',
  'setup.sink.none': 'シンクは無効です。',
  'setup.sink.listens': 'シンクの待ち受け: {where}',
  'setup.sink.takes': '受け取る宛先: {whom}',
  'setup.sink.trial':
    '宛先が未設定のため、試用としてこのマシンからのメールだけを受け取ります。外部からレポートを受け取るには、設定ファイルに次の行を追加してください。',
  'setup.files': 'ファイルから',
  'setup.files.about': 'フォルダーやメールアーカイブにあるレポートは、次のコマンドで取り込みます。何度実行しても重複しません。',
  'setup.files.upload': 'ファイルをアップロードする',
  'setup.domains.set': '次のドメインとその下位を自社のものとして扱います。ほかのドメインのレポートは保存しますが、集計しません。',
  'setup.domains.adopted': 'ドメインが未設定のため、レポートの対象となったすべてのドメインを自社のものとして扱っています。',
  'setup.domains.none': 'レポートはまだ届いていません。',
  'setup.domains.messages': { by: 'n', other: '{n} 通' },
  'setup.domains.name': '最初から他社のドメインを分けておくには、自社のドメインを設定ファイルに追加してください。',
  'setup.domains.keep': { by: 'all', other: 'この {all} 件に限るには、自社以外のものを除いて、次の行を設定ファイルに追加してください。' },
  'setup.check.about':
    '発行者は 1 日 1 回、前日分のレポートを送ります。レコードの公開から最初のレポートまで 24〜48 時間かかります。このページは数秒ごとに確認します。',
  'setup.check.waiting': 'レポートはまだ届いていません。',
  'setup.check.here': 'レポートが届いています。最新:',
  'setup.check.overview': '結果を見る',
  'setup.check.mails': { by: 'n', other: '受信したメールとファイル: {n} 件。' },
  'setup.check.held': 'うち {n} 件は読み取れませんでした。',
  'setup.check.last': '最終受信 {when}。',
};
