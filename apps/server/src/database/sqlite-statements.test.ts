import { UserId } from '@chat/protocol'
import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { sqliteStatements } from './sqlite-statements.ts'
import { insertEach } from './statements.ts'

const insertBlock = insertEach('blocks', { user_id: 'text', blocked_id: 'text' })

function setUp() {
  const connection = new Sqlite(':memory:')
  connection.exec('create table blocks (user_id text not null, blocked_id text not null, unique (user_id, blocked_id))')
  const stored = () => connection.prepare('select user_id, blocked_id from blocks order by rowid').all()
  return { each: sqliteStatements(connection), stored }
}

const rowsOf = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    user_id: UserId.parse(`u${index}`),
    blocked_id: UserId.parse(`b${index}`),
  }))

test.for([0, 1, 2, 3, 31, 32, 33, 100])('inserts %i rows, each once and in their order', async (count) => {
  const { each, stored } = setUp()
  await each(insertBlock, rowsOf(count))
  expect(stored()).toEqual(rowsOf(count))
})

test('of rows that are inserted at once none stays where one cannot be', async () => {
  const { each, stored } = setUp()
  await expect(each(insertBlock, [...rowsOf(20), ...rowsOf(12)])).rejects.toMatchObject({
    code: 'SQLITE_CONSTRAINT_UNIQUE',
  })
  expect(stored()).toEqual([])
})
