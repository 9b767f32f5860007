import type { Request, Response } from 'restify';
import type { Log } from '../../domain/ports.ts';

/** The Azure registration of the bot. */
export interface BotRegistration {
  readonly appId: string;
  readonly password: string;
  readonly tenantId: string | null;
  readonly type: string;
}

interface BotFrameworkRoute {
  readonly method: 'post';
  readonly path: string;
  readonly surface: 'bot';
  readonly handle: (req: Request, res: Response) => Promise<void>;
}

/**
 * The endpoint of the Bot Framework. It exists only with a registration: without one the adapter would let anybody in, and send the
 * answer wherever the caller says. What arrives is checked and, so far, not acted on: nobody is linked to a channel of Azure yet.
 */
export function botFrameworkRoutes(registration: BotRegistration, log: Log): BotFrameworkRoute[] {
  let adapter: Promise<import('botbuilder').CloudAdapter> | null = null;
  return [
    {
      method: 'post',
      path: '/api/messages',
      surface: 'bot',
      handle: async (req, res) => {
        // Slow to load, and not needed before somebody calls.
        adapter ??= makeAdapter(registration);
        await (await adapter).process(req, res, async (context) => {
          log.info('bot-framework.not-linked', { channel: context.activity.channelId });
        });
      },
    },
  ];
}

async function makeAdapter(registration: BotRegistration): Promise<import('botbuilder').CloudAdapter> {
  const { CloudAdapter, ConfigurationBotFrameworkAuthentication } = await import('botbuilder');
  const adapter = new CloudAdapter(
    new ConfigurationBotFrameworkAuthentication({
      MicrosoftAppId: registration.appId,
      MicrosoftAppPassword: registration.password,
      MicrosoftAppTenantId: registration.tenantId ?? '',
      MicrosoftAppType: registration.type,
    }),
  );
  // Without this the text of a fault stands in the answer.
  adapter.onTurnError = async () => {};
  return adapter;
}
