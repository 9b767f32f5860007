/** What a thread that writes and the one that gives it work have in common: a few figures in shared memory. */

/** Rises with each write that is handed over. */
export const HANDED_OVER = 0;
/** 1 while the thread sleeps, or is about to and will look at the other figure once more: then it has to be woken. */
export const ASLEEP = 1;
