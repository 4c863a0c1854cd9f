import Sqlite from 'better-sqlite3'
import { expect, onTestFinished, test, vi } from 'vitest'
import { preparingOnce } from './preparing-once.ts'

test('a query that comes again is not prepared again, and sees what has changed since', () => {
  const connection = new Sqlite(':memory:')
  onTestFinished(() => void connection.close())
  connection.exec('create table t (n integer)')
  const prepare = vi.spyOn(connection, 'prepare')
  const database = preparingOnce(connection)
  const count = () => database.prepare('select count(*) as n from t where n > ?').all([0])
  expect(count()).toEqual([{ n: 0 }])
  connection.exec('insert into t values (1); alter table t add column m integer')
  expect(count()).toEqual([{ n: 1 }])
  expect(prepare).toHaveBeenCalledTimes(1)
})

test('keeps a bounded number of statements, those that were used last', () => {
  const connection = new Sqlite(':memory:')
  onTestFinished(() => void connection.close())
  const prepare = vi.spyOn(connection, 'prepare')
  const database = preparingOnce(connection)
  for (let number = 0; number < 1_000; number += 1) {
    database.prepare(`select ${number}`).all([])
    database.prepare('select 0').all([])
  }
  expect(prepare).toHaveBeenCalledTimes(1_000)
  database.prepare('select 1').all([])
  expect(prepare).toHaveBeenCalledTimes(1_001)
})
