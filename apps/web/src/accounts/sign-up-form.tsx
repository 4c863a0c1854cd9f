import { suggestGuestName } from '@chat/protocol'
import { useState } from 'react'
import { Button } from '../design/button.tsx'
import { TextField } from '../design/text-field.tsx'
import { nameProblem } from '../session/name-rule.ts'
import { accountApi } from './account-api.ts'
import { FormProblem } from './form-problem.tsx'
import { emailProblem, PASSWORD_HINT, passwordProblem } from './password-rule.ts'
import { useSubmit } from './use-submit.ts'

interface Problems {
  readonly name?: string | undefined
  readonly email?: string | undefined
  readonly password?: string | undefined
}

/** Asks for what an account needs. A guest has a name already and keeps it. */
export function SignUpForm({ guest = false, onCreated }: { guest?: boolean; onCreated: () => Promise<void> }) {
  const [name, setName] = useState(suggestGuestName)
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [problems, setProblems] = useState<Problems>({})
  const { problem, busy, submit } = useSubmit(async () => {
    const found = {
      name: guest ? undefined : nameProblem(name),
      email: emailProblem(email),
      password: passwordProblem(password),
    }
    setProblems(found)
    if (found.name ?? found.email ?? found.password) return
    await accountApi.createAccount({ email: email.trim(), password, ...(!guest && { name: name.trim() }) })
    await onCreated()
  })
  return (
    <form onSubmit={submit} noValidate className="flex flex-col">
      {!guest && (
        <TextField
          label="Your name"
          error={problems.name}
          value={name}
          onChange={(event) => {
            setName(event.target.value)
            setProblems({ ...problems, name: undefined })
          }}
          autoComplete="nickname"
          autoFocus
          // The name is a proposal: whoever types writes over it.
          onFocus={(event) => event.target.select()}
          spellCheck={false}
        />
      )}
      <TextField
        label="E-mail address"
        type="email"
        autoComplete="username"
        autoFocus={guest}
        error={problems.email}
        value={email}
        onChange={(event) => {
          setEmail(event.target.value)
          setProblems({ ...problems, email: undefined })
        }}
      />
      <TextField
        label="Password"
        type="password"
        autoComplete="new-password"
        enterKeyHint="go"
        hint={PASSWORD_HINT}
        error={problems.password}
        value={password}
        onChange={(event) => {
          setPassword(event.target.value)
          setProblems({ ...problems, password: undefined })
        }}
      />
      <FormProblem>{problem}</FormProblem>
      <Button type="submit" look="primary" size="lg" className="mt-3 w-full" disabled={busy}>
        {busy ? 'Creating…' : 'Create account'}
      </Button>
    </form>
  )
}
