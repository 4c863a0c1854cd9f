import type { ChatClient, NewInvite } from '@chat/client'
import type { Invite, RoomSummary } from '@chat/protocol'
import { Copy, Link, X } from 'lucide-react'
import { useCallback, useEffect, useId, useState } from 'react'
import { explainRefusal } from '../connection/explain-refusal.ts'
import { announce } from '../design/announce.ts'
import { Button } from '../design/button.tsx'
import { copyText } from '../design/copy-text.ts'
import { IconButton } from '../design/icon-button.tsx'
import { Select } from '../design/select.tsx'
import { useStore } from '../store/use-store.ts'
import { describeInvite } from './describe-invite.ts'
import { inviteLink } from './invite-address.ts'

const DAY = 86_400_000
const EXPIRIES = [
  { label: '1 day', expiresInMs: DAY },
  { label: '7 days', expiresInMs: 7 * DAY },
  { label: '30 days', expiresInMs: 30 * DAY },
  { label: 'No end', expiresInMs: undefined },
] as const
const USES = [
  { label: 'Anybody', maxUses: undefined },
  { label: '1 person', maxUses: 1 },
  { label: '10 people', maxUses: 10 },
  { label: '100 people', maxUses: 100 },
] as const

/** The links by which people come into a room: makes them, shows which there are, ends them. */
export function InviteLinks({ client, room }: { client: ChatClient; room: RoomSummary }) {
  const [invites, setInvites] = useState<readonly Invite[]>([])
  const [made, setMade] = useState<{ invite: Invite; link: string }>()
  const [problem, setProblem] = useState<string>()

  const load = useCallback(async () => {
    try {
      setInvites(await client.listInvites(room.id))
    } catch (error) {
      setProblem(explainRefusal(error))
    }
  }, [client, room.id])
  useEffect(() => void load(), [load])

  async function attempt(work: () => Promise<void>) {
    setProblem(undefined)
    try {
      await work()
    } catch (error) {
      setProblem(explainRefusal(error))
    }
    await load()
  }

  return (
    <section aria-label="Invite links" className="mt-auto flex flex-col gap-3 border-line border-t px-5 py-4">
      <div>
        <h2 className="font-medium text-sm">Invite by a link</h2>
        <p className="text-muted text-sm">Whoever has the link can come in, also somebody who is new here.</p>
      </div>
      {made === undefined ? (
        <NewLink
          make={(bounds) =>
            attempt(async () => {
              const { invite, token } = await client.createInvite(room.id, bounds)
              setMade({ invite, link: inviteLink(token, location.origin) })
            })
          }
        />
      ) : (
        <MadeLink link={made.link} done={() => setMade(undefined)} />
      )}
      <p role="alert" className="text-danger text-sm empty:hidden">
        {problem}
      </p>
      {invites.length > 0 && (
        <ul aria-label="Links that count" className="-mx-2">
          {invites.map((invite) => (
            <LinkRow
              key={invite.id}
              client={client}
              invite={invite}
              revoke={() =>
                attempt(async () => {
                  await client.revokeInvite(room.id, invite.id)
                  if (made?.invite.id === invite.id) setMade(undefined)
                  announce('The link does not work any more')
                })
              }
            />
          ))}
        </ul>
      )}
    </section>
  )
}

function NewLink({ make }: { make: (bounds: NewInvite) => Promise<void> }) {
  const [expiry, setExpiry] = useState(1)
  const [uses, setUses] = useState(0)
  const [making, setMaking] = useState(false)

  async function submit() {
    if (making) return
    setMaking(true)
    const expiresInMs = EXPIRIES[expiry]?.expiresInMs
    const maxUses = USES[uses]?.maxUses
    await make({ ...(expiresInMs !== undefined && { expiresInMs }), ...(maxUses !== undefined && { maxUses }) })
    setMaking(false)
  }

  return (
    <div className="flex flex-wrap items-end gap-3">
      <Choice label="Valid for" options={EXPIRIES} value={expiry} onChange={setExpiry} />
      <Choice label="Lets in" options={USES} value={uses} onChange={setUses} />
      <Button disabled={making} onClick={() => void submit()}>
        <Link aria-hidden="true" size="1rem" /> {making ? 'Making…' : 'Make a link'}
      </Button>
    </div>
  )
}

function Choice({
  label,
  options,
  value,
  onChange,
}: {
  label: string
  options: readonly { readonly label: string }[]
  value: number
  onChange: (index: number) => void
}) {
  const id = useId()
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-muted text-xs">
        {label}
      </label>
      <Select
        id={id}
        value={value}
        onChange={(chosen) => onChange(Number(chosen))}
        className="touch-target h-9 ps-2.5 text-sm"
      >
        {options.map((option, index) => (
          <option key={option.label} value={index}>
            {option.label}
          </option>
        ))}
      </Select>
    </div>
  )
}

/** The link is shown once: the server does not keep it. */
function MadeLink({ link, done }: { link: string; done: () => void }) {
  const id = useId()
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-sm">
        Copy it now: it is not shown again.
      </label>
      <div className="flex items-center gap-1">
        <input
          id={id}
          readOnly
          value={link}
          onFocus={(event) => event.target.select()}
          className="h-9 min-w-0 flex-1 rounded-md border border-edge bg-surface px-2 text-sm"
        />
        {/* Browsers lend the clipboard to secure pages alone. */}
        {isSecureContext && (
          <IconButton icon={Copy} label="Copy the link" onClick={() => void copyText(link, 'Link copied')} />
        )}
        <Button size="sm" onClick={done}>
          Done
        </Button>
      </div>
    </div>
  )
}

function LinkRow({ client, invite, revoke }: { client: ChatClient; invite: Invite; revoke: () => Promise<void> }) {
  const maker = useStore(client.users).get(invite.createdBy)?.name ?? 'Somebody'
  return (
    <li className="flex min-h-9 items-center gap-2.5 rounded-md px-2 text-sm">
      <Link aria-hidden="true" size="1rem" className="shrink-0 text-muted" />
      <span className="min-w-0 flex-1 py-1 [overflow-wrap:anywhere]">
        <bdi>{maker}</bdi> <span className="text-muted">· {describeInvite(invite, Date.now())}</span>
      </span>
      <IconButton icon={X} label={`End the link of ${maker}`} size="sm" onClick={() => void revoke()} />
    </li>
  )
}
