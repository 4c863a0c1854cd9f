import type { ChatClient, ReadableStore } from '@chat/client'
import type { KeptValues } from '../store/browser-storage.ts'
import { createStore } from '../store/create-store.ts'
import { waitingMessages } from './waiting-messages.ts'

export type SessionState =
  /** Nothing is known yet; lasts for one short request at most. */
  | { readonly status: 'checking' }
  /** `ended`: the server has ended the session; the person did not ask for it. */
  | { readonly status: 'signed-out'; readonly ended: boolean }
  | { readonly status: 'signed-in'; readonly client: ChatClient; readonly justJoined: boolean }

export interface SessionParts {
  /** Makes the engine for the person who is signed in. It calls back when the server has ended the session. */
  createClient(onSignedOut: () => void): Promise<ChatClient>
  account: {
    /** Whether this browser is signed in; undefined if nobody can tell, because the server does not answer. */
    check(): Promise<boolean | undefined>
    join(name: string): Promise<void>
    leave(): Promise<void>
  }
  storage: KeptValues
}

export interface Session {
  readonly state: ReadableStore<SessionState>
  /** Finds out who is here. Somebody who was signed in last time goes straight in, also without a network. */
  begin(): Promise<void>
  /** Signs in as a guest. Rejects with an error whose message is fit to be shown. */
  join(name: string): Promise<void>
  /** Signs out and throws away what waits. Rejects, and changes nothing, if the server cannot be told. */
  signOut(): Promise<void>
}

const JOINED_KEY = 'chat.joined'
const FAREWELL_WITHIN_MS = 2_000

export function createSession({ createClient, account, storage }: SessionParts): Session {
  const state = createStore<SessionState>({ status: 'checking' })
  let farewell: PromiseWithResolvers<void> | undefined

  async function enter(justJoined: boolean): Promise<void> {
    storage.setItem(JOINED_KEY, 'yes')
    const client = await createClient(() => (farewell ? farewell.resolve() : leave(client, true)))
    state.set({ status: 'signed-in', client, justJoined })
    void client.start()
  }

  function leave(client: ChatClient, ended: boolean): void {
    const current = state.get()
    // A late word about an earlier session must not end the present one.
    if (current.status !== 'signed-in' || current.client !== client) return
    storage.removeItem(JOINED_KEY)
    state.set({ status: 'signed-out', ended })
    void client.stop()
  }

  return {
    state,
    async begin() {
      if (storage.getItem(JOINED_KEY) !== null) await enter(false)
      const before = state.get()
      // Asking also renews the cookie, so that whoever comes back now and then stays signed in.
      const signedIn = await account.check()
      if (state.get() !== before) return
      if (before.status === 'signed-in') {
        if (signedIn === false) leave(before.client, true)
      } else if (signedIn) await enter(false)
      else state.set({ status: 'signed-out', ended: false })
    },
    async join(name) {
      await account.join(name)
      await enter(true)
    },
    async signOut() {
      const current = state.get()
      if (current.status !== 'signed-in') return
      const { client } = current
      farewell = Promise.withResolvers<void>()
      try {
        await account.leave()
        // The connection hears of it too, and then forgets what it has kept of this person on the device.
        setTimeout(farewell.resolve, FAREWELL_WITHIN_MS)
        await farewell.promise
        await Promise.allSettled(waitingMessages(client).map(({ id }) => client.discard(id)))
        leave(client, false)
      } finally {
        farewell = undefined
      }
    },
  }
}
