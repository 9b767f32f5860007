import { readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { StegvisError, StoreLockedError } from '../../domain/errors.ts';
import { systemClock } from '../clock.ts';
import { completeConfig, type GivenConfig, readEnvironment } from '../config.ts';
import { codeOf, placeOf, silentLog } from '../log.ts';
import { type Operation, operate, type Result } from '../provider/operations.ts';
import { type Door, doorFile, doorSchema, proofOf } from '../provider/operator-door.ts';
import { systemRandom } from '../random.ts';
import { openLowdbStore } from '../storage/lowdb-store.ts';

/** A server that starts has the folder before it answers. */
const PATIENCE_MS = 10_000;
const PAUSE_MS = 200;
const NO_SERVER =
  'No server runs on this folder: the link is for one that is started with the BASE_URL and the secrets of this shell.\n';

/** What was written after the name of the command; null when it holds an option that is not among these. */
export function readArguments<const Options extends ParseArgsOptionsConfig>(options: Options) {
  try {
    return parseArgs({ allowPositionals: true, options });
  } catch {
    return null;
  }
}

/** Does a command. What goes wrong in it is told in one sentence, with status 1. */
export async function command(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    fail(error);
  }
}

/** The text of a file that the operator named, or why there is none. */
export async function readGiven(file: string): Promise<{ text: string } | { problem: string; todo: string }> {
  try {
    const bytes = await readFile(file);
    const text = textOf(bytes, 'utf-8') ?? (/\.csv$/i.test(file) ? textOf(bytes, 'windows-1252') : null);
    return text === null ? { problem: 'is not UTF-8', todo: 'Save it as UTF-8.' } : { text };
  } catch (error) {
    const code = codeOf(error);
    return code === 'ENOENT'
      ? { problem: 'is not there', todo: 'Check the name of the file.' }
      : { problem: `cannot be read (${code})`, todo: 'Check that it is a file and that you may read it.' };
  }
}

/** Null when the bytes are none of that encoding: half a letter in a name or a place would be read out to people. A Swedish Excel saves CSV as windows-1252. */
function textOf(bytes: Uint8Array, encoding: 'utf-8' | 'windows-1252'): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Does an operation in the running server, or in the store itself when none is running. */
export async function run(operation: Operation): Promise<Result> {
  const reading = readEnvironment();
  const dataDir = reading.ok ? reading.config.dataDir : reading.dataDir;
  for (let waited = 0; ; waited += PAUSE_MS) {
    const done = await throughDoor(dataDir, operation);
    if (done !== null) return done;
    if (!reading.ok) return { kind: 'refused', why: reading.faults.join('\n') };
    try {
      return await inStore(reading.config, operation);
    } catch (error) {
      if (!(error instanceof StoreLockedError) || waited >= PATIENCE_MS) throw error;
    }
    await setTimeout(PAUSE_MS);
  }
}

async function inStore(config: GivenConfig, operation: Operation): Promise<Result> {
  const store = await openLowdbStore({ dir: config.dataDir, clock: systemClock, log: silentLog });
  try {
    await store.ready();
    const installation = await store.readInstallation();
    const kept = installation.secret ?? systemRandom.token();
    // The server takes the same secret when it starts, so that links made here are known there.
    if (!config.production && installation.secret === undefined) {
      await store.writeInstallation({ ...installation, secret: kept });
    }
    const complete = completeConfig(config, { demo: installation.mode === 'demo', kept });
    const parts = { config: complete, clock: systemClock, random: systemRandom, store };
    const result = await operate(parts, operation);
    if ('link' in result) process.stderr.write(NO_SERVER);
    return result;
  } finally {
    await store.close();
  }
}

/** Null when no server is running on this folder. */
async function throughDoor(dataDir: string, operation: Operation): Promise<Result | null> {
  const door = await readDoor(dataDir);
  if (door === null) return null;
  const address = `http://127.0.0.1:${door.port}`;
  if (!(await isOurs(address, door))) return null;
  const response = await fetch(address, {
    method: 'POST',
    headers: { authorization: `Bearer ${door.key}`, 'content-type': 'application/json' },
    body: JSON.stringify(operation),
  });
  return (await response.json()) as Result;
}

/**
 * Whether the server that wrote the file is still there. If not, it was killed; should another process have the folder, opening the store
 * says so.
 */
async function isOurs(address: string, door: Door): Promise<boolean> {
  const challenge = `/${systemRandom.token()}`;
  try {
    const answer = (await (await fetch(address + challenge)).json()) as { proof?: unknown };
    return answer.proof === proofOf(door.key, challenge);
  } catch {
    return false;
  }
}

async function readDoor(dataDir: string): Promise<Door | null> {
  try {
    return doorSchema.parse(JSON.parse(await readFile(doorFile(dataDir), 'utf8')));
  } catch {
    return null;
  }
}

function fail(error: unknown): void {
  if (error instanceof StoreLockedError) {
    process.stderr.write(
      `${error.code}: Another Stegvis process uses the folder and does not answer. Stop it, or wait and try again.\n`,
    );
  } else if (error instanceof StegvisError) {
    process.stderr.write(`${error.code}: ${error.message}\n`);
  } else {
    // Its message may hold what somebody wrote, so only code and place are told.
    process.stderr.write(
      `STEGVIS_CLI_FAILED: It could not be done (${codeOf(error)} at ${placeOf(error) || 'an unknown place'}).\n`,
    );
  }
  process.exitCode = 1;
}

/** Shows why something was refused. */
export function refuse(why: string): void {
  process.stderr.write(`${why}\n`);
  process.exitCode = 1;
}
