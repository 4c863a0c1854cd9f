/** Waits for so long: a database that is there but does not answer is like none. */
export function within<Result>(milliseconds: number, work: Promise<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('The database does not answer')), milliseconds)
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
