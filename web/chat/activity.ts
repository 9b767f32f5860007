import type { Mark } from '../shared/marked.ts';

/** What this page uses of a Direct Line activity. */
export interface Activity {
  readonly id: string;
  readonly type: string;
  readonly timestamp: string;
  readonly text?: string;
  readonly locale?: string;
  readonly suggestedActions?: {
    readonly actions: readonly { readonly title: string; readonly value: Press }[];
  };
  readonly channelData?: {
    readonly clientActivityID?: string;
    readonly stegvis?: {
      /** Number of the line in the chat; absent for what is said in passing. */
      readonly n?: number;
      readonly from?: 'participant' | 'bot' | 'supervisor';
      readonly level?: 'plain' | 'easy';
      readonly kind?: string;
      readonly proactive?: boolean;
      readonly card?: Card;
      readonly time?: Time;
      /** Where the question is in a row of several. */
      readonly step?: { readonly at: number; readonly of: number };
      /** Words that can be explained. */
      readonly terms?: readonly Mark[];
      /** It came in the person's quiet hours: it makes no sound. */
      readonly quiet?: boolean;
    };
  };
}

export interface Card {
  readonly kind: string;
  readonly heading: string;
  readonly rows: readonly string[];
  readonly time?: Time;
  readonly links?: readonly { readonly title: string; readonly url: string }[];
}

/** Clock times in Sweden; `now` is when it was said. */
export interface Time {
  readonly now: string;
  readonly events: readonly {
    readonly start: string;
    readonly end: string;
    readonly title: string;
    readonly kind?: string;
  }[];
}

/** Which question a button answers, and how. */
export interface Press {
  readonly q: number;
  readonly id: string;
}
