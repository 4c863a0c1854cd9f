import { type ChatClient, usualLevel } from '@chat/client'
import type { NotifyLevel, RoomNotify, RoomSummary } from '@chat/protocol'
import { useId } from 'react'
import { Button } from '../design/button.tsx'
import { ChoiceField } from '../design/choice-field.tsx'
import { Modal } from '../design/modal.tsx'
import { formatWhen } from '../design/time-format.ts'
import { useStore } from '../store/use-store.ts'
import { chooseNotify } from './choose-notify.ts'
import { LEVEL_NAMES } from './level-names.ts'
import { MUTE_TIMES, type MuteTime, muteForMs } from './mute-times.ts'

const TIME_NAMES: { readonly [Time in MuteTime]: string } = {
  hour: 'For an hour',
  tomorrow: 'Until tomorrow',
  always: 'Until I unmute it',
}

/** What notifies one in a room. It holds as soon as it is touched, on all of one's devices. */
export function RoomNotifyDialog({
  client,
  room,
  open,
  onOpenChange,
}: {
  client: ChatClient
  room: RoomSummary
  open: boolean
  onOpenChange: (open: boolean) => void
}) {
  const defaults = useStore(client.notifyDefaults)
  const { level = 'default', ...mute } = useStore(client.notifyChoices).get(room.id) ?? {}
  const choose = (choice: Parameters<typeof chooseNotify>[2]) => void chooseNotify(client, room.id, choice)
  const { kind } = room
  const usual = LEVEL_NAMES[usualLevel(kind, defaults)]
  const choices: { value: NotifyLevel | 'default'; label: string; hint: string }[] = [
    { value: 'default', label: 'As in your settings', hint: `For ${KINDS[kind]} that is: ${usual.toLowerCase()}.` },
    { value: 'all', label: LEVEL_NAMES.all, hint: 'Whatever somebody writes here.' },
    { value: 'mentions', label: LEVEL_NAMES.mentions, hint: 'What calls you by name, or everybody by @room.' },
    { value: 'nothing', label: LEVEL_NAMES.nothing, hint: 'It waits until you look.' },
  ]
  return (
    <Modal
      title={
        <>
          Notifications in <bdi className="[overflow-wrap:anywhere]">{room.name}</bdi>
        </>
      }
      size="reading"
      open={open}
      onOpenChange={onOpenChange}
    >
      <div className="flex flex-col gap-5 p-5">
        <ChoiceField
          legend="What notifies you"
          choices={choices}
          value={level}
          onChange={(chosen) => choose({ level: chosen })}
        />
        <Mute mute={mute} choose={choose} />
      </div>
    </Modal>
  )
}

const KINDS: { readonly [Kind in RoomSummary['kind']]: string } = {
  public: 'rooms',
  private: 'rooms',
  direct: 'direct messages',
}

function Mute({
  mute: { muted, mutedUntil },
  choose,
}: {
  mute: Pick<RoomNotify, 'muted' | 'mutedUntil'>
  choose: (choice: Parameters<typeof chooseNotify>[2]) => void
}) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="flex flex-col gap-2">
      <h3 id={id} className="font-medium text-sm">
        Mute
      </h3>
      <p className="text-muted text-sm">
        {muted
          ? `Muted ${mutedUntil === undefined ? 'until you unmute it' : `until ${formatWhen(mutedUntil, Date.now())}`}: quiet in the list, and nothing here notifies you.`
          : 'Quiet in the list, and nothing here notifies you, whatever is chosen above.'}
      </p>
      <div className="flex flex-wrap gap-2">
        {muted ? (
          <Button onClick={() => choose({ muted: false })}>Unmute</Button>
        ) : (
          MUTE_TIMES.map((time) => (
            <Button
              key={time}
              onClick={() => {
                const mutedForMs = muteForMs(time, Date.now())
                choose({ muted: true, ...(mutedForMs !== undefined && { mutedForMs }) })
              }}
            >
              {TIME_NAMES[time]}
            </Button>
          ))
        )}
      </div>
    </section>
  )
}
