import type { Ack } from '@chat/protocol'

/** @throws {Error} with the refusal, if the answer is one */
export function dataOf<Data>(answer: Ack<Data>): Data {
  if (answer.ok) return answer.data
  throw new Error(`The server refused: ${answer.error.code} ${answer.error.message}`)
}
