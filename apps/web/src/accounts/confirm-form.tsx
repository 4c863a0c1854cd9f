import { type ReactNode, useState } from 'react'
import { Button } from '../design/button.tsx'
import { FormProblem } from './form-problem.tsx'
import { PasswordField } from './password-field.tsx'
import { useSubmit } from './use-submit.ts'

/** Asks once more before something is done about one's account, where there is a password for it as a proof. */
export function ConfirmForm({
  password: label,
  action,
  look = 'primary',
  confirm,
  cancel,
  children,
}: {
  /** What the field for the password is called; undefined where there is no password. */
  password: string | undefined
  /** What the button says. */
  action: string
  look?: 'primary' | 'danger'
  /** @param password undefined where none was asked for */
  confirm: (password: string | undefined) => Promise<void>
  cancel: () => void
  children: ReactNode
}) {
  const [password, setPassword] = useState('')
  const { problem, busy, submit, clear } = useSubmit(() => confirm(label === undefined ? undefined : password))
  return (
    <form onSubmit={submit} noValidate className="flex flex-col">
      {children}
      {label !== undefined && (
        <PasswordField
          label={label}
          autoFocus
          value={password}
          onChange={(typed) => {
            setPassword(typed)
            clear()
          }}
        />
      )}
      <FormProblem>{problem}</FormProblem>
      <div className="mt-1 flex gap-2">
        <Button onClick={cancel}>Cancel</Button>
        <Button type="submit" look={look} disabled={busy}>
          {action}
        </Button>
      </div>
    </form>
  )
}
