import { InviteId, MessageId, requests, sendMessage, syncSession } from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { hostileInputs } from '../../../../packages/protocol/test/hostile-inputs.ts'
import { joinGeneral } from '../../test/connect-person.ts'
import { connectRaw } from '../../test/raw-socket.ts'
import { startServer } from '../../test/start-server.ts'
import { validInputs } from '../../test/valid-inputs.ts'

/** Somebody who attacks, and somebody who must not notice. */
async function setUp() {
  const { url } = await startServer()
  const bystander = await joinGeneral(url, { name: 'Bystander' })
  const attacker = await joinGeneral(url, { name: 'Attacker' })
  await bystander.hasReceived({ name: 'room:changed' })
  const messageId = MessageId.parse(uuidv7())
  const { seq: head } = await bystander.get(sendMessage, { id: messageId, roomId: bystander.roomId, text: 'hello' })
  await bystander.hasReceived({ name: 'room:changed', payload: expect.objectContaining({ head }) })
  const { serverTime: _, ...before } = await bystander.get(syncSession, { cursors: { [bystander.roomId]: 0 } })
  const received = bystander.received.length
  return {
    url,
    attacker,
    /** Each would be taken, so that a case is wrong in one place only. */
    inputs: validInputs({
      roomId: attacker.roomId,
      userId: attacker.credentials.userId,
      otherId: bystander.credentials.userId,
      inviteId: InviteId.parse('nothing'),
      inviteToken: 'x'.repeat(32),
      ownerToken: 'a-token-of-no-worth-at-all',
      messageId,
    }),
    raw: () => connectRaw(url, attacker.credentials.token),
    /** Nothing has changed, the other person was told nothing, and the process answers. */
    async expectNothingHappened() {
      const { serverTime: _, ...after } = await bystander.get(syncSession, { cursors: { [bystander.roomId]: 0 } })
      expect(after).toEqual(before)
      expect(bystander.received.slice(received)).toEqual([])
      const health = await fetch(`${url}/health`)
      expect(health.status).toBe(200)
    },
  }
}

test.for(requests.map((request) => [request.name, request] as const))(
  '%s answers every hostile input with a refusal and changes nothing (S4, S5, S6)',
  async ([name, request]) => {
    const { inputs, raw, expectNothingHappened } = await setUp()
    let socket = await raw()
    for (const { title, json, caughtBy } of hostileInputs(request, inputs[name])) {
      const answer = await socket.emit(name, json)
      if (caughtBy === 'frame') {
        expect(answer, title).toBe('closed')
        expect(await socket.closed).toBe(1009)
        socket = await raw()
      } else {
        expect(answer, title).toMatchObject({ ok: false, error: { code: 'VALIDATION_FAILED' } })
      }
    }
    await expectNothingHappened()
  },
)

test('an event that does not exist is refused, also by the name of something every object has', async () => {
  const { raw, expectNothingHappened } = await setUp()
  const socket = await raw()
  for (const event of [
    'no:such',
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'message:sent',
    '',
    'MESSAGE:SEND',
  ]) {
    const answer = await socket.emit(event, '{}')
    expect(answer, event).toMatchObject({ ok: false, error: { code: 'VALIDATION_FAILED' } })
  }
  await expectNothingHappened()
})

test('a request has one object: none, or more than one, is refused', async () => {
  const { inputs, raw, expectNothingHappened } = await setUp()
  const valid = JSON.stringify(inputs['message:send'])
  const socket = await raw()
  expect(await socket.emit('message:send', `${valid},${valid}`)).toMatchObject({ ok: false })
  socket.write('42900["message:send"]')
  expect(await socket.emit('user:get', '{}')).toMatchObject({ ok: false })
  expect(socket.frames.find((frame) => frame.startsWith('43900'))).toContain('VALIDATION_FAILED')
  await expectNothingHappened()
})

test('a request without an ack function does nothing, since nobody could be told', async () => {
  const { inputs, raw, expectNothingHappened } = await setUp()
  const socket = await raw()
  for (const { name } of requests) {
    socket.write(`42["${name}",${JSON.stringify(inputs[name])}]`)
    socket.write(`42["${name}"]`)
    socket.write(`42["${name}",null,null,null]`)
  }
  expect(await socket.emit('user:get', '{}')).toMatchObject({ ok: false })
  await expectNothingHappened()
})

test('binary is refused wherever it stands, and what breaks the framing ends the connection', async () => {
  const { attacker, inputs, raw, expectNothingHappened } = await setUp()
  const { socket } = attacker
  const bytes = new Uint8Array([1, 2, 3])
  for (const { name } of requests) {
    for (const input of [bytes, { ...inputs[name], text: bytes }, [bytes]]) {
      const answer: unknown = await socket.timeout(5_000).emitWithAck(name, input)
      expect(answer, name).toMatchObject({ ok: false, error: { code: 'VALIDATION_FAILED' } })
    }
  }
  const frames = [
    '42["disconnect"]',
    '42["connect",{}]',
    '42{"not":"an array"}',
    '42[{"name":"an object"}]',
    '42[["message:send"]]',
    '42[null]',
    '420',
    '42999999999999999999999999999999["message:send"]',
    '42["message:send",',
    '4511-["message:send",{"_placeholder":true,"num":11}]',
    '452-["message:send",{"_placeholder":true,"num":99}]',
    '49',
    'x',
    '',
    new Uint8Array(0),
    new Uint8Array([255, 254, 253]),
  ]
  for (const frame of frames) {
    const hostile = await raw()
    hostile.write(frame)
    hostile.close()
    await hostile.closed
  }
  await expectNothingHappened()
})
