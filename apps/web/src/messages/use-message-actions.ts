import { Copy } from 'lucide-react'
import { announce } from '../design/announce.ts'
import type { MessageAction, MessageActionsOf } from './message-actions.ts'

/** What one can do about the messages of a room. */
export function useMessageActions(): MessageActionsOf {
  return actionsOf
}

function actionsOf({ deleted, text }: Parameters<MessageActionsOf>[0]): readonly MessageAction[] {
  if (deleted) return []
  // Browsers lend the clipboard to secure pages alone.
  return isSecureContext ? [{ label: 'Copy text', icon: Copy, run: () => void copyText(text) }] : []
}

async function copyText(text: string): Promise<void> {
  await navigator.clipboard.writeText(text)
  announce('Text copied')
}
