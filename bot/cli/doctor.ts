import { access, constants, statfs } from 'node:fs/promises';
import { mostSms } from '../../domain/sms.ts';
import { smsPath } from '../channels/sms/routes.ts';
import { twilioSignature } from '../channels/sms/suppliers.ts';
import { type Config, completeConfig, type GivenConfig, readEnvironment, type SmsConfig } from '../config.ts';
import { type Answer, ask, askForSocket, said } from './asking.ts';

/**
 * `npm run doctor`: reads the settings, tries each connection to the outside that can be tried without sending anything, and says in one line
 * each what is right, or what is wrong and what to do. Ends with 1 when something is wrong. A secret is never printed, but for the address
 * that an SMS supplier calls.
 */

let wrong = 0;
const good = (what: string): void => void process.stdout.write(`ok     ${what}\n`);
const off = (what: string): void => void process.stdout.write(`off    ${what}\n`);
const note = (what: string): void => void process.stdout.write(`       ${what}\n`);
const bad = (what: string): void => {
  wrong += 1;
  process.stdout.write(`wrong  ${what}\n`);
};

/** Clocks of others, as far as they have said what time it is. */
const clocks: { readonly theirs: Date; readonly ours: Date }[] = [];
async function askOutside(...about: Parameters<typeof ask>): Promise<Answer> {
  const answer = await ask(...about);
  if (answer.at !== null) clocks.push({ theirs: answer.at, ours: new Date() });
  return answer;
}

function checkMode({ production, port }: Config): void {
  if (!production) off('production: NODE_ENV is not production, so an empty DATA_DIR becomes a demo');
  else if (port === 0)
    bad('PORT is 0, which is another one at each start: set it to the one that the proxy calls.');
  else good('NODE_ENV is production');
}

/** Less than this is soon full. */
const ROOM_BYTES = 1_000_000_000;

async function checkFolder({ dataDir }: Config): Promise<void> {
  try {
    await access(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === 'ENOENT') return off(`DATA_DIR (${dataDir}): not there yet, it is made at the first start`);
    return bad(`DATA_DIR (${dataDir}) cannot be written (${code}): give it to the user that starts Stegvis.`);
  }
  const { bavail, bsize } = await statfs(dataDir);
  if (bavail * bsize < ROOM_BYTES) bad(`DATA_DIR (${dataDir}) has less than 1 GB of room left: make room.`);
  else good(`DATA_DIR (${dataDir}) can be written`);
}

function checkSecrets({ production, directLineSecret, sessionSecret }: GivenConfig): void {
  if (sessionSecret !== null) good('SESSION_SECRET is set');
  else if (directLineSecret !== null) off('SESSION_SECRET: made from DIRECTLINE_SECRET');
  else if (!production) off('secrets: the store makes and keeps one');
}

/** Whether what answers there is Stegvis. */
async function checkAddress({ baseUrl, port }: Config): Promise<boolean> {
  const live = await ask(`${baseUrl}/health/live`);
  if (live.status !== 200) {
    const here = await ask(`http://127.0.0.1:${port}/health/live`);
    if (here.status === 200) {
      bad(
        `BASE_URL leads to no Stegvis (${said(live)}), which runs on port ${port}: check the proxy, its certificate and the name.`,
      );
    } else {
      bad(`BASE_URL leads to no Stegvis (${said(live)}): start it, and check the proxy and the name.`);
    }
    return false;
  }
  good('BASE_URL leads to Stegvis');
  const socket = await askForSocket(`${baseUrl}/v3/directline/conversations/doctor/stream?t=none`);
  // What it says to a token that is none, once the wish for a WebSocket has come through.
  if (socket === 403) good('WebSockets come through');
  else
    bad(
      `WebSockets do not come through (${said({ status: socket })}): let the proxy pass on Upgrade and Connection.`,
    );
  return true;
}

async function checkEmail({ email }: Config): Promise<void> {
  if (email.smtpUrl === null) {
    off('e-mail: EMAIL is off or SMTP_URL is not set');
    if (email.operator !== null)
      bad('OPERATOR_EMAIL is set, and no e-mail is sent: set SMTP_URL, or leave OPERATOR_EMAIL out.');
    return;
  }
  const { createTransport } = await import('nodemailer');
  const transport = createTransport({
    url: email.smtpUrl,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
  });
  try {
    await transport.verify();
    good(`the mail server takes our sign-in; letters come from ${email.from}`);
  } catch (error) {
    const { code = 'unknown' } = error as { code?: string };
    bad(`the mail server does not take us (${code}): check SMTP_URL.`);
  } finally {
    transport.close();
  }
  if (email.operator === null)
    off(
      'OPERATOR_EMAIL is not set: nobody is written to when somebody reports a fault; look with npm run faults',
    );
  else good('OPERATOR_EMAIL is set');
}

async function checkSms(config: Config, given: GivenConfig, isUp: boolean): Promise<void> {
  const { sms, sessionSecret, baseUrl } = config;
  if (sms === null) return off('SMS: SMS is not set');
  checkSmsNumbers(sms);
  const isOurs = await checkSmsSupplier(sms);
  if (given.sessionSecret === null && given.directLineSecret === null)
    return bad('the address for incoming SMS changes with the store: set SESSION_SECRET.');
  const address = `${baseUrl}${smsPath(sessionSecret, sms.supplier)}`;
  // The path is a secret, which whoever may read the settings may see.
  note(`address for incoming SMS: ${address}`);
  if (isOurs) await checkSmsNumber(sms, address);
  if (isUp) await checkSmsWebhook(sms, address);
}

/** A question, its digits and a receipt. */
const FEWEST_SMS = 5;

function checkSmsNumbers({ from, perDay, perPerson }: SmsConfig): void {
  if (!/^\+[1-9]\d{6,14}$/.test(from))
    bad('SMS_FROM is no number that can be answered: write it with its country, such as +46701740605.');
  if (perPerson < FEWEST_SMS || perDay < perPerson)
    bad(
      `SMS_PER_PERSON and SMS_PER_DAY: one person needs at least ${FEWEST_SMS} a day, and all of them no fewer.`,
    );
  else
    good(
      `at most ${perDay} SMS a day, ${perPerson} to one person; ${perDay - mostSms(perDay, 'other')} and ${perPerson - mostSms(perPerson, 'other')} of them are kept for reports`,
    );
}

function supplierCalls({ supplier, user, password, url }: SmsConfig) {
  const base = url ?? (supplier === 'elks' ? 'https://api.46elks.com' : 'https://api.twilio.com');
  const basic = Buffer.from(`${user}:${password}`).toString('base64');
  const account = `${base}/2010-04-01/Accounts/${encodeURIComponent(user)}`;
  return {
    me: supplier === 'elks' ? `${base}/a1/me` : `${account}.json`,
    numbers:
      supplier === 'elks' ? `${base}/a1/numbers` : `${account}/IncomingPhoneNumbers.json?PageSize=1000`,
    headers: { authorization: `Basic ${basic}` },
  };
}

async function checkSmsSupplier(sms: SmsConfig): Promise<boolean> {
  const { me, headers } = supplierCalls(sms);
  const answer = await askOutside(me, { headers });
  if (answer.status === 200) good('the SMS supplier takes our sign-in');
  else if (answer.status === 401 || answer.status === 403)
    bad('the SMS supplier refuses us: check SMS_USER and SMS_PASSWORD.');
  else bad(`the SMS supplier does not answer as it should (${said(answer)}): check SMS_URL and the network.`);
  return answer.status === 200;
}

/** Whether the number is ours, and its SMS come to us. Both suppliers tell it; the address that stands there is not repeated. */
async function checkSmsNumber(sms: SmsConfig, address: string): Promise<void> {
  const { numbers, headers } = supplierCalls(sms);
  const { body, status } = await askOutside(numbers, { headers });
  const { data, incoming_phone_numbers: theirs } = (body ?? {}) as Record<string, unknown>;
  const list = (sms.supplier === 'elks' ? data : theirs) as Record<string, unknown>[] | undefined;
  if (status !== 200 || !Array.isArray(list))
    return off(
      `the numbers of the account cannot be seen (${said({ status })}): look at SMS_FROM there yourself`,
    );
  const number = list.find((entry) => (entry.number ?? entry.phone_number) === sms.from);
  if (number === undefined || number.active === 'no')
    return bad('SMS_FROM is no number of this account: check it there.');
  // What stands after # are settings for Twilio.
  const [leads] = String(number.sms_url ?? '').split('#');
  if (leads === address) good('the SMS of SMS_FROM come to this address');
  else bad('the SMS of SMS_FROM do not come here: give the supplier the address for incoming SMS above.');
}

/** A call without a message, which a running Stegvis with these settings refuses as such. */
async function checkSmsWebhook({ supplier, password }: SmsConfig, address: string): Promise<void> {
  const form = new URLSearchParams({ doctor: 'yes' });
  const signature = twilioSignature(password, address, Object.fromEntries(form));
  const headers: Record<string, string> = supplier === 'twilio' ? { 'x-twilio-signature': signature } : {};
  const answer = await ask(address, { headers, form });
  if (answer.status === 400) good('the running Stegvis takes what the SMS supplier brings');
  else
    bad(
      `the running Stegvis does not take what the SMS supplier brings (${said(answer)}): start it anew with these settings.`,
    );
}

/** How people come in by themselves. */
function checkCodes({ email, sms }: Config): void {
  const ways = [...(email.smtpUrl === null ? [] : ['e-mail']), ...(sms === null ? [] : ['SMS'])];
  if (ways.length > 0) good(`participants sign in with a code by ${ways.join(' or ')}, a link or a slip`);
  else off('codes to sign in: neither e-mail nor SMS is set up, so participants need links and slips');
}

async function checkTeams({ teams, playground, baseUrl }: Config, isUp: boolean): Promise<void> {
  if (teams === null)
    return off(
      playground ? 'Teams: TEAMS_PLAYGROUND alone, for this machine' : 'Teams: MICROSOFT_APP_ID is not set',
    );
  note(`messaging endpoint of the Azure Bot: ${baseUrl}/api/messages`);
  if (isUp) {
    const unsigned = await ask(`${baseUrl}/api/messages`, { form: new URLSearchParams() });
    if (unsigned.status === 401 || unsigned.status === 403)
      good('the running Stegvis refuses at that address what is not from Microsoft');
    else
      bad(
        `the running Stegvis does not listen there (${said(unsigned)}): start it anew with these settings.`,
      );
  }
  const keys = await askOutside('https://login.botframework.com/v1/.well-known/openidconfiguration');
  if (keys.status === 200) good("Microsoft's keys can be fetched");
  else bad(`Microsoft's keys cannot be fetched (${said(keys)}): open login.botframework.com for the server.`);
  if (teams.type === 'UserAssignedMSI')
    return off('Teams sign-in: a managed identity is tried in Azure alone');
  const tenant = teams.type === 'MultiTenant' ? 'botframework.com' : (teams.tenantId ?? '');
  const answer = await askOutside(
    `https://login.microsoftonline.com/${encodeURIComponent(tenant)}/oauth2/v2.0/token`,
    {
      form: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: teams.appId,
        client_secret: teams.password,
        scope: 'https://api.botframework.com/.default',
      }),
    },
  );
  if (answer.status === 200) good('Microsoft takes the sign-in of the bot');
  else
    bad(
      `Microsoft does not take the sign-in of the bot (${said(answer)}): check MICROSOFT_APP_ID, _PASSWORD, _TENANT_ID and _TYPE.`,
    );
}

function checkWebhooks({ webhookPrivate, providerKeys }: Config): void {
  if (webhookPrivate) good('WEBHOOK_PRIVATE: webhooks may go to addresses of this network');
  if (providerKeys.length > 0) good(`PROVIDER_KEYS holds ${providerKeys.length}`);
}

/** More than this, and reminders come late, and codes and signatures are refused. */
const CLOCK_MS = 60_000;

function checkClock(): void {
  const [apart] = clocks
    .map(({ theirs, ours }) => ours.getTime() - theirs.getTime())
    .sort((a, b) => Math.abs(a) - Math.abs(b));
  if (apart === undefined) {
    off('clock: nobody outside was asked what time it is');
  } else if (Math.abs(apart) <= CLOCK_MS) {
    good('the clock is right');
  } else {
    const minutes = Math.round(Math.abs(apart) / 60_000);
    bad(
      `the clock is ${minutes} minutes ${apart > 0 ? 'fast' : 'slow'}: let the machine set it by the network.`,
    );
  }
}

const reading = readEnvironment();
if (reading.ok) {
  for (const warning of reading.warnings) bad(warning);
  const given = reading.config;
  const config = completeConfig(given, { demo: false, kept: '' });
  good(`settings are complete; people reach it at ${config.baseUrl}`);
  checkMode(config);
  await checkFolder(config);
  checkSecrets(given);
  const isUp = await checkAddress(config);
  await checkEmail(config);
  await checkSms(config, given, isUp);
  checkCodes(config);
  await checkTeams(config, isUp);
  checkWebhooks(config);
  checkClock();
} else {
  for (const fault of reading.faults) bad(fault);
}
process.exitCode = wrong === 0 ? 0 : 1;
