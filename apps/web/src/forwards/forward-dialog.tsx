import { type ChatClient, type Forwardable, forwardedFrom } from '@chat/client'
import { useRef } from 'react'
import { Modal } from '../design/modal.tsx'
import { ForwardForm } from './forward-form.tsx'

/** Asks where to forward a message to, and does it. */
export function ForwardDialog({
  client,
  message,
  open,
  onOpenChange,
  finalFocus,
}: {
  client: ChatClient
  message: Forwardable
  open: boolean
  onOpenChange: (open: boolean) => void
  finalFocus: () => HTMLElement | null
}) {
  const input = useRef<HTMLInputElement>(null)
  const forwarded = forwardedFrom(message)
  return (
    <Modal
      title="Forward message"
      size="list"
      open={open}
      onOpenChange={onOpenChange}
      initialFocus={input}
      finalFocus={finalFocus}
    >
      {forwarded && (
        <ForwardForm
          client={client}
          message={message}
          forwarded={forwarded}
          input={input}
          close={() => onOpenChange(false)}
        />
      )}
    </Modal>
  )
}
