import { UserId } from '@chat/protocol'
import { describe, expect, it, vi } from 'vitest'
import { createFakeChatClient, type FakeChatClient } from '../testing/fake-chat-client.ts'
import { fakeStorage } from '../testing/fake-storage.ts'
import { createSession, type SessionParts } from './session.ts'

const ada = UserId.parse('ada')
const bob = UserId.parse('bob')
const KEY = 'chat.person'

function set(account: Partial<SessionParts['account']> = {}, before?: UserId) {
  const storage = fakeStorage(before === undefined ? {} : { [KEY]: before })
  const clients: { of: UserId; client: FakeChatClient; end: () => void; stop: ReturnType<typeof vi.fn> }[] = []
  const session = createSession({
    storage,
    account: { check: async () => null, join: async () => ada, leave: async () => {}, ...account },
    async createClient(of, onSignedOut) {
      const stop = vi.fn(async () => {})
      const client = { ...createFakeChatClient(), stop }
      clients.push({ of, client, end: onSignedOut, stop })
      return client
    },
  })
  return { session, storage, clients, status: () => session.state.get().status }
}

describe('a session', () => {
  it('begins at the door for a newcomer', async () => {
    const { session, status } = set()
    expect(status()).toBe('checking')
    await session.begin()
    expect(session.state.get()).toEqual({ status: 'signed-out', ended: false })
  })

  it('begins at the door when nobody can tell', async () => {
    const { session, status } = set({ check: async () => undefined })
    await session.begin()
    expect(status()).toBe('signed-out')
  })

  it('goes straight in with a cookie', async () => {
    const { session, status } = set({ check: async () => ada })
    await session.begin()
    expect(status()).toBe('signed-in')
  })

  it('goes straight in without a network for somebody who was in before', async () => {
    const { session, status } = set({ check: async () => undefined }, ada)
    await session.begin()
    expect(status()).toBe('signed-in')
  })

  it('shows the door, and why, to somebody whose session has ended meanwhile', async () => {
    const { session, clients } = set({ check: async () => null }, ada)
    await session.begin()
    expect(session.state.get()).toEqual({ status: 'signed-out', ended: true })
    expect(clients[0]?.stop).toHaveBeenCalledExactlyOnceWith({ forget: 'cache' })
  })

  it('is remembered once somebody has joined', async () => {
    const { session, storage, status } = set()
    await session.begin()
    await session.join('Ada')
    expect(status()).toBe('signed-in')
    expect(storage.getItem(KEY)).toBe('ada')
  })

  it('stays at the door when joining fails', async () => {
    const { session, status } = set({ join: () => Promise.reject(new Error('no')) })
    await session.begin()
    await expect(session.join('Ada')).rejects.toThrow('no')
    expect(status()).toBe('signed-out')
  })

  it('ends when the server says so and nobody is signed in any more', async () => {
    const answers: (UserId | null)[] = [ada, null]
    const { session, storage, clients } = set({ check: async () => answers.shift() })
    await session.begin()
    clients[0]?.end()
    await vi.waitFor(() => expect(session.state.get()).toEqual({ status: 'signed-out', ended: true }))
    expect(clients[0]?.stop).toHaveBeenCalledExactlyOnceWith({ forget: 'cache' })
    expect(storage.keys()).toEqual([])
  })

  it('goes on when it has been replaced by another one of the same person, once until connected', async () => {
    const { session, clients, status } = set({ check: async () => ada })
    await session.begin()
    const [first] = clients
    first?.end()
    await vi.waitFor(() => expect(first?.client.asked).toEqual(['reconnectNow']))
    expect(first?.stop).not.toHaveBeenCalled()
    first?.client.connection.set({ status: 'connecting' })
    first?.client.connection.set({ status: 'connected' })
    first?.end()
    await vi.waitFor(() => expect(first?.client.asked).toEqual(['reconnectNow', 'reconnectNow']))
    first?.end()
    await vi.waitFor(() => expect(status()).toBe('signed-out'))
  })

  it('becomes the one of who has signed in in another tab', async () => {
    const answers = [ada, bob]
    const { session, clients } = set({ check: async () => answers.shift() })
    await session.begin()
    clients[0]?.end()
    await vi.waitFor(() => expect(session.state.get()).toMatchObject({ status: 'signed-in', person: bob }))
    expect(clients.map(({ of }) => of)).toEqual([ada, bob])
    expect(clients[0]?.stop).toHaveBeenCalledExactlyOnceWith({ forget: 'cache' })
  })

  it('begins for whoever has signed in, and is over for the guest who was here', async () => {
    const answers = [ada, bob]
    const { session, clients } = set({ check: async () => answers.shift() })
    await session.begin()
    await session.resume()
    expect(session.state.get()).toMatchObject({ status: 'signed-in', person: bob, justJoined: true })
    expect(clients[0]?.stop).toHaveBeenCalledExactlyOnceWith({ forget: 'everything' })
    clients[0]?.end()
    expect(session.state.get()).toMatchObject({ status: 'signed-in', person: bob })
  })

  it('stays the same for a guest who has made an account', async () => {
    const { session, clients } = set({ check: async () => ada })
    await session.begin()
    const before = session.state.get()
    await session.resume()
    expect(session.state.get()).toBe(before)
    expect(clients).toHaveLength(1)
  })

  it('does not end by a late word about the one before', async () => {
    const answers: (UserId | null)[] = [ada, null]
    const { session, clients, status } = set({ check: async () => answers.shift() })
    await session.begin()
    clients[0]?.end()
    await vi.waitFor(() => expect(status()).toBe('signed-out'))
    await session.join('Ada')
    clients[0]?.end()
    expect(status()).toBe('signed-in')
  })

  it('is the one of whoever joined, and not of who was here before', async () => {
    const { session, clients, storage } = set({ check: async () => null, join: async () => bob }, ada)
    await session.begin()
    await session.join('Bob')
    expect(clients.map(({ of }) => of)).toEqual([ada, bob])
    expect(session.state.get()).toMatchObject({ status: 'signed-in', person: bob, justJoined: true })
    expect(storage.getItem(KEY)).toBe('bob')
  })

  it('is the one that the server knows, if somebody else has joined since', async () => {
    const { session, clients } = set({ check: async () => bob }, ada)
    await session.begin()
    expect(clients.map(({ of }) => of)).toEqual([ada, bob])
    expect(clients[0]?.stop).toHaveBeenCalledExactlyOnceWith({ forget: 'cache' })
    expect(session.state.get()).toMatchObject({ status: 'signed-in', person: bob, client: clients[1]?.client })
  })

  it('follows the connection when somebody else has joined in another tab', async () => {
    const { session, clients, storage } = set({ check: async () => ada })
    await session.begin()
    clients[0]?.client.me.set({ id: bob, name: 'Bob' })
    expect(session.state.get()).toMatchObject({ status: 'signed-in', person: bob, client: clients[0]?.client })
    expect(storage.getItem(KEY)).toBe('bob')
  })

  it('throws away what waits when the person signs out, once the server knows, and waits for nothing else', async () => {
    const { session, clients, storage } = set({ check: async () => ada })
    await session.begin()
    await session.signOut()
    expect(clients[0]?.stop).toHaveBeenCalledExactlyOnceWith({ forget: 'everything' })
    expect(session.state.get()).toEqual({ status: 'signed-out', ended: false })
    expect(storage.keys()).toEqual([])
  })

  it.each([
    ['answers', async () => {}],
    ['does not answer', () => Promise.reject(new Error('offline'))],
  ])('ends as asked when its end is heard before the server %s', async (_, answer) => {
    const { session, clients } = set({
      check: async () => ada,
      leave() {
        clients[0]?.end()
        return answer()
      },
    })
    await session.begin()
    await session.signOut()
    expect(session.state.get()).toEqual({ status: 'signed-out', ended: false })
    expect(clients[0]?.stop).toHaveBeenCalledExactlyOnceWith({ forget: 'everything' })
  })

  it('goes on when the server cannot be told of a sign-out', async () => {
    const { session, status, storage } = set({
      check: async () => ada,
      leave: () => Promise.reject(new Error('offline')),
    })
    await session.begin()
    await expect(session.signOut()).rejects.toThrow('offline')
    expect(status()).toBe('signed-in')
    expect(storage.getItem(KEY)).toBe('ada')
  })
})
