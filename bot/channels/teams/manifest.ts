import { words } from '../../../locales/render.ts';

/** The version of Microsoft's schema that the manifest is written in. It lets an app have a bot in the personal scope alone. */
const VERSION = '1.19';
const SCHEMA = `https://developer.microsoft.com/json-schemas/teams/v${VERSION}`;

export interface TeamsApp {
  readonly appId: string;
  /** Where people reach this installation, with https. */
  readonly baseUrl: string;
  /** Of the app, such as 1.0.2. Teams takes an update only when it has risen. */
  readonly version: string;
  /** The organisation that gives the app to its people, at most 32 characters. */
  readonly organisation: string;
  readonly colour: string;
  /** The organisation's own pages about personal data and terms. */
  readonly privacyUrl: string;
  readonly termsUrl: string;
}

/** What Teams is told of the app, and the same words in English. Source: learn.microsoft.com, Teams app manifest reference. */
export function teamsManifest(app: TeamsApp): {
  readonly manifest: Record<string, unknown>;
  readonly english: Record<string, unknown>;
} {
  const { appId, baseUrl, version, organisation, colour, privacyUrl, termsUrl } = app;
  const reader = { level: 'plain', today: '' } as const;
  const swedish = (key: 'channel:appShort' | 'channel:appFull') => words(key, undefined, reader);
  return {
    manifest: {
      $schema: `${SCHEMA}/MicrosoftTeams.schema.json`,
      manifestVersion: VERSION,
      version,
      // One app for one bot: the registration's own id tells it apart.
      id: appId,
      developer: {
        name: organisation,
        websiteUrl: baseUrl,
        privacyUrl,
        termsOfUseUrl: termsUrl,
      },
      name: { short: 'Stegvis', full: 'Stegvis: din plan, steg för steg' },
      description: { short: swedish('channel:appShort'), full: swedish('channel:appFull') },
      icons: { color: 'color.png', outline: 'outline.png' },
      accentColor: colour,
      localizationInfo: {
        defaultLanguageTag: 'sv',
        additionalLanguages: [{ languageTag: 'en', file: 'en.json' }],
      },
      // Alone with one person: in a group or a channel others would read along.
      bots: [{ botId: appId, scopes: ['personal'], supportsFiles: false, isNotificationOnly: false }],
      permissions: ['identity', 'messageTeamMembers'],
      validDomains: [new URL(baseUrl).host],
    },
    english: {
      $schema: `${SCHEMA}/MicrosoftTeams.Localization.schema.json`,
      'name.short': 'Stegvis',
      'name.full': 'Stegvis: your plan, step by step',
      'description.short': 'Your plan, your meetings and your absence, in a chat of your own.',
      'description.full':
        'Stegvis is a bot that speaks Swedish. It shows your plan and your meetings, and takes a report of absence, which your provider gets at once. The first time you need a code from your supervisor.',
    },
  };
}
