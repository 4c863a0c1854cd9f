import { type ChatClient, createStore, type ReadableStore } from '@chat/client'
import type { Forwarded, Message, MessageId } from '@chat/protocol'
import { writeEmojis } from '../emoji/write-emojis.ts'
import { explainTextRefusal } from './explain-text-refusal.ts'
import { lengthProblem, maxOf } from './message-length.ts'
import type { TimelineRow } from './timeline-rows.ts'

/** What somebody is making of a message of theirs. */
export interface MessageEdit {
  readonly message: Pick<Message, 'id' | 'roomId' | 'text'> & { readonly forwarded?: Forwarded | undefined }
  readonly text: string
  readonly saving: boolean
  /** Why it was not saved. */
  readonly problem: string | undefined
  /** What had the focus when it was begun. */
  readonly from: HTMLElement | null
  /** How often it was begun. */
  readonly begun: number
}

/** The messages that are being edited; what was written stays, also while one looks at another room. */
export interface MessageEdits extends ReadableStore<ReadonlyMap<MessageId, MessageEdit>> {
  /** Goes on where it was begun before. */
  begin(message: MessageEdit['message'], from: HTMLElement | null): void
  write(id: MessageId, text: string): void
  /** Ends once the room shows the new text; where it was refused, one can go on. */
  save(id: MessageId): Promise<void>
  cancel(id: MessageId): void
  /** Ends those of messages that are deleted by now, wherever that was. */
  dropDeleted(messages: readonly Pick<TimelineRow, 'id' | 'deleted'>[]): void
}

export function createMessageEdits(client: Pick<ChatClient, 'editMessage'>): MessageEdits {
  const store = createStore<ReadonlyMap<MessageId, MessageEdit>>(new Map())

  function put(id: MessageId, edit: MessageEdit | undefined): void {
    const next = new Map(store.get())
    if (edit === undefined) next.delete(id)
    else next.set(id, edit)
    store.set(next)
  }

  function change(id: MessageId, changed: Omit<Partial<MessageEdit>, 'message'>): void {
    const edit = store.get().get(id)
    if (edit !== undefined) put(id, { ...edit, problem: undefined, ...changed })
  }

  const cancel = (id: MessageId) => put(id, undefined)

  return {
    get: store.get,
    subscribe: store.subscribe,
    begin(message, from) {
      const { id, text } = message
      const before = store.get().get(id)
      const edit = before ?? { message, text, saving: false, problem: undefined }
      put(id, { ...edit, from, begun: (before?.begun ?? 0) + 1 })
    },
    write: (id, text) => change(id, { text }),
    async save(id) {
      const edit = store.get().get(id)
      if (edit === undefined || edit.saving) return
      const { message, text } = edit
      if (text.trim() === message.text) return cancel(id)
      const tooLong = lengthProblem(text, 'send the rest as a message of its own', maxOf(message))
      if (tooLong !== undefined) return change(id, { problem: tooLong })
      change(id, { saving: true })
      try {
        await client.editMessage(message.roomId, id, writeEmojis(text))
        cancel(id)
      } catch (error) {
        change(id, { saving: false, problem: explainTextRefusal(error) })
      }
    },
    cancel,
    dropDeleted(messages) {
      for (const { id, deleted } of messages) if (deleted && store.get().has(id)) cancel(id)
    },
  }
}
