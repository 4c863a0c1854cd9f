import { useState } from 'react'
import { Button } from '../design/button.tsx'
import { TextField } from '../design/text-field.tsx'
import { accountApi } from './account-api.ts'
import { FormProblem } from './form-problem.tsx'
import { useSubmit } from './use-submit.ts'

/** Turns the second factor off, after the password. */
export function TurnOffSecondFactor({ changed }: { changed: () => void }) {
  const [password, setPassword] = useState('')
  const [asking, setAsking] = useState(false)
  const { problem, busy, submit, clear } = useSubmit(async () => {
    await accountApi.disableSecondFactor(password)
    changed()
  })
  if (!asking) {
    return (
      <>
        <p className="text-sm">On. Whoever signs in as you needs a code of your app, or one of your backup codes.</p>
        <Button className="self-start" onClick={() => setAsking(true)}>
          Turn off…
        </Button>
      </>
    )
  }
  return (
    <form onSubmit={submit} noValidate className="flex flex-col">
      <p className="mb-3 text-sm">From then on the password alone lets you in. The backup codes become worthless.</p>
      <TextField
        label="Your password"
        type="password"
        autoComplete="current-password"
        autoFocus
        value={password}
        onChange={(event) => {
          setPassword(event.target.value)
          clear()
        }}
      />
      <FormProblem>{problem}</FormProblem>
      <div className="mt-1 flex gap-2">
        <Button onClick={() => setAsking(false)}>Cancel</Button>
        <Button type="submit" look="danger" disabled={busy}>
          Turn off
        </Button>
      </div>
    </form>
  )
}
