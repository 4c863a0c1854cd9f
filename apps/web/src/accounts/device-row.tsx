import { MonitorSmartphone } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../design/button.tsx'
import { accountApi, type Device } from './account-api.ts'
import { describeDevice, whenSeen } from './describe-device.ts'
import { FormProblem } from './form-problem.tsx'
import { useSubmit } from './use-submit.ts'

/** A device, with a button that asks before it ends what is open there. */
export function DeviceRow({ device, signedOut }: { device: Device; signedOut: () => void }) {
  const [asking, setAsking] = useState(false)
  const { problem, busy, submit } = useSubmit(async () => {
    await accountApi.signOutDevice(device.id)
    signedOut()
  })
  const name = describeDevice(device)
  return (
    <li className="flex flex-col gap-2 border-line px-3 py-2.5 not-first:border-t">
      <div className="flex items-center gap-3">
        <MonitorSmartphone aria-hidden="true" size="1.25rem" className="shrink-0 text-muted" />
        <div className="min-w-0 flex-1">
          <p className="truncate font-medium text-sm">{name}</p>
          <p className="text-muted text-sm">{whenSeen(device, Date.now())}</p>
        </div>
        {!device.current && !asking && (
          <Button size="sm" aria-label={`Sign out ${name}…`} onClick={() => setAsking(true)}>
            Sign out…
          </Button>
        )}
      </div>
      {asking && (
        <form onSubmit={submit} className="flex flex-wrap items-center justify-end gap-2 ps-8">
          <p className="min-w-0 flex-1 text-sm">Whoever uses it is out at once.</p>
          <Button size="sm" onClick={() => setAsking(false)}>
            Cancel
          </Button>
          <Button type="submit" size="sm" look="primary" disabled={busy}>
            Sign out
          </Button>
        </form>
      )}
      <FormProblem>{problem}</FormProblem>
    </li>
  )
}
