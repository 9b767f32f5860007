import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { inboxPages } from './inbox-pages.ts';
import { pages } from './pages.ts';
import type { PageState } from './world.ts';

/**
 * What somebody who listens finds on a page, in reading order, as the browser's own accessibility tree has it: role, name, state, and what
 * is announced by itself. The expectation of each state is a text in the folder `heard`, to be read aloud; `npm run heard` writes it anew.
 */

/** The states that are held, by name. */
const NAMES: readonly string[] = [
  'logga-in',
  'kod-fel',
  'lapp',
  'chatt-ny',
  'chatt-latt',
  'chatt-franvaro-fraga',
  'chatt-franvaro-kvitto',
  'chatt-paminnelse',
  'chatt-fraga-2-av-3',
  'chatt-ord-forklarat',
  'chatt-ej-skickat',
  'chatt-utan-skript',
  'chatt-allt-valt',
  'ej-sparat',
  'mina-val',
  'paminnelser',
  'hela-min-plan',
  'kvitton',
  'kvitton-intyg',
  'hjalp-inloggad',
  'tillganglighet-tom',
  'inbaddad-chatt',
  'inbaddad-mina-val',
  'finns-inte',
  'inkorg-full',
  'inkorg-deltagare',
];

export function heardStates(): PageState[] {
  return NAMES.map((name) => {
    const state = [...pages, ...inboxPages].find((one) => one.name === name);
    if (!state) throw new Error(`no state is called ${name}`);
    return state;
  });
}

export function heardFile(name: string): string {
  return fileURLToPath(new URL(`heard/${name}.txt`, import.meta.url));
}

export function expected(name: string): string {
  return readFileSync(heardFile(name), 'utf8');
}

interface AxValue {
  readonly value?: unknown;
}

interface AxNode {
  readonly nodeId: string;
  readonly ignored: boolean;
  readonly role?: AxValue;
  readonly name?: AxValue;
  readonly description?: AxValue;
  readonly value?: AxValue;
  readonly properties?: readonly { readonly name: string; readonly value: AxValue }[];
  readonly childIds?: readonly string[];
}

/** Roles that say nothing by themselves: what is in them is told in their place. */
const SILENT = new Set(['none', 'generic', 'LabelText', 'Legend', 'time', 'LineBreak', 'strong']);
/** Roles that are named by what is in them, which is then not told twice. */
const NAMED = new Set([
  'term',
  'link',
  'button',
  'heading',
  'radio',
  'checkbox',
  'option',
  'MenuListOption',
  'DisclosureTriangle',
]);
/** Most letters of a text: which one it is, and not every word of it, which the conversations hold. */
const MOST = 48;

/** One line per thing, indented as it stands in what it belongs to. */
export async function heard(page: Page): Promise<string> {
  await page.waitForLoadState();
  const cdp = await page.context().newCDPSession(page);
  const read = async () => ((await cdp.send('Accessibility.getFullAXTree')) as { nodes: AxNode[] }).nodes;
  // Right after a page has come there is nothing in it yet.
  let nodes = await read();
  while (nodes.length < 3) nodes = await read();
  await cdp.detach();
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const tell = (node: AxNode): string[] => {
    const role = String(node.role?.value ?? '');
    const within = () => (node.childIds ?? []).flatMap((id) => byId.get(id) ?? []).flatMap(tell);
    if (role === 'ListMarker' || role === 'InlineTextBox') return [];
    if (node.ignored || (SILENT.has(role) && propertyOf(node, 'live') === undefined)) return within();
    if (role === 'StaticText') return brief(node.name) === '' ? [] : [`“${brief(node.name)}”`];
    const own = wordsOf(node, role);
    if (role === 'textbox' || role === 'combobox') return [own];
    // What can be pressed in it is more than its name; and a legend is the name of its group.
    const inner = within().filter(
      (line) => !(NAMED.has(role) && line.startsWith('“')) && line !== `“${brief(node.name)}”`,
    );
    // A paragraph is read in one go.
    if (
      ['paragraph', 'listitem', 'term', 'definition', 'cell'].includes(role) &&
      !inner.some((line) => /^ |^list/.test(line))
    )
      return [[own, ...inner].join(' ')];
    return [own, ...inner.map((line) => `  ${line}`)];
  };
  return nodes[0] ? `${tell(nodes[0]).join('\n')}\n` : '';
}

function wordsOf(node: AxNode, role: string): string {
  const level = propertyOf(node, 'level');
  const states = [
    ...[
      'live',
      'atomic',
      'expanded',
      'checked',
      'invalid',
      'required',
      'disabled',
      'multiline',
      'autocomplete',
    ].flatMap((name) => {
      const value = propertyOf(node, name);
      if (value === undefined || (value === 'false' && name !== 'checked' && name !== 'expanded')) return [];
      return [value === 'true' ? name : `${name} ${value}`];
    }),
    ...(brief(node.value) === '' ? [] : [`holds “${brief(node.value)}”`]),
    ...(brief(node.description) === '' ? [] : [`also “${brief(node.description)}”`]),
  ];
  const name = brief(node.name);
  return [
    role === 'heading' ? `heading ${level}` : role === 'RootWebArea' ? 'page' : role,
    ...(name === '' ? [] : [`“${name}”`]),
    ...(states.length === 0 ? [] : [`(${states.join(', ')})`]),
  ].join(' ');
}

function propertyOf({ properties }: AxNode, name: string): string | undefined {
  const value = properties?.find((one) => one.name === name)?.value.value;
  return value === undefined ? undefined : String(value);
}

/** Numbers that are drawn anew each time are no part of what is expected. */
function brief(given: AxValue | undefined): string {
  const text = String(given?.value ?? '')
    .replace(/\s+/g, ' ')
    .replace(/\b[A-Z0-9]{6,8}\b/g, '······')
    .trim();
  return text.length > MOST ? `${text.slice(0, MOST).trimEnd()}…` : text;
}
