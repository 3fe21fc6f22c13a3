import type { Message } from '../message';
import type { words as english } from '../en/login';

// Japanese: the login.
export const words: Record<keyof typeof english, Message> = {
  'title.login': 'サインイン',
  'login.name': '名前',
  'login.password': 'パスワード',
  'login.submit': 'サインイン',
  'login.wrong': '名前またはパスワードが違います。',
  'login.later': '失敗が続いたため、{seconds} 秒後にもう一度お試しください。',
  'login.insecure':
    'このアドレスは暗号化されていないため、ブラウザーはサインインを保持しません。https で、またはサーバー上で localhost から開いてください。',
  'login.help': 'アカウントの作成やパスワードの変更は、サーバーの管理者が sendpath user で行います。',
};
