import type asked from './staff/asked.json';
import type demo from './staff/demo.json';
import type email from './staff/email.json';
import type inbox from './staff/inbox.json';
import type plantext from './staff/plantext.json';
import type reminders from './staff/reminders.json';

import type report from './staff/report.json';

import type retention from './staff/retention.json';
import type setup from './staff/setup.json';
import type systems from './staff/systems.json';
import type todo from './staff/todo.json';
import type absence from './sv/absence.json';
import type changes from './sv/changes.json';
import type channel from './sv/channel.json';
import type common from './sv/common.json';
import type display from './sv/display.json';
import type duty from './sv/duty.json';
import type end from './sv/end.json';
import type fault from './sv/fault.json';
import type glossary from './sv/glossary.json';
import type help from './sv/help.json';
import type invitation from './sv/invitation.json';
import type kind from './sv/kind.json';
import type message from './sv/message.json';
import type needs from './sv/needs.json';
import type page from './sv/page.json';
import type plan from './sv/plan.json';
import type question from './sv/question.json';
import type reason from './sv/reason.json';
import type receipt from './sv/receipt.json';
import type reminder from './sv/reminder.json';
import type reminding from './sv/reminding.json';
import type signal from './sv/signal.json';
import type signin from './sv/signin.json';
import type sms from './sv/sms.json';
import type welcome from './sv/welcome.json';
import type wish from './sv/wish.json';

/** Every text key there is, taken from the files, so that a misspelt one does not compile. */
export type TextKey = KeysOf<{
  absence: typeof absence;
  changes: typeof changes;
  channel: typeof channel;
  common: typeof common;
  display: typeof display;
  duty: typeof duty;
  end: typeof end;
  fault: typeof fault;
  glossary: typeof glossary;
  help: typeof help;
  invitation: typeof invitation;
  kind: typeof kind;
  message: typeof message;
  needs: typeof needs;
  page: typeof page;
  plan: typeof plan;
  question: typeof question;
  reason: typeof reason;
  receipt: typeof receipt;
  reminder: typeof reminder;
  reminding: typeof reminding;
  signal: typeof signal;
  signin: typeof signin;
  sms: typeof sms;
  welcome: typeof welcome;
  wish: typeof wish;
}>;

export type StaffKey = KeysOf<{
  reminders: typeof reminders;
  demo: typeof demo;
  email: typeof email;
  inbox: typeof inbox;
  asked: typeof asked;
  plantext: typeof plantext;
  report: typeof report;
  retention: typeof retention;
  setup: typeof setup;
  systems: typeof systems;
  todo: typeof todo;
}>;

type KeysOf<Files> = {
  [File in keyof Files & string]: `${File}:${WithoutPlural<keyof Files[File] & string>}`;
}[keyof Files & string];

type WithoutPlural<Key extends string> = Key extends `${infer Stem}_one` | `${infer Stem}_other` ? Stem : Key;
