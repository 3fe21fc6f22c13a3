import type { Message } from '../message';

// English: the login.
export const words = {
  'title.login': 'Sign in',
  'login.name': 'Name',
  'login.password': 'Password',
  'login.submit': 'Sign in',
  'login.wrong': 'The name or the password is wrong.',
  'login.later': {
    by: 'seconds',
    one: 'Too many failed attempts. Try again in {seconds} second.',
    other: 'Too many failed attempts. Try again in {seconds} seconds.',
  },
  'login.insecure':
    'This address is not encrypted, so the browser will not keep a session. Open Sendpath by https, or on the server itself by localhost.',
  'login.help': 'Who runs the server makes accounts and new passwords: sendpath user.',
} as const satisfies Record<string, Message>;
