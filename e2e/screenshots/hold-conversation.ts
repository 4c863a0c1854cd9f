import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { PICTURE_PATH } from '@chat/protocol'
import type { Browser } from '@playwright/test'
import { type Bot, connectBot, granted, newMessageId } from '../fixtures/bot.ts'
import type { ChatServer } from '../fixtures/chat-server.ts'
import { conversation, direct, faces, type Line, otherRooms, VIEWER } from './conversation.ts'

/**
 * Has everybody say their part, and sets the clocks back to when they said it.
 *
 * @returns those who are still there: everybody but the viewer
 */
export async function holdConversation(
  { url, dataDir }: ChatServer,
  browser: Browser,
  viewerToken: string | undefined,
): Promise<Bot[]> {
  const people = new Map<string, Bot>()
  for (const { who } of conversation) {
    if (!people.has(who)) people.set(who, await connectBot(url, who, who === VIEWER ? viewerToken : undefined))
  }
  const person = (name: string): Bot => {
    const bot = people.get(name)
    if (!bot) throw new Error(`${name} says nothing`)
    return bot
  }
  await showFaces(url, browser, person)
  await talk(person)
  await talkElsewhere(person)
  setClocksBack(join(dataDir, 'chat.sqlite'))
  person(VIEWER).leave()
  return [...people.values()].filter(({ name }) => name !== VIEWER)
}

async function talk(person: (name: string) => Bot): Promise<void> {
  const ids = new Map<string, string>()
  const { roomId } = person(VIEWER)
  for (const line of conversation) {
    const id = newMessageId()
    if (line.as !== undefined) ids.set(line.as, id)
    const replyTo = line.answers === undefined ? undefined : ids.get(line.answers)
    const threadRoot = line.thread === undefined ? undefined : ids.get(line.thread)
    granted(
      await person(line.who).socket.emitWithAck('message:send', {
        id,
        roomId,
        text: line.text,
        ...(replyTo && { replyTo }),
        ...(threadRoot && { threadRoot }),
      }),
    )
    await respond(line, id, person)
  }
  const { seq } = await lastOf(person(VIEWER))
  granted(await person(VIEWER).socket.emitWithAck('read:mark', { roomId, seq }))
}

async function respond(
  { reactions = {}, pinnedBy }: Line,
  messageId: string,
  person: (name: string) => Bot,
): Promise<void> {
  for (const [emoji, names] of Object.entries(reactions)) {
    for (const name of names) {
      granted(await person(name).socket.emitWithAck('reaction:set', { messageId, emoji, on: true }))
    }
  }
  if (pinnedBy) granted(await person(pinnedBy).socket.emitWithAck('pin:set', { messageId, on: true }))
}

/** What waits for the viewer in other rooms, and from people who write to them alone. */
async function talkElsewhere(person: (name: string) => Bot): Promise<void> {
  const viewer = person(VIEWER)
  for (const { name, by, says } of otherRooms) {
    const { room } = granted(await person(by).socket.emitWithAck('room:create', { kind: 'public', name }))
    granted(await viewer.socket.emitWithAck('room:join', { roomId: room.id }))
    if (says) await send(person(by), room.id, says)
  }
  for (const { who, text } of direct) {
    const memberIds = [viewer.userId]
    const { room } = granted(await person(who).socket.emitWithAck('room:create', { kind: 'direct', memberIds }))
    await send(person(who), room.id, text)
  }
}

async function send({ socket }: Bot, roomId: Bot['roomId'], text: string): Promise<void> {
  granted(await socket.emitWithAck('message:send', { id: newMessageId(), roomId, text }))
}

async function lastOf(bot: Bot): Promise<{ seq: number }> {
  const last = (await bot.history()).at(-1)
  if (!last) throw new Error('Nobody has said anything')
  return last
}

async function showFaces(url: string, browser: Browser, person: (name: string) => Bot): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 256, height: 256 } })
  for (const [name, [sign, ground]] of Object.entries(faces)) {
    await page.setContent(
      `<body style="margin: 0; height: 256px; display: grid; place-items: center; font-size: 150px; background: ${ground}">${sign}`,
    )
    const headers = { authorization: `Bearer ${person(name).token}`, 'content-type': 'image/png' }
    const body = new Blob([new Uint8Array(await page.screenshot())])
    const answer = await fetch(url + PICTURE_PATH, { method: 'PUT', headers, body })
    if (!answer.ok) throw new Error(`${name} has no face: ${await answer.text()}`)
  }
  await page.close()
}

function setClocksBack(file: string): void {
  const database = new DatabaseSync(file)
  const setTime = database.prepare('update messages set sent_at = ? where text = ?')
  for (const { text, minutesAgo } of conversation) setTime.run(Date.now() - minutesAgo * 60_000, text)
  database.exec(
    'update messages set last_reply_at = (select max(sent_at) from messages as replies where replies.thread_root = messages.id) ' +
      'where last_reply_at is not null',
  )
  database.close()
}
