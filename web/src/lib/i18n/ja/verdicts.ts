import type { Message } from '../message';
import type { words as english } from '../en/verdicts';

// Japanese: verdicts on sending paths, why each, and what to do.
export const words: Record<keyof typeof english, Message> = {
  'verdict.healthy': '正常',
  'verdict.misconfigured': '設定不備',
  'verdict.forwarded': '転送',
  'verdict.spoofed': 'なりすまし',
  'verdict.unsure': '判断保留',
  'path.name': '{sender} → {domain}',
  'path.unknown': '不明な送信元',
  'reason.operator.title': '手動で設定',
  'reason.operator.plain': 'この判定は手動で設定されたものです。',
  'reason.passing.title': '合格',
  'reason.passing.plain': '{messages} 通中、不合格は {failing} 通です。',
  'reason.dkim_survived.title': '転送 (署名は有効)',
  'reason.dkim_survived.full':
    '{home_sender} が {own_dkim_domain} (セレクター {own_selector}) として署名したメールが、署名は有効なまま SPF の整合を失ってここから届いています。転送されたメールです。',
  'reason.dkim_survived.plain':
    '別の自社送信元の署名が付いたメールが、SPF の整合を失ってここから届いています。転送されたメールです。',
  'reason.override_mailing_list.title': 'メーリングリスト',
  'reason.override_mailing_list.plain': 'メーリングリスト経由のメールだと受信側が報告しています。',
  'reason.override_arc.title': '転送 (ARC で確認済み)',
  'reason.override_arc.plain': '転送前の認証結果を示す ARC の記録を、受信側が信頼しています。',
  'reason.override_forwarder.title': '転送サーバー',
  'reason.override_forwarder.plain': '転送サーバー経由のメールだと受信側が報告しています。',
  'reason.signature_broken_in_transit.title': '経路上で改変',
  'reason.signature_broken_in_transit.full':
    '{own_dkim_domain} (セレクター {own_selector}) の署名が壊れていますが、同じ鍵はほかの経路で合格しています。メーリングリストか転送サーバーがメールを書き換えています。',
  'reason.signature_broken_in_transit.plain':
    '自社の署名が壊れていますが、同じ鍵はほかの経路で合格しています。メーリングリストか転送サーバーがメールを書き換えています。',
  'reason.strict_alignment_dkim.title': 'DKIM の整合が strict',
  'reason.strict_alignment_dkim.full':
    'DKIM は {own_dkim_domain} として合格していますが、From は {header_from} です。strict モード (adkim=s) のため整合しません。',
  'reason.strict_alignment_dkim.plain':
    'DKIM は自社の別の名前で合格しています。strict モード (adkim=s) のため整合しません。',
  'reason.strict_alignment_spf.title': 'SPF の整合が strict',
  'reason.strict_alignment_spf.full':
    'SPF は {own_spf_domain} として合格していますが、From は {header_from} です。strict モード (aspf=s) のため整合しません。',
  'reason.strict_alignment_spf.plain':
    'SPF は自社の別の名前で合格しています。strict モード (aspf=s) のため整合しません。',
  'reason.dkim_no_key.title': 'DKIM の鍵がない',
  'reason.dkim_no_key.full':
    '{own_dkim_domain} (セレクター {own_selector}) として署名されていますが、その鍵が DNS にないか、使えない状態です。',
  'reason.dkim_no_key.plain': '自ドメインの署名に使われている鍵が DNS にありません。',
  'reason.dkim_temperror.title': 'DKIM の鍵を参照できない',
  'reason.dkim_temperror.full':
    '{own_dkim_domain} の鍵 {own_selector} を受信側が参照できません。ネームサーバーが応答していません。',
  'reason.dkim_temperror.plain': 'DKIM の鍵を受信側が参照できません。ネームサーバーが応答していません。',
  'reason.dkim_signature_fails.title': 'DKIM 署名が無効',
  'reason.dkim_signature_fails.full':
    '{own_dkim_domain} (セレクター {own_selector}) の署名は、この経路でもほかの経路でも検証に失敗しています。',
  'reason.dkim_signature_fails.plain': '自社の署名は、この経路でもほかの経路でも検証に失敗しています。',
  'reason.spf_permerror.title': 'SPF レコードの誤り',
  'reason.spf_permerror.full':
    '{own_spf_domain} の SPF レコードを評価できません。レコードが複数ある、参照が多すぎる、または記述に誤りがあります。',
  'reason.spf_permerror.plain': 'SPF レコードを評価できません。',
  'reason.spf_temperror.title': 'SPF レコードを参照できない',
  'reason.spf_temperror.full':
    '{own_spf_domain} の SPF レコードを受信側が参照できません。ネームサーバーが応答していません。',
  'reason.spf_temperror.plain': 'SPF レコードを受信側が参照できません。',
  'reason.service_domain_dkim.title': 'サービス側のドメインで署名',
  'reason.service_domain_dkim.full':
    'DKIM は {dkim_domain} (セレクター {dkim_selector})、SPF は {spf_domain} として合格していますが、どちらも {header_from} ではありません。',
  'reason.service_domain_dkim.some':
    'DKIM は {dkim_domain} (セレクター {dkim_selector}) として合格していますが、{header_from} ではありません。',
  'reason.service_domain_dkim.plain': 'DKIM は他社のドメインとして合格しています。',
  'reason.service_domain_spf.title': 'Return-Path がサービス側のドメイン',
  'reason.service_domain_spf.full':
    'SPF は {header_from} ではなく {spf_domain} として合格しており、{header_from} として合格する署名もありません。',
  'reason.service_domain_spf.plain': 'SPF は他社のドメインとして合格しています。',
  'reason.own_server_unauthenticated.title': '自社サーバーが未認証',
  'reason.own_server_unauthenticated.full':
    '{address} が {header_from} として送信していますが、SPF も DKIM も合格していません。',
  'reason.own_server_unauthenticated.plain': '自社の送信元ですが、SPF も DKIM も合格していません。',
  'reason.intermittent.title': 'ときどき不合格',
  'reason.intermittent.plain': '{messages} 通中 {failing} 通が不合格です。この経路の残りのメールは合格しています。',
  'reason.ask_do_you_use.title': 'このサービスを使っていますか',
  'reason.ask_do_you_use.full':
    '{service} が {header_from} として送信しています。SPF は {spf_domain} として合格しており、整合していません。このサービスを使っていますか。',
  'reason.ask_do_you_use.most':
    '{service} が {header_from} として送信しています。DKIM は {dkim_domain} として合格しており、整合していません。このサービスを使っていますか。',
  'reason.ask_do_you_use.some':
    '{sender} が {header_from} として送信していますが、自社の名前では合格していません。このサービスを使っていますか。',
  'reason.ask_do_you_use.plain': '外部サービスが自ドメインを名乗って送信しています。このサービスを使っていますか。',
  'reason.ask_is_it_yours.title': '自社のサーバーですか',
  'reason.ask_is_it_yours.full':
    '{address} が {header_from} として継続的に送信していますが、どの認証にも合格していません。自社のサーバーですか。',
  'reason.ask_is_it_yours.plain': '自ドメインを名乗る継続的な送信があります。自社のサーバーですか。',
  'reason.reporters_disagree.title': '発行者間で食い違い',
  'reason.reporters_disagree.plain': '発行者どうし、または同じ発行者の報告内で結果が食い違っています。',
  'reason.too_few.title': 'メッセージが少なすぎる',
  'reason.too_few.plain': '{messages} 通だけでは判断できません。',
  'reason.not_yours.title': '自社ではないと指定済み',
  'reason.not_yours.plain': '自社の送信元ではないと指定されています。',
  'reason.unauthenticated.title': '認証の裏付けなし',
  'reason.unauthenticated.plain': '自社のメールだと示すものは From フィールドだけです。',
  'reason.other.title': '判断材料が不足',
  'reason.other.plain': 'レポートの情報だけでは判断できません。',
  'reason.new': 'この画面がまだ知らない事例です。レコードを確認してください。',
  'step.nothing_to_do': '何もする必要はありません。',
  'step.say_if_used': 'このサービスを使っているかどうかを回答します。使っている場合は次の手順へ進みます。',
  'step.say_if_yours': '自社のサーバーかどうかを回答します。自社のものなら次の手順へ進みます。',
  'step.set_up_own_dkim': 'サービス側で {header_from} としての署名を有効にし、鍵を公開します。',
  'step.set_up_own_return_path': 'サービスの Return-Path を {header_from} の下に設定し、SPF を整合させます。',
  'step.no_own_names_there':
    'このサービスは自ドメインの名前では送信できません。From をサービスのアドレスにするか、別の送信方法に切り替えます。',
  'step.sign_as_from_domain': '{header_from} そのもので署名します (d={header_from})。',
  'step.relax_dkim': 'または DKIM の整合を relaxed にし、同じ組織ドメインの名前を同一とみなします。レコードの変更箇所:',
  'step.return_path_as_from_domain': 'Return-Path に {header_from} そのものを使います。',
  'step.relax_spf': 'または SPF の整合を relaxed にし、同じ組織ドメインの名前を同一とみなします。レコードの変更箇所:',
  'step.publish_key': 'サーバーが署名に使っている鍵を公開するか、公開済みの鍵で署名させます。',
  'step.compare_key': '公開している鍵と、サーバーが署名に使っている鍵を比べます。',
  'step.look_for_changes_after_signing':
    '署名後にメールを書き換えるもの (フッターの追加、ゲートウェイ、文字コード変換など) を探します。',
  'step.check_name_servers':
    'ドメインのすべてのネームサーバーが、TCP も含めてすぐに応答することを確認します。',
  'step.one_spf_record': 'ドメインの SPF レコードを 1 つだけにします。',
  'step.at_most_ten_lookups':
    'DNS 参照を 10 回以内に収めます。使っていないものを削除し、サービスには自ドメインの下に専用の Return-Path を割り当てます。',
  'step.add_server_to_spf': 'Return-Path の SPF レコードにサーバーを追加します。既存の内容は残します。',
  'step.sign_on_server': 'サーバーで {header_from} として署名し、鍵を公開します。署名は転送後も有効です。',
  'step.find_what_differs':
    '不合格のメールに共通する点を探します。特定のサーバー、特定のプログラム、特定の日などです。',
  'step.compare_reporters': '発行者ごとの報告を比べます。発行者側の誤りかもしれません。',
  'step.wait_for_more': '次のレポートを待ちます。',
  'step.let_policy_refuse': '公開すべきレコードはありません。p=reject にすれば受信側が拒否します。',
  'step.yes': 'はい',
  'step.no': 'いいえ',
  'path.since': '{day}から',
  'path.failing_since': '{day}から不合格が続いています',
  'source.unconfirmed': '(正引きで確認できず)',
};
