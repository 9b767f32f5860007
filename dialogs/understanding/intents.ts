/** The nineteen intents seen from outside. Every finer difference is a `Detail`. */
export const INTENTS = [
  'report_absence',
  'show_plan',
  'show_schedule',
  'reminder_stop',
  'reminder_start',
  'reminder_time',
  'explain_word',
  'got_job',
  'started_studies',
  'cancel',
  'human',
  'easy_on',
  'easy_off',
  'help',
  'greeting',
  'yes',
  'no',
  'crisis',
  'out_of_scope',
] as const;

export type Intent = (typeof INTENTS)[number];

/**
 * The finer intents, by the intent they stand under. A detail says more than its intent, never something else,
 * with two exceptions that stand under two intents: `change` (a correction in the middle of a conversation is
 * `no`, a wish to change what was reported is `report_absence`) and `ask_leave` (a question about leave is
 * `out_of_scope`, a statement of coming leave is `report_absence`).
 */
export const DETAILS = {
  /** late: comes after the start. leave_early: goes before the end. no_show: missed something that has been. */
  report_absence: ['late', 'leave_early', 'no_show', 'change', 'ask_leave'],
  /**
   * progress: how far the person has come. why: why they do it. ends: when it is over. decisions: what was decided last. hours: how many
   * a week. service: which one, which version, what came before. about_me: name, phone, address. whose_rules: which authority, what money.
   */
  show_plan: [
    'goal',
    'steps',
    'support',
    'people',
    'follow_up',
    'own_work',
    'what_is_new',
    'progress',
    'why',
    'ends',
    'decisions',
    'hours',
    'service',
    'level',
    'about_me',
    'assignment',
    'whose_rules',
    'bookings',
    'more',
  ],
  /** place: where it is. bring: what to take along. who: whom to meet. length: how long it takes. */
  show_schedule: ['today', 'this_week', 'next_meeting', 'place', 'bring', 'who', 'length'],
  reminder_stop: [],
  reminder_start: [],
  reminder_time: [],
  explain_word: [],
  got_job: [],
  started_studies: [],
  /** undo: take back what was sent. well_again: the absence ends, or was not needed. back: one question back. */
  cancel: ['undo', 'well_again', 'back'],
  /** ask_supervisor: a question to hand over. not_right: something in the plan or schedule is wrong. call_me: asks to be phoned. */
  human: ['ask_supervisor', 'not_right', 'call_me'],
  easy_on: [],
  easy_off: [],
  /** need: says what helps the writer. needs_shown: asks what has been said about that, or changes it. unclear: did not understand what we said. dont_know: cannot answer our question. bot: asks what we are. */
  help: ['privacy', 'read_again', 'receipts', 'unclear', 'dont_know', 'bot', 'need', 'needs_shown'],
  greeting: ['thanks', 'bye'],
  yes: [],
  no: ['change'],
  /** self_harm, violence (done or threatened to the writer), danger (the writer may hurt others, or somebody else is in danger). */
  crisis: ['self_harm', 'violence', 'danger'],
  /** language: not written in Swedish (see `language`). unreadable: nothing to understand in it. */
  out_of_scope: ['money', 'rules', 'ask_leave', 'other_person', 'language', 'unreadable', 'abuse'],
} as const satisfies Record<Intent, readonly string[]>;

export type Detail = (typeof DETAILS)[Intent][number];

/** Every intent and every detail, as 'intent' or 'intent/detail': what a phrase can stand under. */
export const LABELS: readonly string[] = INTENTS.flatMap((intent) => [
  intent,
  ...DETAILS[intent].map((detail) => `${intent}/${detail}`),
]);
