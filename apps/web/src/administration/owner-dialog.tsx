import { Dialog } from '@base-ui/react/dialog'
import type { ChatClient } from '@chat/client'
import { type ReactNode, useState } from 'react'
import { explainRefusal } from '../connection/explain-refusal.ts'
import { Button, buttonClasses } from '../design/button.tsx'
import { Modal } from '../design/modal.tsx'
import { goTo } from '../rooms/use-address.ts'
import { useStore } from '../store/use-store.ts'
import type { OwnerLink } from './owner-link.ts'
import { PEOPLE_ADDRESS } from './people-address.ts'

/** Asks whoever has opened the link of a new server whether they want to own it. */
export function OwnerDialog({ client, link }: { client: ChatClient; link: OwnerLink }) {
  const token = useStore(link.token)
  const me = useStore(client.me)
  const connected = useStore(client.connection).status === 'connected'
  const [step, setStep] = useState<'asking' | 'claiming' | 'done' | 'refused'>('asking')
  const [problem, setProblem] = useState<string>()

  async function claim(given: string) {
    if (step === 'claiming') return
    setStep('claiming')
    setProblem(undefined)
    try {
      await client.administration.claim(given)
      setStep('done')
    } catch (error) {
      setProblem(explainRefusal(error))
      setStep(connected ? 'refused' : 'asking')
    }
  }

  if (token === undefined || me === undefined) return null
  return (
    <Modal title={TITLES[step]} description={describe(step, me)} open onOpenChange={link.forget} stays>
      <p role="alert" className="text-sm empty:hidden">
        {problem}
      </p>
      <div className="mt-1 flex justify-end gap-2">
        {step === 'done' ? (
          <>
            <Dialog.Close className={buttonClasses()}>Close</Dialog.Close>
            <Button
              look="primary"
              onClick={() => {
                link.forget()
                goTo(PEOPLE_ADDRESS)
              }}
            >
              Show people
            </Button>
          </>
        ) : step === 'refused' ? (
          <Dialog.Close className={buttonClasses()}>Close</Dialog.Close>
        ) : (
          <>
            <Dialog.Close className={buttonClasses()}>Not now</Dialog.Close>
            <Button look="primary" disabled={step === 'claiming' || !connected} onClick={() => void claim(token)}>
              {step === 'claiming' ? 'One moment…' : 'Own this server'}
            </Button>
          </>
        )}
      </div>
    </Modal>
  )
}

const TITLES = {
  asking: 'Own this server?',
  claiming: 'Own this server?',
  done: 'You own this server',
  refused: 'This link does not work any more',
}

function describe(
  step: keyof typeof TITLES,
  me: { readonly name: string; readonly guest?: boolean | undefined },
): ReactNode {
  if (step === 'refused') return undefined
  if (step === 'done') return 'Under “People” you say who else runs it, who may join, and who has to go.'
  return (
    <>
      As <bdi className="font-medium text-text">{me.name}</bdi> you then say who else runs it, who may join, and who has
      to go. The link works once.
      {me.guest && ' You are a guest, and a guest who signs out cannot come back: keep this account before long.'}
    </>
  )
}
