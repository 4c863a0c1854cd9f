import { type ChatClient, createStore, type ReadableStore } from '@chat/client'
import { UserId } from '@chat/protocol'
import type { KeptValues } from '../store/browser-storage.ts'

export type SessionState =
  /** Nothing is known yet; lasts for one short request at most. */
  | { readonly status: 'checking' }
  /** `ended`: the server has ended the session; the person did not ask for it. */
  | { readonly status: 'signed-out'; readonly ended: boolean }
  | {
      readonly status: 'signed-in'
      readonly person: UserId
      readonly client: ChatClient
      readonly justJoined: boolean
    }

export interface SessionParts {
  /** Makes the engine for this person. It calls back when the server has ended the session. */
  createClient(person: UserId, onSignedOut: () => void): Promise<ChatClient>
  account: {
    /** Who is signed in in this browser, null for nobody; undefined if nobody can tell: the server does not answer. */
    check(): Promise<UserId | null | undefined>
    /** Resolves to who one is now. */
    join(name: string): Promise<UserId>
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
  /**
   * Somebody has signed in, with an account: lets them in, and whoever was here before out. What waits to be sent by who
   * was here before is thrown away.
   */
  resume(): Promise<void>
  /** Signs out and throws away what waits. Rejects, and changes nothing, if the server cannot be told. */
  signOut(): Promise<void>
}

type SignedIn = Extract<SessionState, { status: 'signed-in' }>

/** Who was signed in here last and has not left. */
const PERSON_KEY = 'chat.person'

export function createSession({ createClient, account, storage }: SessionParts): Session {
  const state = createStore<SessionState>({ status: 'checking' })
  let signingOut: ChatClient | undefined
  /** The server has ended the session while the person was leaving anyway. */
  let over = false
  /** Has tried to go on after its session had ended, and has not been connected since. */
  let wentOn: ChatClient | undefined

  let entered = 0

  async function enter(person: UserId, justJoined: boolean): Promise<void> {
    entered += 1
    const turn = entered
    storage.setItem(PERSON_KEY, person)
    const client = await createClient(person, () => {
      if (signingOut === client) over = true
      else void goOnOrLeave(client)
    })
    // Two have found out at the same moment that somebody is here.
    if (turn !== entered) return client.stop()
    client.connection.subscribe(() => {
      if (client === wentOn && client.connection.get().status === 'connected') wentOn = undefined
    })
    client.me.subscribe(() => become(client, client.me.get()?.id))
    state.set({ status: 'signed-in', person, client, justJoined })
    void client.start()
  }

  /** What the client is about, if it still is the present one: a late word about an earlier session changes nothing. */
  function present(client: ChatClient): SignedIn | undefined {
    const current = state.get()
    return current.status === 'signed-in' && current.client === client ? current : undefined
  }

  /** The server knows better who is here: somebody else has joined in another tab. */
  function become(client: ChatClient, person: UserId | undefined): void {
    const current = present(client)
    if (current === undefined || person === undefined || person === current.person) return
    storage.setItem(PERSON_KEY, person)
    state.set({ ...current, person })
  }

  /** A session also ends when the person gets another one: with a new password, or by signing in anew in another tab. */
  async function goOnOrLeave(client: ChatClient): Promise<void> {
    const person = client === wentOn ? null : await account.check()
    const current = present(client)
    if (current === undefined) return
    if (person === current.person) {
      wentOn = client
      return client.reconnectNow()
    }
    leave(client, true)
    if (person) await enter(person, false)
  }

  /** The session is over: what is kept of it here is not for the next person's eyes. */
  function leave(client: ChatClient, ended: boolean): void {
    if (present(client) === undefined) return
    storage.removeItem(PERSON_KEY)
    state.set({ status: 'signed-out', ended })
    void client.stop({ forget: ended ? 'cache' : 'everything' })
  }

  return {
    state,
    async begin() {
      const last = UserId.safeParse(storage.getItem(PERSON_KEY))
      if (last.success) await enter(last.data, false)
      const before = state.get()
      // Asking also renews the cookie, so that whoever comes back now and then stays signed in.
      const person = await account.check()
      const now = state.get()
      if (before.status !== 'signed-in') {
        if (now !== before) return
        if (person) await enter(person, false)
        else state.set({ status: 'signed-out', ended: false })
      } else if (person !== undefined && present(before.client)?.person === before.person && person !== before.person) {
        leave(before.client, true)
        if (person !== null) await enter(person, false)
      }
    },
    async join(name) {
      await enter(await account.join(name), true)
    },
    async resume() {
      const person = await account.check()
      if (!person) throw new Error('The server cannot be reached. Check your connection and try again.')
      const current = state.get()
      if (current.status === 'signed-in') {
        if (current.person === person) return
        leave(current.client, false)
      }
      await enter(person, true)
    },
    async signOut() {
      const current = state.get()
      if (current.status !== 'signed-in') return
      signingOut = current.client
      over = false
      try {
        await account.leave().catch((error: unknown) => {
          if (!over) throw error
        })
        leave(current.client, false)
      } finally {
        signingOut = undefined
      }
    },
  }
}
