/** What a server that is measured has used so far. */
export interface Usage {
  /** Bytes. */
  readonly memory: number;
  /** Processor time of the main thread, milliseconds; null where Node cannot tell. */
  readonly mainMs: number | null;
}

export function usage(): Usage {
  const main = process.threadCpuUsage?.();
  return {
    memory: process.memoryUsage().rss,
    mainMs: main ? (main.user + main.system) / 1000 : null,
  };
}
