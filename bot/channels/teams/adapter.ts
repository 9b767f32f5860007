import {
  type Activity,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type TurnContext,
} from 'botbuilder';
import type { ServiceClientCredentialsFactory } from 'botframework-connector';
import type { Log } from '../../../domain/ports.ts';

/** The Azure registration of the bot. */
export interface BotRegistration {
  readonly appId: string;
  readonly password: string;
  readonly tenantId: string | null;
  readonly type: string;
}

/** Where tokens are checked and made, when it is not Microsoft's public cloud: another cloud, or a test's own connector. */
export interface Cloud {
  readonly settings: Readonly<Record<string, string>>;
  readonly credentials?: ServiceClientCredentialsFactory;
}

/**
 * The SDK's adapter: it checks who calls and speaks to the channel. Its own `process` answers with the texts of faults and prints them, so
 * the two halves are used apart.
 */
export class AzureAdapter extends CloudAdapter {
  constructor(registration: BotRegistration, cloud: Cloud | null, log: Log) {
    super(
      new ConfigurationBotFrameworkAuthentication(
        {
          MicrosoftAppId: registration.appId,
          // The SDK refuses a password where Azure itself vouches for the bot.
          MicrosoftAppPassword: registration.type === 'UserAssignedMSI' ? '' : registration.password,
          MicrosoftAppTenantId: registration.tenantId ?? '',
          MicrosoftAppType: registration.type,
          ...cloud?.settings,
        },
        cloud?.credentials,
      ),
    );
    this.onTurnError = async (_context, error) => {
      throw error;
    };
    quietConsole(log);
  }

  /** Runs `logic` when the caller is who it says, else rejects without having run it. */
  async receive(
    authorization: string,
    activity: Activity,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<void> {
    await this.processActivity(authorization, activity, logic);
  }

  /**
   * From here on everything is sent once. The client below the SDK's connector tries again by itself, and waits for as long as the other
   * side says: a restart would forget it, so what is to be tried again stands in the document.
   */
  withoutRetries(context: TurnContext): void {
    const connector = context.turnState.get<Connector | undefined>(this.ConnectorClientKey);
    const pipeline = connector?.client?.pipeline;
    for (const { name } of pipeline?.getOrderedPolicies() ?? []) {
      if (/retry/i.test(name)) pipeline?.removePolicy({ name });
    }
  }
}

interface Connector {
  readonly client?: { readonly pipeline?: Pipeline };
}

interface Pipeline {
  getOrderedPolicies(): readonly { readonly name: string }[];
  removePolicy(which: { readonly name: string }): unknown;
}

let isQuiet = false;

/** The SDK prints what it refuses, keys and stacks included. Nothing of ours writes to the console: the log gets one line instead. */
function quietConsole(log: Log): void {
  if (isQuiet) return;
  isQuiet = true;
  console.error = () => log.warn('bot-framework.refused', {});
  console.warn = () => log.warn('bot-framework.warned', {});
}
