import { useState } from 'react'
import { Button } from '../design/button.tsx'
import { TextField } from '../design/text-field.tsx'
import { accountApi, type NewSecondFactor } from './account-api.ts'
import { BackupCodes } from './backup-codes.tsx'
import { FormProblem } from './form-problem.tsx'
import { PasswordField } from './password-field.tsx'
import { QrCode } from './qr-code.tsx'
import { useSubmit } from './use-submit.ts'

/** Turns the second factor on: the password, the app, a code that proves that the app works, the backup codes. */
export function SetUpSecondFactor({ changed }: { changed: () => void }) {
  const [factor, setFactor] = useState<NewSecondFactor>()
  const [works, setWorks] = useState(false)
  if (factor === undefined) return <AskPassword onConfirmed={setFactor} />
  if (!works) return <AddToApp uri={factor.totpURI} onWorks={() => setWorks(true)} />
  return <BackupCodes codes={factor.backupCodes} done={changed} />
}

function AskPassword({ onConfirmed }: { onConfirmed: (factor: NewSecondFactor) => void }) {
  const [password, setPassword] = useState('')
  const { problem, busy, submit, clear } = useSubmit(async () =>
    onConfirmed(await accountApi.enableSecondFactor(password)),
  )
  return (
    <form onSubmit={submit} noValidate className="flex flex-col">
      <p className="mb-3 text-muted text-sm">
        Besides your password, whoever signs in has to type a code that only your phone shows. All your other devices
        are signed out.
      </p>
      <PasswordField
        value={password}
        onChange={(typed) => {
          setPassword(typed)
          clear()
        }}
      />
      <FormProblem>{problem}</FormProblem>
      <Button type="submit" className="mt-1 self-start" disabled={busy}>
        Set up
      </Button>
    </form>
  )
}

function AddToApp({ uri, onWorks }: { uri: string; onWorks: () => void }) {
  const [code, setCode] = useState('')
  const secret = new URL(uri).searchParams.get('secret') ?? ''
  const { problem, busy, submit, clear } = useSubmit(async () => {
    await accountApi.verifyCode(code.replaceAll(' ', ''))
    onWorks()
  })
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-3">
      <p className="text-sm">Scan this with your authenticator app, then type the code that it shows.</p>
      <QrCode text={uri} label="QR code for your authenticator app" />
      <details className="text-sm">
        <summary className="cursor-pointer text-muted">It cannot be scanned?</summary>
        <p className="mt-2">Type this key into the app:</p>
        <code className="mt-1 block select-all break-all rounded-md bg-surface px-3 py-2">{secret}</code>
      </details>
      <TextField
        label="Code"
        inputMode="numeric"
        autoComplete="one-time-code"
        autoFocus
        value={code}
        onChange={(event) => {
          setCode(event.target.value)
          clear()
        }}
      />
      <FormProblem>{problem}</FormProblem>
      <Button type="submit" look="primary" className="self-start" disabled={busy}>
        Turn on
      </Button>
    </form>
  )
}
