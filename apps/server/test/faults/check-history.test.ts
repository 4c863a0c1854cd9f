import { type Message, MessageId, UserId } from '@chat/protocol'
import { describe, expect, test } from 'vitest'
import * as check from './check-history.ts'
import { type Acknowledgement, createSendHistory, type SendHistory } from './send-history.ts'
import type { StoredRoom } from './stored-room.ts'

type Row = StoredRoom['messages'][number]

const anna = UserId.parse('anna')
const idOf = (n: number) => MessageId.parse(`00000000-0000-7000-8000-${String(n).padStart(12, '0')}`)
const row = (n: number, seq: number, changed: Partial<Row> = {}): Row =>
  ({ id: idOf(n), seq, author_id: anna, text: `text ${n}`, sent_at: seq, ...changed }) as Row

/** A room that somebody joined at 1, and in which these messages were posted. */
function storedRoom(messages: Row[], changed: Partial<StoredRoom> = {}): StoredRoom {
  const log = [logged(1, 'member.joined', anna), ...messages.map(({ id, seq }) => logged(seq, 'message.posted', id))]
  return { head: log.at(-1)?.seq ?? 0, log, messages, ...changed }
}

const logged = (seq: number, kind: string, subject_id: string): StoredRoom['log'][number] =>
  ({ seq, kind, subject_id, actor_id: anna }) as StoredRoom['log'][number]

/** Anna has sent messages one after another, and was told where each is. */
function sent(...seqs: (number | undefined)[]): SendHistory {
  const history = createSendHistory()
  seqs.forEach((seq, index) => {
    add(history, index + 1)
    if (seq !== undefined) tell(history, index + 1, { seq })
  })
  return history
}

function add(history: SendHistory, n: number): void {
  history.add({ id: idOf(n), sender: 'Anna', authorId: anna, text: `text ${n}`, startedAt: history.now() })
}

function tell(history: SendHistory, n: number, ack: Partial<Acknowledgement>): void {
  history.acknowledge(idOf(n), { askedAt: history.now(), seq: undefined, duplicate: false, ...ack })
}

const shown = (messages: readonly Row[]) =>
  messages.map(({ id, seq, author_id, text, sent_at }) => ({ id, seq, authorId: author_id, text, sentAt: sent_at }))

function checkAll(history: SendHistory, stored: StoredRoom, view = shown(stored.messages)): string[] {
  return [
    ...check.checkAcknowledged(history.acknowledged(), stored),
    ...check.checkLog(stored),
    ...check.checkOnce(history, stored),
    ...check.checkAnswers(history),
    ...check.checkSenderOrder(history, stored, new Set(['Anna'])),
    ...check.checkRealTimeOrder(history, stored),
    ...check.checkView('Anna', view as Message[], stored),
  ]
}

describe('the check of a fault test', () => {
  const good = storedRoom([row(1, 2), row(2, 3), row(3, 4)])

  test('finds nothing where every promise was kept', () => {
    expect(checkAll(sent(2, 3, 4), good)).toEqual([])
  })

  test('lets a message be found again by whoever was not told', () => {
    const history = sent(2, 3)
    add(history, 3)
    tell(history, 3, { seq: 4, duplicate: true })
    tell(history, 3, { seq: 4, duplicate: true })
    expect(checkAll(history, good)).toEqual([])
  })

  test.for<[string, SendHistory, StoredRoom, RegExp]>([
    ['is not there', sent(2, 3, 4), storedRoom([row(1, 2), row(2, 3)]), /was acknowledged and is not stored/],
    [
      'was sent and never came',
      sent(2, 3, undefined),
      storedRoom([row(1, 2), row(2, 3)]),
      /was sent and is not stored/,
    ],
    ['is somewhere else', sent(2, 4, 3), good, /was acknowledged at 4 and is stored at 3/],
    ['says something else', sent(2, 3, 4), storedRoom([row(1, 2), row(2, 3), row(3, 4, { text: '' })]), /another text/],
    ['is there twice', sent(2, 3), storedRoom([row(1, 2), row(2, 3), row(2, 4)]), /is stored twice/],
    [
      'is there twice by two ids',
      sent(2, 3, 4),
      storedRoom([row(1, 2), row(2, 3), row(3, 4, { text: 'text 2' })]),
      /twice/,
    ],
    ['was never sent', sent(2, 3), good, /nobody sent it/],
    ['left a hole', sent(2, 3, 5), storedRoom([row(1, 2), row(2, 3), row(3, 5)]), /the log has 5 as number 4/],
    ['is not counted', sent(2, 3, 4), { ...good, head: 3 }, /the head of the room is 3, that of its log 4/],
    ['is not logged', sent(2, 3, 4), { ...good, log: good.log.slice(0, -1), head: 3 }, /is not in the log at 4/],
    [
      'came before an earlier one',
      sent(2, 4, 3),
      storedRoom([row(1, 2), row(3, 3), row(2, 4)]),
      /although 4 was known/,
    ],
  ])('notices that a message %s', ([, history, stored, complaint]) => {
    expect(checkAll(history, stored).join('\n')).toMatch(complaint)
  })

  test('notices the order of one sender also where nobody was told in between', () => {
    const history = createSendHistory()
    for (const n of [1, 2, 3]) add(history, n)
    const stored = storedRoom([row(1, 2), row(3, 3), row(2, 4)])
    expect(checkAll(history, stored)).toEqual(['Anna sent 4 before 3'])
  })

  test('notices answers that contradict each other', () => {
    const history = sent(2, 3, 4)
    tell(history, 3, { seq: 5, duplicate: true })
    expect(check.checkAnswers(history)).toEqual([`${idOf(3)} was acknowledged at 4 and 5`])
  })

  test('notices a message that was new twice', () => {
    const history = sent(2, 3, 4)
    tell(history, 3, { seq: 4 })
    expect(check.checkAnswers(history)).toHaveLength(2)
  })

  test('notices a screen that shows something else', () => {
    const history = sent(2, 3, 4)
    expect(checkAll(history, good, shown(good.messages.slice(1)))).toEqual(['Anna shows 2 messages of 3'])
    const swapped = [row(2, 2), row(1, 3), row(3, 4)]
    expect(checkAll(history, good, shown(swapped))).toHaveLength(2)
  })
})
