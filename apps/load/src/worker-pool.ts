import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { generatorProcesses, pinned } from './measure/cores.ts'
import type { CommandName, Commands, Request, Response } from './worker/commands.ts'

const WORKER = fileURLToPath(new URL('./worker/worker.ts', import.meta.url))

/** The processes that play members. A pool serves one run: what its members saw is checked as a whole. */
export class WorkerPool {
  readonly #workers: readonly Worker[]

  constructor(size: number = generatorProcesses) {
    this.#workers = Array.from({ length: size }, () => new Worker())
  }

  get size(): number {
    return this.#workers.length
  }

  /** Lets every worker do its part. @throws {Error} if one fails */
  all<Name extends CommandName>(
    name: Name,
    inputFor: (worker: number) => Commands[Name]['input'],
  ): Promise<Commands[Name]['output'][]> {
    return Promise.all(this.#workers.map((worker, index) => worker.ask(name, inputFor(index))))
  }

  async stop(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.stop()))
  }
}

class Worker {
  readonly #child: ChildProcess
  readonly #answers = new Map<number, { resolve: (output: never) => void; reject: (error: Error) => void }>()
  #lastId = 0

  constructor() {
    const [command = '', ...args] = pinned('generator', [process.execPath, '--conditions=@chat/source', WORKER])
    this.#child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], serialization: 'advanced' })
    this.#child.on('message', (response: Response) => this.#take(response))
    this.#child.once('exit', (code, signal) => {
      for (const { reject } of this.#answers.values()) reject(new Error(`A worker ended (${signal ?? code})`))
    })
  }

  ask<Name extends CommandName>(name: Name, input: Commands[Name]['input']): Promise<Commands[Name]['output']> {
    this.#lastId += 1
    const request: Request<Name> = { id: this.#lastId, name, input }
    return new Promise((resolve, reject) => {
      this.#answers.set(request.id, { resolve, reject })
      this.#child.send(request)
    })
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    const ended = once(this.#child, 'exit')
    this.#child.disconnect()
    await ended
  }

  #take(response: Response): void {
    const answer = this.#answers.get(response.id)
    this.#answers.delete(response.id)
    if (!answer) return
    if ('error' in response) answer.reject(new Error(response.error))
    // biome-ignore lint/nursery/noUnsafeTypeAssertion: the answer is that of the command that was asked
    else answer.resolve(response.output as never)
  }
}
