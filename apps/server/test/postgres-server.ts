import pg from 'pg'

/** Runs one statement outside of any test's database. */
export function runOnServer(server: string, statement: string): Promise<void> {
  return connected(`${server}/postgres`, async (client) => void (await client.query(statement)))
}

/** Has a connection of its own for some work. */
export async function connected<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
