import { listPeople } from '@chat/protocol'
import { handle } from '../gate/handler.ts'
import { findPeople } from './administered-people.ts'

export const handleListPeople = handle(listPeople, ({ input, database }) => findPeople(database.read, input))
