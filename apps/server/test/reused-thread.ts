import { EventEmitter, once } from 'node:events'
import type { MessagePort, Worker } from 'node:worker_threads'
import type { NextRun } from './reused-thread-program.ts'

interface Thread {
  readonly worker: Worker
  readonly orders: MessagePort
}

/** Not imported: under that name tests find the class below. */
const threads = process.getBuiltinModule('node:worker_threads')
const FORWARDED = ['message', 'error', 'exit'] as const
const idle: Thread[] = []

/**
 * Stands for a `Worker`, in a thread that has run a program before: to start a thread takes longer than most tests do.
 * Only what is terminated is used again, not what has ended by itself or by an error.
 */
export class ReusedThread extends EventEmitter {
  readonly #thread: Thread
  readonly #running: Promise<unknown>

  constructor(program: URL, { workerData, execArgv }: { workerData: object; execArgv: string[] }) {
    super()
    this.#thread = idle.pop() ?? startThread(execArgv)
    const { worker, orders } = this.#thread
    worker.ref()
    for (const event of FORWARDED) worker.on(event, (...what) => this.emit(event, ...what))
    this.#running = once(orders, 'message')
    orders.postMessage({ program: program.href, workerData } satisfies NextRun)
  }

  postMessage(message: unknown): void {
    void this.#running.then(() => this.#thread.worker.postMessage(message))
  }

  async terminate(): Promise<void> {
    const { worker } = this.#thread
    // No others: a Worker listens to itself.
    for (const event of FORWARDED) worker.removeAllListeners(event)
    worker.unref()
    idle.push(this.#thread)
    this.emit('exit', 1)
  }
}

function startThread(execArgv: string[]): Thread {
  const { port1: orders, port2 } = new threads.MessageChannel()
  const worker = new threads.Worker(new URL('./reused-thread-program.ts', import.meta.url), {
    workerData: { orders: port2 },
    transferList: [port2],
    execArgv,
  })
  return { worker, orders }
}
