/** Latencies in milliseconds. */
export interface Latencies {
  readonly count: number
  readonly p50: number
  readonly p90: number
  readonly p99: number
  readonly p999: number
  readonly max: number
  /** For plots: which latency is not exceeded by how many percent, from the fastest to the slowest. */
  readonly curve: readonly { readonly percentile: number; readonly ms: number }[]
}

/** What a second of a run looked like, for plots. */
export interface Second {
  /** Seconds since the measurement began. */
  readonly at: number
  readonly deliveries: number
  readonly acked: number
  /** Share of one core that the server used; undefined where its process is not known. */
  readonly serverCpu?: number
  /** Resident memory of the server in bytes. */
  readonly serverMemory?: number
}

/** What the checker found: nothing in `problems` means that every acked message reached every member once and in order. */
export interface CheckResult {
  readonly acked: number
  readonly members: number
  /** Acked messages that were read back from the server's database; undefined where there is none to ask. */
  readonly stored?: number
  readonly problems: readonly string[]
}

/** One measurement of one server. Whatever a scenario does not measure is absent. */
export interface RunResult {
  readonly scenario: string
  /** Whose figures these are: `chat`, a baseline, or the address of a server. */
  readonly target: string
  readonly repetition: number
  readonly connections: number
  readonly seconds: number
  readonly acked: number
  readonly refused: number
  readonly deliveries: number
  /** Shares of one core. */
  readonly serverCpu?: number
  readonly generatorCpu: number
  /** CPU microseconds of the server for each message that reached a member. */
  readonly cpuPerDelivery?: number
  readonly deliver?: Latencies
  readonly ack?: Latencies
  /** From the cut of all connections to each of them being in sync again. */
  readonly reconnect?: Latencies
  /** Bytes of resident memory for each connection. */
  readonly memoryPerConnection?: number
  /** Bytes of resident memory: before the connections, and the most that was seen. */
  readonly memory?: { readonly before: number; readonly peak: number }
  /** 99th percentile of the server's event loop delay in milliseconds. */
  readonly loopDelay?: number
  readonly check?: CheckResult
  readonly timeline: readonly Second[]
}

/** A figure of the table: ours against a baseline's, with what it has to be. */
export interface Figure {
  readonly name: string
  readonly scenario: string
  /** Ours as people read it, such as `18.2 µs`. */
  readonly ours: string
  readonly baseline?: { readonly name: string; readonly value: string }
  /** A ratio between ours and the baseline's, or a plain value, as `unit` says. */
  readonly value: number
  readonly unit: 'times' | 'ms'
  /** Whether `must` and `goal` are what the value must reach, or must not exceed. */
  readonly bound: 'at least' | 'at most'
  readonly must: number
  readonly goal: number
  readonly verdict: 'goal' | 'must' | 'missed'
}

/** Everything that a benchmark brought, as it is written to JSON. */
export interface Report {
  readonly title: string
  readonly command: string
  /** ISO 8601. */
  readonly at: string
  readonly machine: {
    readonly cpu: string
    readonly cores: number
    readonly memoryBytes: number
    readonly os: string
    readonly node: string
  }
  readonly figures: readonly Figure[]
  readonly runs: readonly RunResult[]
}
