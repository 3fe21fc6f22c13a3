import type { Message } from '../message';
import type { words as english } from '../en/causes';

// Japanese: why mail fails, and what to do next.
export const words: Record<keyof typeof english, Message> = {
  'cause.next': '対処:',
  'cause.details': 'SPF と DKIM の手順',
  'cause.unnamed': 'レポートに記載のないドメイン',
  'cause.no_selector': '記載なし',
  'cause.one_of': '{list} のいずれか',
  'cause.no_result': '結果の記載なし',
  'cause.overrides': '受信側が例外として扱いました: {types}。',
  'cause.unknown': 'この画面がまだ知らない事例です。レコードを確認してください。',
  'class.aligned_both.title': '両方が整合',
  'class.aligned_both.wrong': '問題はありません。SPF と DKIM の両方が {from} として合格しています。',
  'class.aligned_both.next': '何もする必要はありません。',
  'class.spf_only.title': 'SPF のみ整合',
  'class.spf_only.wrong': '{from} として合格しているのは SPF だけです。転送されたメールは不合格になります。',
  'class.spf_only.next': '転送後も合格するように、{ip} で {from} としての DKIM 署名を有効にします。',
  'class.dkim_only.title': 'DKIM のみ整合',
  'class.dkim_only.wrong': '{from} として合格しているのは DKIM だけです。転送されたメールも含め、これで十分です。',
  'class.dkim_only.next': '急ぎません。Return-Path を {from} の下に置けば SPF も整合します。',
  'class.unaligned.title': '整合していない',
  'class.unaligned.wrong': '認証には合格していますが、{from} ではないドメインとしてです。',
  'class.unaligned.next':
    'このサービスを使っているなら、{from} として DKIM 署名させるか (公開すべき DNS レコードはサービスが示します)、Return-Path を {from} の下に設定します。',
  'class.broken.title': '自ドメインの認証が不備',
  'class.broken.wrong': '{from} の SPF または DKIM は設定されていますが、合格していません。',
  'class.broken.next': 'DNS レコードか署名側を直します。確認すべきレコードは手順に示します。',
  'class.indirect.title': '転送',
  'class.indirect.wrong':
    'メールは {ip} の転送サーバーまたはメーリングリストを経由して届き、その途中で {from} との整合が失われました。',
  'class.indirect.next': 'ここですることはありません。転送後も残るのは {from} としての DKIM 署名です。',
  'class.unauthenticated.title': '認証なし',
  'class.unauthenticated.wrong':
    'どのドメインとしても合格していません。{ip} は設定されていない自社サーバーか、{from} を騙る第三者です。',
  'class.unauthenticated.next':
    '{ip} が自社のものなら {from} の SPF レコードに加え、DKIM 署名を有効にします。そうでなければ、より厳しい DMARC ポリシーで止まります。',
  'spf.aligned.wrong': 'SPF は {spf_domains} として合格し、{from} と整合しています。',
  'spf.aligned.next': 'SPF: 何もする必要はありません。',
  'spf.unaligned.wrong': 'SPF は {spf_domains} として合格していますが、{from} と整合しません。',
  'spf.unaligned.next':
    'SPF: bounce.{from} のように、Return-Path (エンベロープ送信者) を {from} の下に置きます。サービスでは「カスタム Return-Path」「MAIL FROM ドメイン」などと呼ばれます。',
  'spf.failed.wrong': 'SPF は {spf_domains} として合格していません ({spf_results})。',
  'spf.failed.next':
    'SPF: {ip} が自社のために送信しているなら、{spf_domains} の SPF レコードにその IP またはサービスの include を加えます。',
  'spf.none.wrong': '{spf_domains} に SPF レコードがありません ({spf_results})。',
  'spf.none.next':
    'SPF: {spf_domains} として送信しているなら、v=spf1 で始まり {ip} を含む TXT レコードを 1 つだけ公開します。',
  'spf.error.wrong': '{spf_domains} の SPF レコードを評価できませんでした ({spf_results})。',
  'spf.error.next':
    'SPF: {spf_domains} のレコードを確認します。1 つだけであること、誤記がないこと、参照が 10 回以内であること。temperror だけなら自然に解消することが多いです。',
  'spf.absent.wrong': '発行者は SPF について何も報告していません。',
  'spf.absent.next': 'SPF: {ip} について、ほかの発行者の報告を確認します。',
  'dkim.aligned.wrong': 'DKIM は {dkim_domains} (セレクター {dkim_selectors}) として合格し、{from} と整合しています。',
  'dkim.aligned.next': 'DKIM: 何もする必要はありません。',
  'dkim.unaligned.wrong': 'DKIM 署名は {from} ではなく {dkim_domains} (セレクター {dkim_selectors}) のものです。',
  'dkim.unaligned.next':
    'DKIM: この送信元で {from} の署名を有効にし、示されたレコードを _domainkey.{from} の下に公開します。',
  'dkim.broken.wrong':
    '{dkim_domains} (セレクター {dkim_selectors}) の DKIM 署名を検証できません ({dkim_results})。',
  'dkim.broken.next':
    'DKIM: {dkim_key} で公開している鍵と署名側の鍵を比べます。ほかの送信元では合格しているなら、途中でメールが書き換えられています。',
  'dkim.failed_other.wrong':
    '{dkim_domains} の DKIM 署名は検証できず ({dkim_results})、合格しても {from} とは整合しません。',
  'dkim.failed_other.next':
    'DKIM: この送信元に {from} として署名させます。{dkim_domains} の署名は役に立ちません。',
  'dkim.none.wrong': 'DKIM 署名がありません。',
  'dkim.none.next':
    'DKIM: 自社の送信元なら、{from} としての署名を有効にし、鍵を _domainkey.{from} の下に公開します。',
  'dkim.absent.wrong': '発行者の報告に DKIM 署名がありません。',
  'dkim.absent.next':
    'DKIM: この送信元のメールに署名があるか確認します。署名をレポートに載せない発行者もあります。',
};
