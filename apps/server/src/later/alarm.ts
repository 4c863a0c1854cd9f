import type { Clock } from '../clock.ts'
import type { Logger } from '../logger.ts'

/** Does what is put off once its time has come. What there is to do is in the database, where it outlives the process. */
export interface Alarm {
  /** Something is to be done at this moment of which the alarm may not know. */
  expect(at: number): void
  /** Begins; what fell due while nothing ran is done now. */
  start(): void
  /** Stops as soon as what is under way is on disk. The next start goes on from there. */
  stop(): Promise<void>
}

/** So often it looks anyway: at what another node was told of, and did not live to do. It also keeps timers short. */
const LOOK_AGAIN_MS = 30_000
/** After a failure. */
const RETRY_MS = 10_000

/**
 * Creates an alarm that sleeps. Every node has one and all of them ring: doing something twice must do nothing.
 *
 * @param doDue does everything that is due at this moment and tells when the next is
 */
export function createAlarm(options: {
  readonly doDue: (now: number) => Promise<number | undefined>
  readonly clock: Clock
  readonly logger: Logger
}): Alarm {
  const { doDue, clock, logger } = options
  let callOff = () => {}
  let armedFor = Number.POSITIVE_INFINITY
  let ringing = false
  let stopped = true
  let work: Promise<void> = Promise.resolve()

  function arm(at: number): void {
    if (stopped || at >= armedFor) return
    callOff()
    armedFor = at
    if (!ringing) callOff = clock.schedule(Math.max(0, at - clock.now()), ring)
  }

  function ring(): void {
    ringing = true
    armedFor = Number.POSITIVE_INFINITY
    work = doDue(clock.now())
      .catch((error: unknown) => {
        logger.error({ err: error }, 'could not do what is due; trying again')
        return clock.now() + RETRY_MS
      })
      .then((next = Number.POSITIVE_INFINITY) => {
        ringing = false
        // What was expected meanwhile, and may have come after the look.
        const expected = armedFor
        armedFor = Number.POSITIVE_INFINITY
        arm(Math.min(next, expected, clock.now() + LOOK_AGAIN_MS))
      })
  }

  return {
    expect: arm,
    start() {
      stopped = false
      ring()
    },
    async stop() {
      stopped = true
      callOff()
      await work
    },
  }
}
