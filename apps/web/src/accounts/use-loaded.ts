import { useCallback, useEffect, useState } from 'react'

/** What was asked of the server: nothing yet, an answer, or why there is none. */
export interface Loaded<Value> {
  readonly value: Value | undefined
  readonly problem: string | undefined
  /** Asks again, as it does by itself once the network is back. What is there stays until the answer comes. */
  readonly reload: () => void
}

/** @param load must stay the same function */
export function useLoaded<Value>(load: () => Promise<Value>): Loaded<Value> {
  const [value, setValue] = useState<Value>()
  const [problem, setProblem] = useState<string>()
  const reload = useCallback(() => {
    load().then(
      (loaded) => {
        setValue(loaded)
        setProblem(undefined)
      },
      (error: unknown) => setProblem(error instanceof Error ? error.message : String(error)),
    )
  }, [load])
  useEffect(reload, [reload])
  useEffect(() => {
    addEventListener('online', reload)
    return () => removeEventListener('online', reload)
  }, [reload])
  return { value, problem, reload }
}
