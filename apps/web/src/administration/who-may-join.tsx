import type { ChatClient } from '@chat/client'
import type { ServerSettings } from '@chat/protocol'
import { useEffect, useState } from 'react'
import { explainRefusal } from '../connection/explain-refusal.ts'
import { SwitchField } from '../design/switch-field.tsx'

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
      <SwitchField
        label="Guests"
        hint="People may join with a name alone. Who is in already stays."
        on={settings?.guests}
        change={(guests) => void change({ guests })}
      />
      <SwitchField
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
