import type { ChatClient } from '@chat/client'
import { NotifyLevel } from '@chat/protocol'
import { useState } from 'react'
import { FormProblem } from '../accounts/form-problem.tsx'
import { SettingsGroup } from '../accounts/settings-group.tsx'
import { explainRefusal } from '../connection/explain-refusal.ts'
import { SelectField } from '../design/select-field.tsx'
import { useStore } from '../store/use-store.ts'
import { DeviceGroup } from './device-group.tsx'
import { LEVEL_NAMES } from './level-names.ts'

/** What notifies one, and how. */
export function NotificationsSection({ client }: { client: ChatClient }) {
  const { rooms, direct } = useStore(client.notifyDefaults)
  const [problem, setProblem] = useState<string>()

  async function choose(change: Parameters<ChatClient['setNotify']>[0]) {
    setProblem(undefined)
    try {
      await client.setNotify(change)
    } catch (error) {
      setProblem(explainRefusal(error))
    }
  }

  return (
    <>
      <SettingsGroup title="What notifies you">
        <p className="text-muted text-sm">
          On all your devices. Each room can be different: see “Notifications” in its menu. Nothing does while your
          status is “Do not disturb”.
        </p>
        <LevelField label="In rooms" level={rooms} choose={(level) => void choose({ rooms: level })} />
        <LevelField label="In direct messages" level={direct} choose={(level) => void choose({ direct: level })} />
        <FormProblem>{problem}</FormProblem>
      </SettingsGroup>
      <DeviceGroup />
    </>
  )
}

function LevelField({
  label,
  level,
  choose,
}: {
  label: string
  level: NotifyLevel
  choose: (level: NotifyLevel) => void
}) {
  return (
    <SelectField label={label} value={level} onChange={(value) => choose(NotifyLevel.parse(value))}>
      {NotifyLevel.options.map((option) => (
        <option key={option} value={option}>
          {LEVEL_NAMES[option]}
        </option>
      ))}
    </SelectField>
  )
}
