import type { Activity } from 'botbuilder';
import { OPERATOR_SECRET } from './app.ts';

/** Direct Line by hand: every call as it goes over the wire. */

export interface Answer<Body = Record<string, unknown>> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

export async function call<Body = Record<string, never>>(
  url: string,
  method: string,
  path: string,
  options: { token?: string; body?: unknown; headers?: Record<string, string> } = {},
): Promise<Answer<Body>> {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      ...(options.token === undefined ? {} : { authorization: `Bearer ${options.token}` }),
      ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...options.headers,
    },
    body: options.body === undefined ? undefined : JSON.stringify(options.body),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) };
}

export interface Conversation {
  readonly conversationId: string;
  readonly token: string;
  readonly expires_in: number;
  readonly streamUrl: string;
}

export interface ActivitySet {
  readonly activities: Activity[];
  readonly watermark: string;
}

export async function tokenFor(
  url: string,
  participantId: string,
  secret = OPERATOR_SECRET,
): Promise<string> {
  const { body } = await call<{ token: string }>(url, 'POST', '/v3/directline/tokens/generate', {
    token: secret,
    body: { user: { id: `dl_${participantId}` } },
  });
  return body.token;
}

/** A participant who is in the chat. */
export async function enter(url: string, participantId: string): Promise<Conversation> {
  const token = await tokenFor(url, participantId);
  return (await call<Conversation>(url, 'POST', '/v3/directline/conversations', { token, body: {} })).body;
}

export function write(
  url: string,
  { conversationId, token }: Pick<Conversation, 'conversationId' | 'token'>,
  text: string,
  clientId?: string,
  more: Record<string, unknown> = {},
): Promise<Answer<{ id: string }>> {
  return call(url, 'POST', `/v3/directline/conversations/${conversationId}/activities`, {
    token,
    body: {
      type: 'message',
      text,
      from: { id: 'me' },
      ...(clientId === undefined ? {} : { channelData: { clientActivityID: clientId } }),
      ...more,
    },
  });
}

export async function read(
  url: string,
  { conversationId, token }: Pick<Conversation, 'conversationId' | 'token'>,
  watermark = '',
): Promise<ActivitySet> {
  const path = `/v3/directline/conversations/${conversationId}/activities?watermark=${watermark}`;
  return (await call<ActivitySet>(url, 'GET', path, { token })).body;
}

/** Participants' and bot's texts of the chat, `du:` before the former. */
export function texts(activities: readonly Activity[]): string[] {
  return activities.map(({ from, text }) => (from.role === 'user' ? `du: ${text}` : text));
}
