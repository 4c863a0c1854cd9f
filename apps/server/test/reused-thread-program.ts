import { type MessagePort, parentPort, workerData } from 'node:worker_threads'

/** What a thread that is used again is to be next. */
export interface NextRun {
  readonly program: string
  readonly workerData: object
}

/** Runs one program after another in this thread. Each is evaluated anew; what it imports is there already. */
const { orders }: { orders: MessagePort } = workerData
let runs = 0

orders.on('message', async ({ program, workerData: data }: NextRun) => {
  runs += 1
  // Those of the program before.
  parentPort?.removeAllListeners('message')
  Object.assign(workerData, data)
  await import(`${program}?run=${runs}`)
  orders.postMessage('running')
})
