import { Dialog } from '@base-ui/react/dialog'
import { useState } from 'react'
import { buttonClasses } from '../design/button.tsx'
import { Modal } from '../design/modal.tsx'
import { accountApi } from './account-api.ts'
import { ContinueWithProvider } from './continue-with-provider.tsx'
import { SignUpForm } from './sign-up-form.tsx'
import { useLoaded } from './use-loaded.ts'

/** Turns a guest into an account. */
export function KeepAccountDialog({
  name,
  open,
  onOpenChange,
}: {
  name: string
  open: boolean
  onOpenChange: (open: boolean) => void
}) {
  return (
    <Modal title="Keep this account" open={open} onOpenChange={onOpenChange}>
      <KeepAccount name={name} />
    </Modal>
  )
}

function KeepAccount({ name }: { name: string }) {
  const [kept, setKept] = useState(false)
  const { value: options } = useLoaded(accountApi.signInOptions)
  if (kept) {
    return (
      <>
        <p role="status">Done. Sign in with your e-mail address and password wherever you want to go on.</p>
        <Dialog.Close className={`${buttonClasses({ look: 'primary' })} self-end`}>Close</Dialog.Close>
      </>
    )
  }
  return (
    <>
      <p className="text-muted text-sm">
        You stay <bdi className="font-medium text-text">{name}</bdi>, with your rooms and everything you wrote, and can
        sign in on other devices.
      </p>
      <SignUpForm guest onCreated={async () => setKept(true)} />
      <ContinueWithProvider name={options?.provider} keep />
    </>
  )
}
