import { smsPath } from '../channels/sms/routes.ts';
import { type Config, completeConfig, readEnvironment } from '../config.ts';

/**
 * `npm run doctor`: reads the settings, tries each connection to the outside that can be tried without sending anything, and says in one line
 * each what is right, or what is wrong and what to do. Ends with 1 when something is wrong. A secret is never printed.
 */

const TIMEOUT_MS = 10_000;
let wrong = 0;

const good = (what: string): void => void process.stdout.write(`ok     ${what}\n`);
const off = (what: string): void => void process.stdout.write(`off    ${what}\n`);
const bad = (what: string): void => {
  wrong += 1;
  process.stdout.write(`wrong  ${what}\n`);
};

const reading = readEnvironment();
if (reading.ok) {
  for (const warning of reading.warnings) bad(warning);
  const config = completeConfig(reading.config, { demo: false, kept: '' });
  good(`settings are complete; people reach it at ${config.baseUrl}`);
  await checkAddress(config);
  await checkEmail(config);
  await checkSms(config);
  await checkTeams(config);
} else {
  for (const fault of reading.faults) bad(fault);
}
process.exitCode = wrong === 0 ? 0 : 1;

async function checkAddress({ baseUrl }: Config): Promise<void> {
  const status = await statusOf(`${baseUrl}/health/live`);
  if (status === 200) good('BASE_URL leads to Stegvis');
  else bad(`BASE_URL leads to no Stegvis (${said(status)}): start it, and check the proxy and the name.`);
}

async function checkEmail({ email }: Config): Promise<void> {
  if (email.smtpUrl === null) return off('e-mail: EMAIL is off or SMTP_URL is not set');
  const { createTransport } = await import('nodemailer');
  const transport = createTransport({ url: email.smtpUrl, connectionTimeout: TIMEOUT_MS });
  try {
    await transport.verify();
    good('the mail server takes our sign-in');
  } catch (error) {
    const { code = 'unknown' } = error as { code?: string };
    bad(`the mail server does not take us (${code}): check SMTP_URL.`);
  } finally {
    transport.close();
  }
}

async function checkSms({ sms, sessionSecret, baseUrl }: Config): Promise<void> {
  if (sms === null) return off('SMS: SMS is not set');
  const isElks = sms.supplier === 'elks';
  const base = sms.url ?? (isElks ? 'https://api.46elks.com' : 'https://api.twilio.com');
  const path = isElks ? '/a1/me' : `/2010-04-01/Accounts/${encodeURIComponent(sms.user)}.json`;
  const basic = Buffer.from(`${sms.user}:${sms.password}`).toString('base64');
  const status = await statusOf(`${base}${path}`, { authorization: `Basic ${basic}` });
  if (status === 200) good('the SMS supplier takes our sign-in');
  else if (status === 401 || status === 403)
    bad('the SMS supplier refuses us: check SMS_USER and SMS_PASSWORD.');
  else bad(`the SMS supplier does not answer as it should (${said(status)}): check SMS_URL and the network.`);
  if (reading.ok && reading.config.sessionSecret === null && reading.config.directLineSecret === null) {
    bad('the address for incoming SMS changes with the store: set SESSION_SECRET.');
    return;
  }
  // The path is a secret, which whoever may read the settings may see.
  process.stdout.write(
    `       address for incoming SMS: ${baseUrl}${smsPath(sessionSecret, sms.supplier)}\n`,
  );
}

async function checkTeams({ teams, baseUrl }: Config): Promise<void> {
  if (teams === null) return off('Teams: MICROSOFT_APP_ID is not set');
  process.stdout.write(`       messaging endpoint of the Azure Bot: ${baseUrl}/api/messages\n`);
  const keys = await statusOf('https://login.botframework.com/v1/.well-known/openidconfiguration');
  if (keys === 200) good("Microsoft's keys can be fetched");
  else bad(`Microsoft's keys cannot be fetched (${said(keys)}): open login.botframework.com for the server.`);
  if (teams.type === 'UserAssignedMSI')
    return off('Teams sign-in: a managed identity is tried in Azure alone');
  const tenant = teams.type === 'MultiTenant' ? 'botframework.com' : (teams.tenantId ?? '');
  const status = await statusOf(
    `https://login.microsoftonline.com/${encodeURIComponent(tenant)}/oauth2/v2.0/token`,
    {},
    new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: teams.appId,
      client_secret: teams.password,
      scope: 'https://api.botframework.com/.default',
    }),
  );
  if (status === 200) good('Microsoft takes the sign-in of the bot');
  else
    bad(
      `Microsoft does not take the sign-in of the bot (${said(status)}): check MICROSOFT_APP_ID, _PASSWORD, _TENANT_ID and _TYPE.`,
    );
}

/** Null when nobody answered. */
async function statusOf(
  url: string,
  headers: Record<string, string> = {},
  body?: URLSearchParams,
): Promise<number | null> {
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const answer = await fetch(url, { headers, signal, ...(body ? { method: 'POST', body } : {}) });
    await answer.body?.cancel();
    return answer.status;
  } catch {
    return null;
  }
}

function said(status: number | null): string {
  return status === null ? 'no answer' : `status ${status}`;
}
