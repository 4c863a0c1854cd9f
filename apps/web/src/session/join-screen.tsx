import { limits, suggestGuestName } from '@chat/protocol'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { Button } from '../design/button.tsx'
import { TextField } from '../design/text-field.tsx'
import { nameProblem } from './name-rule.ts'

/** The first screen: a name is proposed, Enter joins. */
export function JoinScreen({ ended = false, join }: { ended?: boolean; join: (name: string) => Promise<void> }) {
  const [name, setName] = useState(suggestGuestName)
  const [problem, setProblem] = useState<string>()
  const [joining, setJoining] = useState(false)
  const input = useRef<HTMLInputElement>(null)

  useEffect(() => {
    document.title = 'Join · Chat'
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
    <main className="flex h-full flex-col items-center overflow-y-auto bg-surface px-4">
      {/* Above the middle, where the eye rests, and clear of a phone's keyboard. */}
      <div className="flex-1 max-sm:max-h-16" />
      <div className="w-full max-w-sm rounded-lg py-8 sm:border sm:border-line sm:bg-canvas sm:p-8">
        <img src="/icon.svg" alt="" width="48" height="48" />
        <h1 className="mt-5 font-semibold text-xl">Chat</h1>
        <p className="mt-1 text-muted">
          {ended
            ? 'Your session has ended. Choose a name to join again.'
            : 'Choose a name and join the conversation. No account needed.'}
        </p>
        <form onSubmit={submit} noValidate className="mt-6">
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
      </div>
      <div className="flex-[2]" />
    </main>
  )
}
