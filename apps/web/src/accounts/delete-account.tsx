import { useState } from 'react'
import { Button } from '../design/button.tsx'
import { accountApi, type MessagesChoice } from './account-api.ts'
import { ConfirmForm } from './confirm-form.tsx'
import { MessagesField } from './messages-field.tsx'

/** Deletes one's own account, after saying what goes and what stays. */
export function DeleteAccount({ hasPassword }: { hasPassword: boolean }) {
  const [asking, setAsking] = useState(false)
  const [messages, setMessages] = useState<MessagesChoice>('keep')
  if (!asking) {
    return (
      <Button className="self-start" onClick={() => setAsking(true)}>
        Delete account…
      </Button>
    )
  }
  return (
    <ConfirmForm
      password={hasPassword ? 'Password, to confirm' : undefined}
      action="Delete account"
      look="danger"
      // Nothing follows from the answer: the session ends, as it does on every device.
      confirm={(password) => accountApi.deleteAccount(messages, password).then(() => {})}
      cancel={() => setAsking(false)}
    >
      <p className="mb-3 text-sm">
        You are signed out everywhere and leave all rooms; your name, e-mail address and password are gone. This cannot
        be undone.
      </p>
      <MessagesField legend="What you wrote" value={messages} onChange={setMessages} />
    </ConfirmForm>
  )
}
