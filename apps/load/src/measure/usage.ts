import pidusage from 'pidusage'

/** What a process has used, as the operating system says. */
export interface Usage {
  /** CPU time of all its threads in microseconds. */
  readonly cpu: number
  /** Resident memory in bytes. */
  readonly memory: number
}

/** undefined where the process is not known */
export async function usageOf(pid: number | undefined): Promise<Usage | undefined> {
  if (pid === undefined) return undefined
  const { ctime, memory } = await pidusage(pid)
  return { cpu: ctime * 1_000, memory }
}

/** Looks at a process every second, for the plots and for the peak. */
export class UsageSampler {
  readonly #pid: number | undefined
  readonly #samples: Usage[] = []
  #timer: NodeJS.Timeout | undefined
  #failed: Error | undefined

  constructor(pid: number | undefined) {
    this.#pid = pid
  }

  start(): void {
    const sample = (): void => {
      usageOf(this.#pid).then(
        (usage) => usage && this.#samples.push(usage),
        (error: Error) => {
          this.#failed = error
        },
      )
    }
    sample()
    this.#timer = setInterval(sample, 1_000)
  }

  /** @throws {Error} if the process could not be looked at */
  stop(): { readonly cpu: number; readonly memory: number }[] {
    clearInterval(this.#timer)
    if (this.#failed) throw this.#failed
    return this.#samples.map((sample, index) => ({
      cpu: (sample.cpu - (this.#samples[index - 1] ?? sample).cpu) / 1_000_000,
      memory: sample.memory,
    }))
  }
}
