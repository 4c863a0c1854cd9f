import { limits, suggestGuestName } from '@chat/protocol'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { Button } from '../design/button.tsx'
import { TextField } from '../design/text-field.tsx'
import { nameProblem } from './name-rule.ts'

/** Asks for a name, and proposes one: Enter joins. */
export function JoinForm({ join }: { join: (name: string) => Promise<void> }) {
  const [name, setName] = useState(suggestGuestName)
  const [problem, setProblem] = useState<string>()
  const [joining, setJoining] = useState(false)
  const input = useRef<HTMLInputElement>(null)

  useEffect(() => {
    input.current?.focus()
    input.current?.select()
  }, [])

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (joining) return
    const found = nameProblem(name)
    setProblem(found)
    if (found !== undefined) {
      input.current?.focus()
      return
    }
    setJoining(true)
    try {
      await join(name.trim())
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error))
      setJoining(false)
      input.current?.focus()
    }
  }

  return (
    <form onSubmit={submit} noValidate>
      <TextField
        ref={input}
        label="Your name"
        hint={`${limits.userName.min} to ${limits.userName.max} characters. You can change it later.`}
        error={problem}
        value={name}
        onChange={(event) => {
          setName(event.target.value)
          setProblem(undefined)
        }}
        autoComplete="nickname"
        autoCapitalize="words"
        autoCorrect="off"
        spellCheck={false}
        enterKeyHint="go"
      />
      <Button type="submit" look="primary" size="lg" className="mt-3 w-full" disabled={joining}>
        {joining ? 'Joining…' : 'Join'}
      </Button>
    </form>
  )
}
