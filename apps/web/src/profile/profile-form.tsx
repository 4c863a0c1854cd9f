import type { ChatClient } from '@chat/client'
import { limits, type Profile, type User, updateUser } from '@chat/protocol'
import { memo, useState } from 'react'
import { FormProblem } from '../accounts/form-problem.tsx'
import { useSubmit } from '../accounts/use-submit.ts'
import { explainRefusal } from '../connection/explain-refusal.ts'
import { announce } from '../design/announce.ts'
import { Button } from '../design/button.tsx'
import { SelectField } from '../design/select-field.tsx'
import { TextField } from '../design/text-field.tsx'
import { formatWhen } from '../design/time-format.ts'
import { nameProblem } from '../session/name-rule.ts'
import { changeOf, draftOf, type ProfileDraft } from './profile-change.ts'
import { STATUS_TIMES, type StatusTime } from './status-time.ts'
import { ownTimeZone, timeZones } from './time-zones.ts'

/** One's name, what one is up to, and one's time zone. */
export function ProfileForm({ client, me, profile }: { client: ChatClient; me: User; profile: Profile }) {
  const [draft, setDraft] = useState(() => draftOf(me, profile))
  const [nameError, setNameError] = useState<string>()
  const [saved, setSaved] = useState(false)

  function edit(change: Partial<ProfileDraft>) {
    setSaved(false)
    setNameError(undefined)
    setDraft({ ...draft, ...change })
  }

  const { problem, busy, submit } = useSubmit(async () => {
    const found = nameProblem(draft.name)
    setNameError(found)
    if (found !== undefined) return
    const change = changeOf(draft, me, profile, Date.now())
    if (!updateUser.input.safeParse(change).success) throw new Error(statusProblem(draft.statusText))
    try {
      const user = await client.updateProfile(change)
      setDraft(draftOf(user, client.profileOf(user.id).get() ?? profile))
    } catch (error) {
      throw new Error(explainRefusal(error), { cause: error })
    }
    setSaved(true)
    announce('Saved')
  })

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-3">
      <TextField
        label="Name"
        hint="Everybody sees it, also beside what you wrote before."
        error={nameError}
        value={draft.name}
        onChange={(event) => edit({ name: event.target.value })}
        autoComplete="nickname"
        autoCorrect="off"
        spellCheck={false}
      />
      <div className="grid gap-x-4 gap-y-3 sm:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <TextField
          label="Status"
          hint="Others see it on your card."
          placeholder="What are you up to? 🌱"
          value={draft.statusText}
          onChange={(event) => edit({ statusText: event.target.value })}
          autoComplete="off"
        />
        <SelectField
          label="It clears"
          value={draft.statusTime}
          onChange={(value) => edit({ statusTime: STATUS_TIMES.find((time) => time === value) ?? 'always' })}
        >
          {profile.statusUntil !== undefined && (
            <option value="keep">At {formatWhen(profile.statusUntil, Date.now())}</option>
          )}
          {TIMES.map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </SelectField>
      </div>
      <SelectField
        label="Time zone"
        hint="Others see what time it is for you."
        value={draft.timeZone}
        onChange={(timeZone) => edit({ timeZone })}
      >
        <TimeZones chosen={draft.timeZone} />
      </SelectField>
      <FormProblem>{problem}</FormProblem>
      <div className="flex items-center justify-end gap-3">
        {saved && <span className="text-muted text-sm">Saved</span>}
        <Button type="submit" look="primary" disabled={busy}>
          {busy ? 'Saving…' : 'Save'}
        </Button>
      </div>
    </form>
  )
}

/** Several hundred: not drawn again with every letter that is written beside them. */
const TimeZones = memo(function TimeZones({ chosen }: { chosen: string }) {
  const own = ownTimeZone()
  return (
    <>
      <option value="">Not shown</option>
      <option value={own}>{own} (this device)</option>
      {timeZones(chosen)
        .filter((zone) => zone !== own)
        .map((zone) => (
          <option key={zone} value={zone}>
            {zone}
          </option>
        ))}
    </>
  )
})

const TIMES: readonly (readonly [StatusTime, string])[] = [
  ['always', 'When you change it'],
  ['30min', 'In 30 minutes'],
  ['1h', 'In an hour'],
  ['4h', 'In 4 hours'],
  ['today', 'At the end of today'],
  ['week', 'At the end of this week'],
]

function statusProblem(text: string): string {
  const { max } = limits.statusText
  const length = [...text.trim()].length
  return length > max
    ? `Too long: a status has at most ${max} characters, this one has ${length}.`
    : 'This status has characters that cannot be shown.'
}
