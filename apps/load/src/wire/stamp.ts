/** What a message of a load test says: when it was due, in microseconds, padded to the length of a usual message. */
const LENGTH = 100

/** @param due microseconds of the shared clock */
export function stampText(due: number): string {
  return `${due} `.padEnd(LENGTH, 'load ')
}

/** When the message was due; undefined for a text that no load test wrote. */
export function stampOf(text: string): number | undefined {
  const due = Number.parseInt(text, 10)
  return due > 0 ? due : undefined
}
