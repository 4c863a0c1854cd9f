import { useState } from 'react'
import { Button } from '../design/button.tsx'
import { accountApi, type Device } from './account-api.ts'
import { DeviceRow } from './device-row.tsx'
import { FormProblem } from './form-problem.tsx'
import { SettingsSkeleton } from './settings-group.tsx'
import { useLoaded } from './use-loaded.ts'
import { useSubmit } from './use-submit.ts'

/** Where one is signed in, and how to end it there. */
export function DevicesSection() {
  const { value, problem, reload } = useLoaded(accountApi.devices)
  if (value === undefined) return problem === undefined ? <SettingsSkeleton /> : <FormProblem>{problem}</FormProblem>
  const here = value.devices.filter(({ current }) => current)
  const others = value.devices.filter(({ current }) => !current)
  return (
    <div className="flex flex-col gap-4">
      <p className="text-muted text-sm">
        You are signed in here. Is there one that you do not know? Sign it out, and change your password.
      </p>
      <ul aria-label="Devices" className="overflow-hidden rounded-md border border-line">
        {[...here, ...others].map((device) => (
          <DeviceRow key={device.id} device={device} signedOut={reload} />
        ))}
      </ul>
      {others.length > 1 && <SignOutOthers others={others} signedOut={reload} />}
    </div>
  )
}

function SignOutOthers({ others, signedOut }: { others: readonly Device[]; signedOut: () => void }) {
  const [asking, setAsking] = useState(false)
  const { problem, busy, submit } = useSubmit(async () => {
    await accountApi.signOutOthers()
    setAsking(false)
    signedOut()
  })
  if (!asking) {
    return (
      <Button className="self-start" onClick={() => setAsking(true)}>
        Sign out all others…
      </Button>
    )
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-2">
      <p className="text-sm">{others.length} devices are signed out at once. This one stays.</p>
      <FormProblem>{problem}</FormProblem>
      <div className="flex gap-2">
        <Button onClick={() => setAsking(false)}>Cancel</Button>
        <Button type="submit" look="primary" disabled={busy}>
          Sign out all others
        </Button>
      </div>
    </form>
  )
}
