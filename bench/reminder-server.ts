import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createApp } from '../bot/app.ts';
import { readConfig } from '../bot/config.ts';
import { silentLog } from '../bot/log.ts';
import type { Clock } from '../domain/ports.ts';
import { type Instant, instantFromMs, msOf } from '../domain/time.ts';

/**
 * The real service on a folder that has been filled, with a clock of its own: it stands, or runs as fast as a real one from the moment it is
 * set to. So an evening is as long as what happens in it.
 */
class EveningClock implements Clock {
  #base = msOf(process.argv[3] ?? '');
  #since = performance.now();

  now(): Instant {
    return instantFromMs(this.#base + Math.floor(performance.now() - this.#since));
  }

  jump(to: Instant): void {
    this.#base = msOf(to);
    this.#since = performance.now();
  }
}

const clock = new EveningClock();
const read = readConfig({ DATA_DIR: process.argv[2] ?? '', PORT: '0', EMAIL: 'off' });
if (!read.ok) throw new Error(read.faults.join(' '));
const app = await createApp(read.config, {
  log: silentLog,
  clock,
  print: () => {},
  background: false,
  pace: { burst: 1e9, perSecond: 1e9 },
});
const address = await app.start();
await app.parts.store.ready();

/** When each was told. */
let told: number[] = [];
let writes = 0;
app.parts.store.onCommitted(({ lines }) => {
  writes += 1;
  for (const { file, body } of lines) {
    if (file === 'chat' && String(body.kind).startsWith('reminder:')) told.push(msOf(clock.now()));
  }
});

const delay = monitorEventLoopDelay({ resolution: 5 });

process.send?.({ port: Number(new URL(address).port) });
process.on(
  'message',
  async (message: { tokensFor?: string[]; at?: Instant; evening?: Instant } | 'memory') => {
    if (message === 'memory') {
      process.send?.({ memory: process.memoryUsage().rss });
    } else if (message.tokensFor) {
      if (message.at) clock.jump(message.at);
      process.send?.({ tokens: message.tokensFor.map((id) => app.parts.chat.issue(id, 'bench')) });
    } else if (message.evening) {
      const due = msOf(message.evening);
      told = [];
      writes = 0;
      clock.jump(message.evening);
      delay.reset();
      delay.enable();
      const cpu = process.cpuUsage();
      const thread = process.threadCpuUsage();
      const started = performance.now();
      await app.scheduler.sweep();
      const seconds = (performance.now() - started) / 1000;
      const used = process.cpuUsage(cpu);
      const main = process.threadCpuUsage(thread);
      delay.disable();
      process.send?.({
        evening: {
          seconds,
          writes,
          late: told.map((at) => at - due),
          cpuMs: (used.user + used.system) / 1000,
          mainMs: (main.user + main.system) / 1000,
          loopP99: delay.percentile(99) / 1e6,
          loopMax: delay.max / 1e6,
          memory: process.memoryUsage().rss,
        },
      });
    }
  },
);
