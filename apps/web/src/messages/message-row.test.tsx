import { RoomId, UserId } from '@chat/protocol'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { createFakeChatClient, fakeMessage, fakeMessageId, fakeRoom, ME } from '../testing/fake-chat-client.ts'
import { createMessageEdits, type MessageEdit } from './message-edits.ts'
import { MessageRow } from './message-row.tsx'
import { startOfDay, type TimelineRow } from './timeline-rows.ts'

const AT = new Date(2026, 10, 20, 14, 5, 9).getTime()
const client = createFakeChatClient()
client.me.set({ id: ME, name: 'Me' })
const HIDDEN = RoomId.parse('01900000-0000-7000-8000-000000000001')
const actions = { retry() {}, edit() {}, discard() {} }

function draw(parts: Partial<TimelineRow> = {}, edit?: MessageEdit): string {
  const row: TimelineRow = {
    id: fakeMessageId(1),
    seq: 1,
    authorId: UserId.parse('ada'),
    own: false,
    folded: false,
    deleted: false,
    deletedByModerator: false,
    editedAt: undefined,
    pinnedAt: undefined,
    text: 'hello',
    mentions: undefined,
    mentionsRoom: false,
    replyTo: undefined,
    replyToAuthorId: undefined,
    quoted: undefined,
    quoteFolded: false,
    forwarded: undefined,
    mentioned: false,
    reactions: [],
    replyCount: undefined,
    lastReplyAt: undefined,
    repliers: undefined,
    at: AT,
    state: 'sent',
    error: undefined,
    retryAt: undefined,
    startsGroup: true,
    endsGroup: true,
    day: undefined,
    ...parts,
  }
  return renderToStaticMarkup(
    <MessageRow
      {...row}
      authorName="Ada Lovelace"
      authorPicture={undefined}
      answeredName={row.replyTo && 'Grace Hopper'}
      me={ME}
      today={startOfDay(AT)}
      actions={actions}
      tools={{
        client,
        roomId: RoomId.parse('general'),
        actionsOf: () => [],
        completions: [],
        edits: createMessageEdits(client),
        askDelete() {},
        showRevisions() {},
        reacting: { client, allowed: true, set() {}, choose() {} },
      }}
      edit={edit}
      tabStop={false}
      onPressed={() => {}}
    />,
  )
}

describe('a message', () => {
  it('is named after its author, and says exactly when it was sent', () => {
    const html = draw()
    expect(html).toContain('aria-label="Ada Lovelace, ')
    expect(html).toContain(`dateTime="${new Date(AT).toISOString()}"`)
    expect(html).toContain(`data-message-id="${fakeMessageId(1)}"`)
  })

  it('says that it was deleted, whoever wrote it', () => {
    for (const folded of [false, true]) {
      const html = draw({ text: '', deleted: true, folded })
      expect(html).toContain('This message was deleted.')
      expect(html).toMatch(/aria-label="Ada Lovelace, [^"]*, deleted"/)
      expect(html).not.toContain('blocked')
    }
  })

  it('shows whom and what it answers, on one line and without markup, and leads there', () => {
    const replyTo = fakeMessageId(7)
    const quoted = { ...fakeMessage(7), text: '**Who** brings the\n\n- cake\n\n```js\nlet it = be\n```' }
    const html = draw({ replyTo, replyToAuthorId: UserId.parse('grace'), quoted })
    expect(html).toMatch(/aria-label="Ada Lovelace, [^"]*, replies to Grace Hopper"/)
    expect(html).toContain('href="/r/general/7"')
    expect(html.replaceAll(/<[^>]*>/g, '')).toContain('In reply to Grace Hopper: Who brings the cake let it = be')
  })

  it('says of what it answers that it was deleted, is not known, or is of somebody who is blocked', () => {
    const quoted = { ...fakeMessage(7), text: 'a secret' }
    const reply = { replyTo: quoted.id, replyToAuthorId: quoted.authorId }
    expect(draw({ ...reply, quoted: { ...quoted, text: '', deletedAt: 1 } })).toContain('This message was deleted.')
    const unknown = draw(reply)
    expect(unknown).toContain('An earlier message')
    expect(unknown).not.toContain('href')
    const folded = draw({ ...reply, quoted, quoteFolded: true })
    expect(folded).toContain('From somebody you have blocked')
    expect(folded).not.toContain('secret')
    expect(draw({ ...reply, quoted, folded: true })).not.toContain('secret')
  })

  it('says that it answers whoever looks at it', () => {
    const html = draw({ replyTo: fakeMessageId(7), replyToAuthorId: ME, mentioned: true })
    expect(html).toMatch(/aria-label="Ada Lovelace, [^"]*, replies to you"/)
  })

  it('that was deleted elsewhere is not edited any more', () => {
    const edits = createMessageEdits(client)
    const message = fakeMessage(1, { text: 'being edited' })
    edits.begin(message, null)
    expect(draw({}, edits.get().get(message.id))).toContain('Edit message')
    const html = draw({ text: '', deleted: true }, edits.get().get(message.id))
    expect(html).toContain('This message was deleted.')
    expect(html).not.toMatch(/Edit message|being edited/)
  })

  it('says who has taken it away, where that was not its author', () => {
    expect(draw({ text: '', deleted: true, deletedByModerator: true })).toContain('Deleted by a moderator.')
  })

  it('says that it was edited, and when (S55)', () => {
    const html = draw({ editedAt: AT })
    expect(html).toMatch(/aria-label="Ada Lovelace, [^"]*, edited"/)
    expect(html).toMatch(/title="Edited on [^"]*2026[^"]*"[^>]*>\(edited\)</)
    expect(draw()).not.toContain('edited')
  })

  it('shows HTML as the text that it is, and Markdown as what it means', () => {
    expect(draw({ text: '<img src=x onerror=alert(1)>\n**two**' })).toContain(
      '&lt;img src=x onerror=alert(1)&gt;<br/><strong>two</strong></p>',
    )
  })

  it('is folded where its author is blocked', () => {
    expect(draw({ folded: true })).toContain('you have blocked')
    expect(draw({ folded: true })).not.toContain('hello')
  })

  it('is marked in words where it is one’s own', () => {
    expect(draw({ own: true })).toContain('data-own="true"')
    expect(draw({ own: true })).toContain('>you<')
    expect(draw()).toContain('data-own="false"')
  })

  it('leaves the name to the first of its group', () => {
    expect(draw({ startsGroup: false })).not.toContain('>Ada Lovelace<')
  })

  it('says how far it has come as long as it has not arrived', () => {
    expect(draw({ state: 'queued' })).toMatch(/data-state="queued".*Queued/)
    expect(draw({ state: 'sending' })).toMatch(/data-state="sending".*Sending/)
    expect(draw({ state: 'sent' })).not.toMatch(/Queued|Sending|Not sent/)
  })

  it('says what it waits for where the server does not take it for now, and how long', () => {
    const error = { code: 'RATE_LIMITED', message: 'Too many requests.' } as const
    const inTime = { state: 'queued', retryAt: Date.now() + 12_000 } as const
    expect(draw({ ...inTime, error })).toMatch(/Waiting: too many messages<.*Next try in 12 s/)
    expect(draw({ ...inTime, error })).not.toContain('Queued')
    expect(draw({ ...inTime, error: { ...error, code: 'OVERLOADED' } })).toContain('Waiting: the server is busy')
    expect(draw({ ...inTime, error: { ...error, code: 'DRAINING' } })).toContain('Queued')
    expect(draw({ state: 'queued', error, retryAt: Date.now() - 1 })).not.toContain('Next try')
  })

  it('says why it was refused, and what can be done', () => {
    const html = draw({ state: 'refused', error: { code: 'ROOM_ARCHIVED', message: 'The room is archived.' } })
    expect(html).toMatch(/data-state="refused".*Not sent\..*The room is archived\..*Retry.*Edit.*Discard/)
  })

  it('carries the date where a day begins', () => {
    expect(draw({ day: startOfDay(AT) })).toContain('>Today<')
  })

  it('leads from a name to whom it mentions, outside of code and links, and stands out where that is oneself', () => {
    const bob = { userId: UserId.parse('bob'), name: 'Bob' }
    const html = draw({ text: '@Bob `@Bob` [@Bob](https://example.org) @Ben', mentions: [bob] })
    expect(html.match(/<button[^>]*><bdi>@Bob/g)).toHaveLength(1)
    expect(html).not.toContain('mentions you')
    const mine = draw({
      text: '@Me, @room',
      mentions: [{ userId: ME, name: 'Me' }],
      mentionsRoom: true,
      mentioned: true,
    })
    expect(mine).toContain('mentions you')
    expect(mine.match(/text-caution/g)).toHaveLength(2)
  })

  it('shows what it passes on, and where that was written to whoever is in that room', () => {
    const forwarded = { authorId: UserId.parse('grace'), text: 'a **copy**', sentAt: AT, roomId: HIDDEN, seq: 7 }
    client.users.set(new Map([[forwarded.authorId, { id: forwarded.authorId, name: 'Grace Hopper' }]]))
    const outside = draw({ text: '', forwarded })
    expect(outside).toContain('Grace Hopper')
    expect(outside).toContain('a <strong>copy</strong>')
    expect(outside).toMatch(/aria-label="Ada Lovelace, [^"]*, forwards a message/)
    expect(outside).not.toContain(HIDDEN)
    client.rooms.set([fakeRoom({ id: HIDDEN, kind: 'private', name: 'Hidden' })])
    expect(draw({ text: '', forwarded })).toContain(`href="/r/${HIDDEN}/7"`)
    expect(draw({ text: '', forwarded })).toContain('#Hidden')
    client.rooms.set([fakeRoom({ id: HIDDEN, kind: 'direct', name: 'Grace Hopper' })])
    expect(draw({ text: '', forwarded })).toContain('a direct conversation')
    client.blocked.set(new Set([forwarded.authorId]))
    expect(draw({ text: 'mine', forwarded })).toContain('mine')
    expect(draw({ text: 'mine', forwarded })).not.toContain('copy')
    client.blocked.set(new Set())
    const secret = { ...forwarded, text: '', private: true } as const
    client.rooms.set([])
    expect(draw({ text: '', forwarded: secret })).toContain('Written in private, where you are not.')
    client.rooms.set([fakeRoom({ id: HIDDEN, kind: 'private', name: 'Hidden' })])
    expect(draw({ text: '', forwarded: secret })).toContain('Loading…')
    expect(draw({ forwarded: { ...forwarded, text: '' } })).toContain('Its author is deleted')
  })

  it('that passes something on is sent again or given up, where it was refused: in the composer that would be lost', () => {
    const forwarded = { authorId: UserId.parse('grace'), text: 'a copy', sentAt: AT, roomId: HIDDEN, seq: 7 }
    const error = { code: 'NOT_FOUND', message: 'There is no such message.' } as const
    expect(draw({ own: true, state: 'refused', error })).toContain('Edit')
    const html = draw({ own: true, state: 'refused', error, forwarded })
    expect(html).toContain('Retry')
    expect(html).not.toContain('Edit')
  })
})
