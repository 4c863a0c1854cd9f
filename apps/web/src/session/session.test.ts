import type { ChatClient } from '@chat/client'
import { RoomId } from '@chat/protocol'
import { describe, expect, it, vi } from 'vitest'
import { createFakeChatClient } from '../testing/fake-chat-client.ts'
import { fakeStorage } from '../testing/fake-storage.ts'
import { createSession, type SessionParts } from './session.ts'

function set(account: Partial<SessionParts['account']> = {}, joinedBefore = false) {
  const storage = fakeStorage(joinedBefore ? { 'chat.joined': 'yes' } : {})
  const clients: { client: ChatClient; end: () => void; stop: ReturnType<typeof vi.fn> }[] = []
  const session = createSession({
    storage,
    account: { check: async () => false, join: async () => {}, leave: async () => {}, ...account },
    async createClient(onSignedOut) {
      const stop = vi.fn(async () => {})
      const client = { ...createFakeChatClient(), stop }
      clients.push({ client, end: onSignedOut, stop })
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
    const { session, status } = set({ check: async () => true })
    await session.begin()
    expect(status()).toBe('signed-in')
  })

  it('goes straight in without a network for somebody who was in before', async () => {
    const { session, status } = set({ check: async () => undefined }, true)
    await session.begin()
    expect(status()).toBe('signed-in')
  })

  it('shows the door, and why, to somebody whose session has ended meanwhile', async () => {
    const { session, clients } = set({ check: async () => false }, true)
    await session.begin()
    expect(session.state.get()).toEqual({ status: 'signed-out', ended: true })
    expect(clients[0]?.stop).toHaveBeenCalledOnce()
  })

  it('is remembered once somebody has joined', async () => {
    const { session, storage, status } = set()
    await session.begin()
    await session.join('Ada')
    expect(status()).toBe('signed-in')
    expect(storage.getItem('chat.joined')).not.toBeNull()
  })

  it('stays at the door when joining fails', async () => {
    const { session, status } = set({ join: () => Promise.reject(new Error('no')) })
    await session.begin()
    await expect(session.join('Ada')).rejects.toThrow('no')
    expect(status()).toBe('signed-out')
  })

  it('ends when the server says so', async () => {
    const { session, clients } = set({ check: async () => true })
    await session.begin()
    clients[0]?.end()
    expect(session.state.get()).toEqual({ status: 'signed-out', ended: true })
  })

  it('does not end by a late word about the one before', async () => {
    const { session, clients, status } = set({ check: async () => true })
    await session.begin()
    clients[0]?.end()
    await session.join('Ada')
    clients[0]?.end()
    expect(status()).toBe('signed-in')
  })

  it('throws away what waits when the person signs out, after the server knows', async () => {
    const { session, clients, storage } = set({ check: async () => true, leave: async () => clients[0]?.end() })
    await session.begin()
    const client = clients[0]?.client as ReturnType<typeof createFakeChatClient>
    const general = RoomId.parse('general')
    client.rooms.set([{ id: general } as never])
    await client.send(general, 'never sent')
    await session.signOut()
    expect(client.room(general).get().outbox).toEqual([])
    expect(session.state.get()).toEqual({ status: 'signed-out', ended: false })
    expect(storage.keys()).toEqual([])
  })

  it('goes on when the server cannot be told of a sign-out', async () => {
    const { session, status, storage } = set({
      check: async () => true,
      leave: () => Promise.reject(new Error('offline')),
    })
    await session.begin()
    await expect(session.signOut()).rejects.toThrow('offline')
    expect(status()).toBe('signed-in')
    expect(storage.getItem('chat.joined')).not.toBeNull()
  })
})
