import { describe, expect, inject, test } from 'vitest'
import { connected } from './postgres-server.ts'
import { takeDatabase } from './reused-database.ts'

const person = `insert into users (id, name, email, email_verified, created_at, updated_at, name_key)
  values ('ann', 'Ann', 'ann@example.org', false, now(), now(), 'ann')`

/** Lets one test have a database after another, and says what the second finds. */
async function useTwice(first: string): Promise<{ isTheSame: boolean; people: number }> {
  const server = inject('postgresUrl')
  const before = await takeDatabase(server)
  await connected(before.url, (client) => client.query(first))
  await before.giveBack()
  const after = await takeDatabase(server)
  const { rowCount } = await connected(after.url, (client) => client.query('select from users'))
  await after.giveBack()
  return { isTheSame: after.url === before.url, people: rowCount ?? 0 }
}

describe.skipIf(process.env['TEST_DATABASE'] !== 'postgres')('a database that another test had', () => {
  test('is empty', async () => {
    expect(await useTwice(person)).toEqual({ isTheSame: true, people: 0 })
  })

  test.for([
    ['other columns', 'alter table users drop column image'],
    ['another index', 'create index on users (image)'],
    ['another constraint', "alter table users add check (name <> 'Eve')"],
    ['other migrations', 'delete from kysely_migration'],
    ['another function', "create function nothing() returns text language sql as $$ select '' $$"],
    [
      'a function that does something else',
      "create or replace function folded_name(name text) returns text language sql immutable as $$ select '' $$",
    ],
    [
      'a trigger',
      'create trigger same before update on users for each row execute function suppress_redundant_updates_trigger()',
    ],
    [
      'much to read',
      `${person}; update users set image = (select string_agg(md5(n::text), '') from generate_series(1, 1500000) n)`,
    ],
  ])('is not used again where it has %s', async ([, change = '']) => {
    expect(await useTwice(change)).toEqual({ isTheSame: false, people: 0 })
  })

  test('is not written to any more by whoever is still connected to it', async () => {
    const before = await takeDatabase(inject('postgresUrl'))
    const late = connected(before.url, (client) => {
      client.on('error', () => {})
      return client.query(`select pg_sleep(600); ${person}`)
    })
    const ended = expect(late).rejects.toThrow('terminating connection')
    await before.giveBack()
    await ended
  })
})
