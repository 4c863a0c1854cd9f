import { Switch } from '@base-ui/react/switch'
import type { ChatClient } from '@chat/client'
import type { ServerSettings } from '@chat/protocol'
import { useEffect, useId, useState } from 'react'
import { explainRefusal } from '../connection/explain-refusal.ts'

/** Opens and closes the server's doors. What the switches show is what the server has said last. */
export function WhoMayJoin({
  administration,
  connected,
}: {
  administration: ChatClient['administration']
  connected: boolean
}) {
  const [settings, setSettings] = useState<ServerSettings>()
  const [problem, setProblem] = useState<string>()

  useEffect(() => {
    if (!connected) return
    administration.settings().then(setSettings, (error: unknown) => setProblem(explainRefusal(error)))
  }, [administration, connected])

  async function change(wanted: Partial<ServerSettings>) {
    setProblem(undefined)
    try {
      setSettings(await administration.updateServer(wanted))
    } catch (error) {
      setProblem(explainRefusal(error))
    }
  }

  return (
    <section aria-label="Who may join" className="rounded-lg border border-line bg-surface px-4 py-3">
      <Door
        label="Guests"
        hint="People may join with a name alone. Who is in already stays."
        on={settings?.guests}
        change={(guests) => void change({ guests })}
      />
      <Door
        label="New accounts"
        hint="People may make themselves an account."
        on={settings?.signUp}
        change={(signUp) => void change({ signUp })}
      />
      <p role="alert" className="text-danger text-sm empty:hidden">
        {problem}
      </p>
    </section>
  )
}

function Door({
  label,
  hint,
  on,
  change,
}: {
  label: string
  hint: string
  /** undefined until the server has said. */
  on: boolean | undefined
  change: (on: boolean) => void
}) {
  const id = useId()
  return (
    <div className="flex items-center gap-4 py-1">
      <div className="min-w-0 flex-1">
        <p id={id} className="font-medium text-sm">
          {label}
        </p>
        <p id={`${id}-hint`} className="text-muted text-sm">
          {hint}
        </p>
      </div>
      <Switch.Root
        checked={on ?? false}
        disabled={on === undefined}
        onCheckedChange={change}
        aria-labelledby={id}
        aria-describedby={`${id}-hint`}
        className="touch-target flex h-6 w-11 shrink-0 cursor-pointer items-center rounded-full border border-edge bg-raised p-0.5 transition-colors duration-100 data-checked:border-accent data-checked:bg-accent data-disabled:cursor-default data-disabled:opacity-60"
      >
        <Switch.Thumb className="size-4.5 rounded-full bg-muted transition-transform duration-100 data-checked:translate-x-5 data-checked:bg-on-accent rtl:data-checked:-translate-x-5" />
      </Switch.Root>
    </div>
  )
}
