import {
  claimServer,
  deletePerson,
  getServerSettings,
  listPeople,
  type Person,
  type RequestInput,
  type RequestOutput,
  type ServerSettings,
  type User,
  updatePerson,
  updateServer,
} from '@chat/protocol'
import type { Ask } from './requests.ts'

/** A page of everybody on the server, and where to go on. */
export type PeoplePage = RequestOutput<typeof listPeople>

/** What those can do who run the server. The server refuses everybody else. */
export interface Administration {
  /** Becomes the owner by the token of the link that a new server prints. */
  claim(token: string): Promise<User>
  listPeople(input: RequestInput<typeof listPeople>): Promise<PeoplePage>
  /** Gives somebody another role, suspends them or lets them in again. */
  updatePerson(input: RequestInput<typeof updatePerson>): Promise<Person>
  /** Deletes somebody, for good. Resolves once they are out; what they wrote goes afterwards, where it is to. */
  deletePerson(input: RequestInput<typeof deletePerson>): Promise<void>
  settings(): Promise<ServerSettings>
  updateServer(input: RequestInput<typeof updateServer>): Promise<ServerSettings>
}

export function createAdministration({
  ask,
  learn,
}: {
  ask: Ask
  learn: (users: readonly User[]) => void
}): Administration {
  return {
    async claim(token) {
      const { user } = await ask(claimServer, { token })
      learn([user])
      return user
    },
    listPeople: (input) => ask(listPeople, input),
    async updatePerson(input) {
      const { person } = await ask(updatePerson, input)
      return person
    },
    async deletePerson(input) {
      await ask(deletePerson, input)
    },
    settings: async () => (await ask(getServerSettings, {})).settings,
    updateServer: async (input) => (await ask(updateServer, input)).settings,
  }
}
