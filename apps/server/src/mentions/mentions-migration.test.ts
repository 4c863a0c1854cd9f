import { expect, test } from 'vitest'
import { addPerson } from '../../test/add-person.ts'
import { openTestDatabase } from '../../test/test-database.ts'
import { keyNames } from './mentions-migration.ts'

test('people who were there before can be mentioned too', async () => {
  const database = await openTestDatabase()
  for (const name of ['Ünal', 'ADA', '雪子']) await addPerson(database, name)
  await database.write.updateTable('users').set({ name_key: '' }).execute()
  await keyNames(database.write.withTables<{ users: { id: string; name: string; name_key: string } }>())
  const rows = await database.read.selectFrom('users').select('name_key').orderBy('created_at').execute()
  expect(rows.map(({ name_key }) => name_key).sort()).toEqual(['ada', 'ünal', '雪子'])
})
