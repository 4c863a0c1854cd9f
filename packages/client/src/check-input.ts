/** A schema of the contract. */
interface Schema<Value> {
  safeParse(
    input: unknown,
  ):
    | { success: true; data: Value }
    | { success: false; error: { issues: readonly { path: readonly PropertyKey[]; message: string }[] } }
}

/**
 * What the contract makes of an input, before it is stored or sent.
 *
 * @throws {RangeError} if the contract does not allow it
 */
export function checkInput<Value>(schema: Schema<Value>, input: unknown): Value {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const where = issue?.path.map(String).join('.')
  throw new RangeError(where ? `${where}: ${issue?.message}` : issue?.message)
}
