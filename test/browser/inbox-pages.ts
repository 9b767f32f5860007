import type { PageState } from './world.ts';

/** Every page and state of the provider's inbox. */
export const inboxPages: readonly PageState[] = [];
