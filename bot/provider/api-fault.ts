import type { PlanFault } from '../../domain/plan.ts';

/** What can go wrong in a call, with its code and answer. The messages are for whoever builds the provider's system. */
export const API_FAULTS = {
  STEGVIS_API_KEY_MISSING: [401, 'Send the header "Authorization: Bearer <the provider\'s key>".'],
  STEGVIS_API_KEY_WRONG: [401, 'The key is not known or has ended. Use the newest key of the provider.'],
  STEGVIS_API_TOO_MANY_TRIES: [
    429,
    'Too many calls with a wrong key came from this address. Wait and use the right key.',
  ],
  STEGVIS_API_NOT_FOUND: [404, 'There is nothing here for this provider.'],
  STEGVIS_API_NOT_JSON: [
    400,
    'The body is not a JSON object. Send Content-Type: application/json and one document.',
  ],
  STEGVIS_API_PARAMETER: [400, 'A parameter of the address is wrong.'],
  STEGVIS_API_CONDITION: [
    400,
    'If-Match must be the ETag of the version that you have changed, such as "3", or If-None-Match must be *.',
  ],
  STEGVIS_API_DOCUMENT: [422, 'The document is not a plan. Nothing was changed.'],
  STEGVIS_API_SCHEDULE: [422, 'The schedule cannot be read. Nothing was changed.'],
  STEGVIS_API_ID_TAKEN: [409, 'This id cannot be used. Choose another. Nothing was changed.'],
  STEGVIS_API_STALE: [
    412,
    'The plan has another version than you expected. Nothing was changed. Look at the difference and send again with the ETag of the current version.',
  ],
  STEGVIS_API_WEBHOOK: [422, 'The webhook cannot be set so. Nothing was changed.'],
  STEGVIS_API_NO_WEBHOOK: [409, 'There is no webhook. Set one first: PUT /api/v1/webhook.'],
  STEGVIS_API_CONFIRM: [
    409,
    'The text or the group is not the one that was looked at, or nobody is in it. Nothing was sent. Look again, without a token.',
  ],
  STEGVIS_API_RETENTION: [422, 'The times cannot be kept so. Nothing was changed.'],
  STEGVIS_API_EMBEDDING: [422, 'The chat cannot stand there, or look, so. Nothing was changed.'],
  STEGVIS_API_NO_ROOM: [
    503,
    'There is no room to store anything right now. Nothing was changed. Try again later.',
  ],
  STEGVIS_API_UNREADABLE: [
    503,
    'The stored document is damaged and cannot be read. It stands in the log of Stegvis: tell those who run it.',
  ],
} as const satisfies Record<string, readonly [number, string]>;

export type ApiFaultCode = keyof typeof API_FAULTS;

/** Ends a call with a fault. */
export class ApiFault extends Error {
  readonly code: ApiFaultCode;
  readonly faults: readonly PlanFault[];
  /** Beside `error` in the body. */
  readonly more: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: ApiFaultCode,
    about: {
      faults?: readonly PlanFault[];
      more?: Record<string, unknown>;
      headers?: Record<string, string>;
    } = {},
  ) {
    super(code);
    this.code = code;
    this.faults = about.faults ?? [];
    this.more = about.more ?? {};
    this.headers = about.headers ?? {};
  }
}
