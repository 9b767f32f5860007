import { setEmbedding } from '../../../domain/actions/provider.ts';
import {
  COLOUR,
  type Embedding,
  embeddingSchema,
  MOST_ORIGINS,
  originOf,
} from '../../../domain/embedding.ts';
import { today } from '../../../domain/time.ts';
import type { StaffKey } from '../../../locales/keys.ts';
import { type Html, html } from '../../html.ts';
import { redirect } from '../../pages/shell.ts';
import { LEAST_CONTRAST, themeContrasts } from '../../pages/theme.ts';
import type { Parts } from '../../parts.ts';
import type { Route } from '../../route.ts';
import { formField } from '../../sign-in/forms.ts';
import { type Ask, doneOf, inboxRouter, SETS_UP, show } from './ask.ts';
import { type Fault, faultsHtml, fieldHtml, type Reading, type Refused } from './setup-forms.ts';
import { setupHead } from './setup-pages.ts';
import { type InboxPage, type Say, sayOn } from './shell.ts';

/** The chat in the provider's own site, for the administrator: on which sites, under which name, in which colours, and how well they are read. */

const PATH = '/inkorg/inbaddning';
const MOST_NAME = 60;

type Scheme = 'light' | 'dark';
type Colour = 'accent' | 'ground';
interface ColourField {
  readonly scheme: Scheme;
  readonly colour: Colour;
  readonly label: StaffKey;
}

const COLOURS: readonly ColourField[] = [
  { scheme: 'light', colour: 'accent', label: 'systems:embedLightAccent' },
  { scheme: 'light', colour: 'ground', label: 'systems:embedLightGround' },
  { scheme: 'dark', colour: 'accent', label: 'systems:embedDarkAccent' },
  { scheme: 'dark', colour: 'ground', label: 'systems:embedDarkGround' },
];

const idOf = ({ scheme, colour }: Pick<ColourField, 'scheme' | 'colour'>) => `${scheme}-${colour}`;

export function embeddingPageRoutes(parts: Parts): Route[] {
  const { page, form } = inboxRouter(parts);
  return [page(PATH, (ask) => show(ask, 200, embeddingPage(ask, null)), SETS_UP), form(PATH, save, SETS_UP)];
}

function embeddingPage(ask: Ask, refused: Refused | null): InboxPage {
  const say = sayOn(today(ask.now));
  const embedding = ask.who.provider.embedding ?? embeddingSchema.parse({ origins: [] });
  const done = refused === null ? doneOf(ask.req, { sparat: 'systems:embedSaved' }) : null;
  const isWrong = refused?.faults.some(({ field }) => field === 'origins') ?? false;
  return {
    title: say('systems:embedTitle'),
    main: html`${setupHead(say('systems:embedTitle'), done, say)}
${faultsHtml(refused, say)}
<p>${say('systems:embedIntro')}</p>
<form method="post" action="${PATH}" novalidate>${formField(ask.parts, ask.who.session)}
<label for="origins">${say('systems:embedOrigins')}</label>
<p class="hint" id="hint-origins">${say('systems:embedOriginsHint')}</p>
<textarea id="origins" name="origins" rows="3" spellcheck="false" aria-describedby="${isWrong ? 'error ' : ''}hint-origins"${isWrong ? html` aria-invalid="true"` : ''}>${refused?.typed.origins ?? embedding.origins.join('\n')}</textarea>
${fieldHtml({
  id: 'name',
  label: say('systems:embedName'),
  value: embedding.name ?? '',
  hint: say('systems:embedNameHint', { name: { name: ask.who.provider.name } }),
  refused,
  attributes: html`maxlength="${MOST_NAME}" autocomplete="off"`,
})}
<p>${say('systems:embedColours', { least: LEAST_CONTRAST })}</p>
${COLOURS.map((field) =>
  fieldHtml({
    id: idOf(field),
    label: say(field.label),
    value: embedding[field.scheme][field.colour] ?? '',
    hint: colourHint(embedding, field, say),
    refused,
    attributes: html`spellcheck="false" autocomplete="off"`,
  }),
)}
<button class="main">${say('setup:save')}</button></form>
${previewLink(embedding, say)}`,
  };
}

/** How well a colour that is saved is read; of none how one is written. */
function colourHint(embedding: Embedding, { scheme, colour }: ColourField, say: Say): string {
  const figure = themeContrasts(embedding).find(({ field }) => field === `${scheme}.${colour}`);
  return figure ? say('systems:embedContrast', { has: figure.has }) : say('systems:embedColourHint');
}

function previewLink({ origins }: Embedding, say: Say): Html | '' {
  return origins.length === 0 ? html`<p class="box">${say('systems:embedNowhere')}</p>` : '';
}

async function save(ask: Ask, fields: URLSearchParams): Promise<void> {
  const read = readForm(fields, !ask.parts.config.production);
  if (!read.ok) return show(ask, 400, embeddingPage(ask, read));
  const acting = { now: ask.now, who: ask.who.staff.id };
  await ask.parts.store.providerTurn(ask.who.provider.id, (provider) => {
    // Somebody may have changed the role since the page was opened.
    const mayStill = provider?.staff.some(
      ({ id, role }) => id === ask.who.staff.id && SETS_UP.includes(role),
    );
    return { doc: provider && mayStill ? setEmbedding(provider, read.value, acting) : null, result: null };
  });
  redirect(ask.res, `${PATH}?klart=sparat`);
}

/** `local`: whether this machine's own addresses will do (a demo). */
function readForm(fields: URLSearchParams, local: boolean): Reading<Embedding> {
  const typed: Record<string, string> = {
    origins: (fields.get('origins') ?? '').replaceAll('\r\n', '\n').trim().slice(0, 5000),
    name: (fields.get('name') ?? '').trim().slice(0, 200),
  };
  const faults: Fault[] = [];
  const given = (typed.origins ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const origins: string[] = [];
  for (const line of given) {
    const origin = line.length > 200 ? null : originOf(line, local);
    if (origin !== null) origins.push(origin);
    else {
      const params = { given: { name: line.slice(0, 60) } };
      faults.push({
        field: 'origins',
        label: 'systems:embedOrigins',
        why: 'systems:embedOriginWrong',
        params,
      });
    }
  }
  if (given.length > MOST_ORIGINS)
    faults.push({
      field: 'origins',
      label: 'systems:embedOrigins',
      why: 'systems:embedTooMany',
      params: { most: MOST_ORIGINS },
    });
  const { name = '' } = typed;
  if (name.length > MOST_NAME)
    faults.push({ field: 'name', label: 'systems:embedName', why: 'setup:tooLong' });
  const value: Embedding = {
    origins,
    name: name === '' ? null : name,
    light: { accent: null, ground: null },
    dark: { accent: null, ground: null },
  };
  for (const { scheme, colour, label } of COLOURS) {
    const id = idOf({ scheme, colour });
    const written = (fields.get(id) ?? '').trim().slice(0, 20);
    typed[id] = written;
    if (COLOUR.test(written)) value[scheme][colour] = written.toLowerCase();
    else if (written !== '') faults.push({ field: id, label, why: 'systems:embedColourWrong' });
  }
  for (const { field, has } of themeContrasts(value).filter((figure) => figure.has < LEAST_CONTRAST)) {
    const of = COLOURS.find(({ scheme, colour }) => field === `${scheme}.${colour}`);
    if (of)
      faults.push({
        field: idOf(of),
        label: of.label,
        why: 'systems:embedTooWeak',
        params: { has, least: LEAST_CONTRAST },
      });
  }
  return faults.length > 0 ? { ok: false, typed, faults } : { ok: true, value };
}
