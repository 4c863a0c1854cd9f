import type { ChatClient } from '@chat/client'
import type { AnsweredMessage, RoomId, RoomSummary } from '@chat/protocol'
import { Bookmark, BookmarkX, Copy, Link, MailOpen, MessageSquareReply, Pencil, Reply, Trash2 } from 'lucide-react'
import { type ReactNode, useMemo, useState } from 'react'
import type { CompletionSource } from '../completion/completion-source.ts'
import { announce } from '../design/announce.ts'
import { copyText } from '../design/copy-text.ts'
import { forwarding } from '../forwards/forwarding.ts'
import { wholeText } from '../forwards/said-text.ts'
import { pinning } from '../pins/pinning.ts'
import { useReacting } from '../reactions/use-reacting.tsx'
import { reminding } from '../reminders/reminding.ts'
import { copyLink } from '../rooms/copy-link.ts'
import { messageAddress } from '../rooms/open-room.ts'
import { isDeserted, powersIn } from '../rooms/room-roles.ts'
import { saveForLater } from '../saved/save-for-later.ts'
import { useStore } from '../store/use-store.ts'
import type { ThreadTools } from '../threads/thread-tools.ts'
import type { MessageAction, MessageActionsOf } from './message-actions.ts'
import type { MessageEdit, MessageEdits } from './message-edits.ts'
import { powersOver } from './message-powers.ts'
import { type MessageQuestion, MessageQuestions } from './message-questions.tsx'
import type { MessageTools } from './message-tools.ts'
import type { TimelineRow } from './timeline-rows.ts'

/** What one can do about the messages of a room, and the questions that this leads to. */
export function useMessageTools(
  client: ChatClient,
  room: RoomSummary,
  edits: MessageEdits,
  completions: readonly CompletionSource[],
  /** Absent where nobody answers or opens threads. */
  { answer, threads }: { readonly answer?: (message: AnsweredMessage) => void; readonly threads?: ThreadTools } = {},
): { readonly tools: MessageTools; readonly questions: ReactNode } {
  const { id: roomId, kind, role, readOnly = false } = room
  // Where nobody is left to read it, one does what one does in a room that is archived.
  const archived = room.archived === true || isDeserted(room)
  const react = useReacting(client, room)
  const saved = useStore(client.saved)
  const reminders = useStore(client.reminders)
  const [question, setQuestion] = useState<MessageQuestion>()
  const tools = useMemo<MessageTools>(() => {
    const askDelete: MessageTools['askDelete'] = (row, article) =>
      setQuestion({ about: 'delete', row, article, open: true })
    const mayAnswer = powersIn({ kind, role, archived, readOnly }).post
    const actionsOf: MessageActionsOf = (row) => {
      const powers = powersOver({ kind, role, archived, readOnly }, row)
      return [
        ...react.actionsOf(row),
        ...(powers.reply ? replying(row, answer) : []),
        ...answering(row, mayAnswer, threads),
        ...(powers.edit ? [editing((article) => edits.begin(editedOf(row, roomId), article))] : []),
        ...forwarding(row, roomId, (article) => setQuestion({ about: 'forward', row, article, open: true })),
        ...savingOf(client, saved, row),
        ...reminding(reminders, row),
        ...pinning(client, { kind, role, archived, readOnly }, row),
        // What is in a thread is not among what is unread in the room.
        ...(threads ? unreading(client, roomId, row) : []),
        ...copyingOf(row, roomId),
        ...(powers.delete ? [deleting((article) => askDelete(row, article))] : []),
      ]
    }
    return {
      client,
      actionsOf,
      edits,
      askDelete,
      showRevisions: (row, article) => setQuestion({ about: 'revisions', row, article, open: true }),
      roomId,
      reacting: react.reacting,
      completions,
      ...(threads && { threads }),
    }
  }, [
    client,
    saved,
    reminders,
    roomId,
    kind,
    role,
    archived,
    readOnly,
    edits,
    completions,
    answer,
    threads,
    react.actionsOf,
    react.reacting,
  ])
  const questions = (
    <>
      {react.dialogs}
      {question && (
        <MessageQuestions
          client={client}
          roomId={roomId}
          question={question}
          close={() => setQuestion({ ...question, open: false })}
        />
      )}
    </>
  )
  return { tools, questions }
}

function replying({ id, seq, authorId }: TimelineRow, answer?: (message: AnsweredMessage) => void): MessageAction[] {
  if (seq === undefined || authorId === undefined || answer === undefined) return []
  const run = () => answer({ id, seq, authorId })
  return [{ label: 'Reply', icon: Reply, inBar: true, takesFocus: true, key: 'r', run }]
}

function answering({ seq, replyCount }: TimelineRow, mayAnswer: boolean, threads?: ThreadTools): MessageAction[] {
  if (threads === undefined || seq === undefined || !(mayAnswer || replyCount)) return []
  const run = () => threads.open(seq)
  return [{ label: 'Reply in thread', icon: MessageSquareReply, inBar: true, takesFocus: true, key: 't', run }]
}

/** Browsers lend the clipboard to secure pages alone. */
function copyingOf({ text, forwarded, deleted, seq }: TimelineRow, roomId: RoomId): MessageAction[] {
  if (!isSecureContext || deleted) return []
  const whole = wholeText({ text, forwarded })
  return [
    ...(whole === '' ? [] : [copying(whole)]),
    ...(seq === undefined ? [] : [linking(messageAddress(roomId, seq))]),
  ]
}

function editedOf({ id, text, forwarded }: TimelineRow, roomId: RoomId): MessageEdit['message'] {
  return { id, roomId, text, forwarded }
}

function editing(run: MessageAction['run']): MessageAction {
  return { label: 'Edit', icon: Pencil, inBar: true, takesFocus: true, key: 'e', run }
}

/** What is not on the server yet cannot be saved; what is saved can be let go of, whatever has become of it. */
function savingOf(
  client: ChatClient,
  saved: ReadonlyMap<string, unknown>,
  { id, seq, deleted }: TimelineRow,
): readonly MessageAction[] {
  const on = !saved.has(id)
  if (on && (deleted || seq === undefined)) return []
  const run = () => void saveForLater(client, id, on)
  return [{ label: on ? 'Save for later' : 'Remove from saved', icon: on ? Bookmark : BookmarkX, key: 's', run }]
}

/** For what others have said: what one has written oneself is never unread. */
function unreading(client: ChatClient, roomId: RoomId, { seq, own, deleted }: TimelineRow): MessageAction[] {
  if (seq === undefined || own || deleted) return []
  const run = () => {
    client.markUnread(roomId, seq)
    announce('Marked as unread')
  }
  return [{ label: 'Mark unread from here', icon: MailOpen, key: 'u', run }]
}

function copying(text: string): MessageAction {
  return { label: 'Copy text', icon: Copy, run: () => void copyText(text, 'Text copied') }
}

function linking(address: string): MessageAction {
  return { label: 'Copy link', icon: Link, run: () => void copyLink(address) }
}

function deleting(run: MessageAction['run']): MessageAction {
  return { label: 'Delete…', icon: Trash2, look: 'danger', takesFocus: true, run }
}
