import type { CauseClass } from './api/types';

/** The shapes that stand beside a word, so that status is never colour alone. */
export type Shape = 'healthy' | 'misconfigured' | 'forwarded' | 'spoofed' | 'unsure';

export function shapeOf(cause: CauseClass): Shape {
  switch (cause) {
    case 'aligned_both':
    case 'spf_only':
    case 'dkim_only':
      return 'healthy';
    case 'unaligned':
    case 'broken':
      return 'misconfigured';
    case 'indirect':
      return 'forwarded';
    case 'unauthenticated':
      return 'spoofed';
    default:
      return 'unsure';
  }
}
