import { apiUrl } from './client';
import { Resource } from './resource.svelte';
import type { One, Overview } from './types';

/**
 * The whole store, unfiltered: which domains there are, from when to when its data goes, what is
 * held. The frame and the filters lean on it; pages ask for their own figures.
 */
export const whole = new Resource<One<Overview>>();

export function loadWhole(): void {
  whole.load(apiUrl('overview'));
}
