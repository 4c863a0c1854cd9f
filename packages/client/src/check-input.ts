/** A schema of the contract. */
interface Schema<Value> {
  safeParse(
    input: unknown,
  ): { success: true; data: Value } | { success: false; error: { issues: readonly { message: string }[] } }
}

/**
 * What the contract makes of an input, before it is stored or sent.
 *
 * @throws {RangeError} if the contract does not allow it
 */
export function checkInput<Value>(schema: Schema<Value>, input: unknown): Value {
  const parsed = schema.safeParse(input)
  if (!parsed.success) throw new RangeError(parsed.error.issues[0]?.message)
  return parsed.data
}
