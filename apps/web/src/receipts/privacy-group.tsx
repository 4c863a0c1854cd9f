import type { ChatClient } from '@chat/client'
import { useState } from 'react'
import { FormProblem } from '../accounts/form-problem.tsx'
import { SettingsGroup } from '../accounts/settings-group.tsx'
import { explainRefusal } from '../connection/explain-refusal.ts'
import { SwitchField } from '../design/switch-field.tsx'
import { useStore } from '../store/use-store.ts'

/** What others may notice of one, and one of them. */
export function PrivacyGroup({ client }: { client: ChatClient }) {
  const on = useStore(client.receiptsOn)
  const connected = useStore(client.connection).status === 'connected'
  const [problem, setProblem] = useState<string>()

  async function change(wanted: boolean) {
    setProblem(undefined)
    try {
      await client.setReceipts(wanted)
    } catch (error) {
      setProblem(explainRefusal(error))
    }
  }

  return (
    <SettingsGroup title="Privacy">
      <SwitchField
        label="Send read receipts"
        hint="Others see that you have read their messages, and you see who has read yours. Off, neither of you does; what you read meanwhile stays with you."
        on={connected ? on : undefined}
        change={(wanted) => void change(wanted)}
      />
      <FormProblem>{problem}</FormProblem>
    </SettingsGroup>
  )
}
