import type { RoomPage } from '@chat/client'
import { describe, expect, it } from 'vitest'
import { fakeRoom } from '../testing/fake-chat-client.ts'
import { findPublicRoom } from './find-public-room.ts'

/** A server that gives these pages, and what it was asked. */
function serve(...pages: string[][]) {
  const asked: { query?: string | undefined; cursor?: string | undefined }[] = []
  async function listRooms(input: (typeof asked)[number]): Promise<RoomPage> {
    asked.push(input)
    const place = Number(input.cursor ?? 0)
    const rooms = (pages[place] ?? []).map((slug) => fakeRoom({ name: slug, slug }))
    return { rooms, ...(place + 1 < pages.length && { cursor: String(place + 1) }) }
  }
  return { asked, listRooms }
}

describe('a room that an address names', () => {
  it('is found by the first word of its address, on whatever page it is', async () => {
    const { asked, listRooms } = serve(['ice-cream-2', 'ice-hockey'], ['ice-cream'])
    expect(await findPublicRoom({ listRooms }, 'ice-cream')).toMatchObject({ slug: 'ice-cream' })
    expect(asked).toEqual([{ query: 'ice' }, { query: 'ice', cursor: '1' }])
  })

  it('is nothing where there is none, and nobody is asked for an empty one', async () => {
    const { asked, listRooms } = serve(['ice-hockey'])
    expect(await findPublicRoom({ listRooms }, 'ice-cream')).toBeUndefined()
    expect(await findPublicRoom({ listRooms }, '')).toBeUndefined()
    expect(asked).toHaveLength(1)
  })
})
