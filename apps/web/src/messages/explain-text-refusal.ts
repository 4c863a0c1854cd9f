import { explainRefusal } from '../connection/explain-refusal.ts'

/**
 * Why a text was not sent, for the person who wrote it. The client throws a RangeError over characters that are none.
 *
 * @param wording.what what the text is to them
 * @param wording.otherwise says why it was not, in all other cases
 */
export function explainTextRefusal(
  error: unknown,
  { what = 'message', otherwise = explainRefusal }: { what?: string; otherwise?: (error: unknown) => string } = {},
): string {
  return error instanceof RangeError ? `This ${what} has characters that cannot be sent.` : otherwise(error)
}
