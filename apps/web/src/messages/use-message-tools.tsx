import type { ChatClient } from '@chat/client'
import type { RoomSummary } from '@chat/protocol'
import { Copy, Link, Pencil, Trash2 } from 'lucide-react'
import { type ReactNode, useMemo, useState } from 'react'
import type { CompletionSource } from '../completion/completion-source.ts'
import { copyText } from '../design/copy-text.ts'
import { useReacting } from '../reactions/use-reacting.tsx'
import { copyLink } from '../rooms/copy-link.ts'
import { messageAddress } from '../rooms/open-room.ts'
import type { MessageAction, MessageActionsOf } from './message-actions.ts'
import type { MessageEdits } from './message-edits.ts'
import { powersOver } from './message-powers.ts'
import { type MessageQuestion, MessageQuestions } from './message-questions.tsx'
import type { MessageTools } from './message-tools.ts'

/** What one can do about the messages of a room, and the questions that this leads to. */
export function useMessageTools(
  client: ChatClient,
  room: RoomSummary,
  edits: MessageEdits,
  completions: readonly CompletionSource[],
): { readonly tools: MessageTools; readonly questions: ReactNode } {
  const { id: roomId, kind, role, archived = false, readOnly = false } = room
  const react = useReacting(client, room)
  const [question, setQuestion] = useState<MessageQuestion>()
  const tools = useMemo<MessageTools>(() => {
    const askDelete: MessageTools['askDelete'] = (row, article) =>
      setQuestion({ about: 'delete', row, article, open: true })
    const actionsOf: MessageActionsOf = (row) => {
      const powers = powersOver({ kind, role, archived, readOnly }, row)
      return [
        ...react.actionsOf(row),
        ...(powers.edit ? [editing((article) => edits.begin({ id: row.id, roomId, text: row.text }, article))] : []),
        // Browsers lend the clipboard to secure pages alone.
        ...(isSecureContext && !row.deleted ? [copying(row.text)] : []),
        ...(isSecureContext && !row.deleted && row.seq !== undefined ? [linking(messageAddress(roomId, row.seq))] : []),
        ...(powers.delete ? [deleting((article) => askDelete(row, article))] : []),
      ]
    }
    return {
      actionsOf,
      edits,
      askDelete,
      showRevisions: (row, article) => setQuestion({ about: 'revisions', row, article, open: true }),
      reacting: react.reacting,
      completions,
    }
  }, [roomId, kind, role, archived, readOnly, edits, completions, react.actionsOf, react.reacting])
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

function editing(run: MessageAction['run']): MessageAction {
  return { label: 'Edit', icon: Pencil, inBar: true, takesFocus: true, run }
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
