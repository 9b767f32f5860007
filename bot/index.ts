import { existsSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { StegvisError } from '../domain/errors.ts';
import { type App, createApp, DemoDataError } from './app.ts';
import { systemClock } from './clock.ts';
import { type GivenConfig, readEnvironment } from './config.ts';
import { holdsDemoData } from './demo.ts';
import { codeOf, createLog, placeOf, silentLog } from './log.ts';
import { openLowdbStore } from './storage/lowdb-store.ts';

/** The only file that acts when it is loaded: configuration, app, listening, and an orderly end. */

const log = createLog((line) => void process.stdout.write(line), systemClock);

// Whoever reads the log may go before us: a pipe that is closed, a collector that is restarted. Nobody's report stops for that. Without
// this each line that cannot be written is a fault, which writes a line.
process.stdout.once('error', () => {
  process.stdout.on('error', () => {});
  process.stderr.write(
    'STEGVIS_LOG_CLOSED: Nobody reads the log any more, so it goes nowhere: restart Stegvis when it suits, with its standard output to a place that lasts.\n',
  );
});
process.stderr.on('error', () => {});

const reading = readEnvironment();
if (reading.ok) {
  for (const warning of reading.warnings) process.stderr.write(`${warning}\n`);
  await run(reading.config);
} else {
  refuse([...reading.faults, ...(reading.production ? await demoFaults(reading.dataDir) : [])]);
}

async function run(config: GivenConfig): Promise<void> {
  let app: App;
  try {
    app = await createApp(config, { log });
  } catch (fault) {
    refuse([settingFault(fault, config) ?? sentence(fault)]);
    return;
  }
  let ending = false;
  const end = (code: number): void => {
    if (ending) return;
    ending = true;
    app.close().then(
      () => process.exit(code),
      (fault) => {
        log.error('server.close-failed', { code: codeOf(fault), place: placeOf(fault) });
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', () => end(0));
  process.on('SIGINT', () => end(0));
  // Their messages may hold what somebody wrote, so only code and place are kept.
  process.on('unhandledRejection', (fault) => {
    log.error('process.unhandled-rejection', { code: codeOf(fault), place: placeOf(fault) });
  });
  process.on('uncaughtException', (fault) => {
    log.error('process.uncaught-exception', { code: codeOf(fault), place: placeOf(fault) });
    end(1);
  });
  try {
    await app.start();
    // Written when everything is loaded: a process that is killed would leave nothing for the next start.
    setTimeout(() => flushCompileCache(), 3000).unref();
  } catch (fault) {
    // Told to stop before it had started.
    if (ending) return;
    refuse([settingFault(fault, config) ?? sentence(fault)]);
    end(1);
  }
}

/** Told together with the other faults, so that nobody mends one only to meet the next. */
async function demoFaults(dataDir: string): Promise<string[]> {
  if (!existsSync(dataDir)) return [];
  try {
    const store = await openLowdbStore({ dir: dataDir, clock: systemClock, log: silentLog });
    const found = await holdsDemoData(store);
    await store.close();
    return found ? [sentence(new DemoDataError(dataDir))] : [];
  } catch (fault) {
    return [sentence(fault)];
  }
}

/** A folder or an address that the operating system does not give us; null for every other fault. */
function settingFault(fault: unknown, { dataDir, host, port }: GivenConfig): string | null {
  const { code, syscall } = fault as { code?: unknown; syscall?: unknown };
  if (syscall === 'listen' || syscall === 'bind' || syscall === 'getaddrinfo') {
    if (code === 'EADDRINUSE')
      return `STEGVIS_PORT_TAKEN: Port ${port} is taken by another program: stop that one, or set PORT to another port.`;
    if (code === 'EACCES')
      return `STEGVIS_CONFIG_PORT: PORT ${port} is not given to this user: set PORT to one from 1024 on.`;
    return `STEGVIS_CONFIG_HOST: HOST (${host}) is no address of this machine (${code}): set it to 127.0.0.1 or 0.0.0.0.`;
  }
  if (syscall === 'mkdir' && typeof code === 'string' && code !== 'ENOSPC')
    return `STEGVIS_CONFIG_DATA_DIR: DATA_DIR (${dataDir}) is no folder that can be made or written (${code}): set it to one that this user may write.`;
  return null;
}

function sentence(fault: unknown): string {
  if (fault instanceof StegvisError || fault instanceof DemoDataError)
    return `${fault.code}: ${fault.message}`;
  return `STEGVIS_START_FAILED: Stegvis could not start (${codeOf(fault)} at ${placeOf(fault) || 'an unknown place'}).`;
}

function refuse(sentences: readonly string[]): void {
  process.stderr.write(`${sentences.join('\n')}\n`);
  process.exitCode = 1;
}
