import { type ReactNode, useEffect, useState } from 'react'
import { accountApi, type SignInOptions } from '../accounts/account-api.ts'
import { ContinueWithProvider } from '../accounts/continue-with-provider.tsx'
import { ForgotPasswordForm } from '../accounts/forgot-password-form.tsx'
import { SignInForm } from '../accounts/sign-in-form.tsx'
import { SignUpForm } from '../accounts/sign-up-form.tsx'
import { Button } from '../design/button.tsx'
import { Door } from './door.tsx'
import { JoinForm } from './join-form.tsx'

type Way = 'join' | 'sign-in' | 'sign-up' | 'forgotten'

/** Until the server has told: what most servers are. */
const USUAL: SignInOptions = { guests: true, signUp: true, mails: false }

/** The first screen, and the ways in. The page's address stays, so that a link leads on to where it was meant to. */
export function Entrance({
  ended,
  arrival,
  join,
  resume,
}: {
  /** Somebody was in, and the server has ended that. */
  ended: boolean
  /** What the link that led here is for. */
  arrival?: string | undefined
  join: (name: string) => Promise<void>
  /** Somebody has signed in. */
  resume: () => Promise<void>
}) {
  const [options, setOptions] = useState(USUAL)
  const [chosen, setWay] = useState<Way>('join')
  const [email, setEmail] = useState('')
  useEffect(() => {
    accountApi.signInOptions().then(setOptions, () => {})
  }, [])
  const first = ended ? 'Your session has ended.' : arrival
  const way = chosen === 'join' && !options.guests ? 'sign-in' : chosen

  switch (way) {
    case 'join':
      return (
        <Door
          title="Chat"
          intro={
            first === undefined
              ? 'Choose a name and join the conversation. No account needed.'
              : `${first} Choose a name to join, or sign in.`
          }
        >
          <JoinForm join={join} />
          <OtherWay question="Have an account?" answer="Sign in" onChosen={() => setWay('sign-in')} />
        </Door>
      )
    case 'sign-in':
      return (
        <Door
          title="Sign in"
          intro={first === undefined ? 'With your account on this server.' : `${first} Sign in with your account.`}
        >
          <SignInForm
            onSignedIn={resume}
            forgotten={(typed) => {
              setEmail(typed)
              setWay('forgotten')
            }}
          />
          <ContinueWithProvider name={options.provider} />
          {options.signUp && (
            <OtherWay question="New here?" answer="Create an account" onChosen={() => setWay('sign-up')} />
          )}
          {options.guests && (
            <OtherWay question="Just looking around?" answer="Join as a guest" onChosen={() => setWay('join')} />
          )}
        </Door>
      )
    case 'sign-up':
      return (
        <Door title="Create an account" intro="You can then sign in on every device.">
          <SignUpForm onCreated={resume} />
          <ContinueWithProvider name={options.provider} />
          <OtherWay question="Have an account?" answer="Sign in" onChosen={() => setWay('sign-in')} />
        </Door>
      )
    case 'forgotten':
      return (
        <Door
          title="Forgot your password?"
          intro={
            options.mails
              ? 'You get a mail with a link to choose a new one.'
              : 'This server sends no mails. Whoever runs it can help you back in.'
          }
        >
          {options.mails && <ForgotPasswordForm email={email} />}
          <OtherWay question="Remembered it?" answer="Sign in" onChosen={() => setWay('sign-in')} />
        </Door>
      )
  }
}

function OtherWay({ question, answer, onChosen }: { question: ReactNode; answer: string; onChosen: () => void }) {
  return (
    <p className="mt-4 flex flex-wrap items-center justify-center gap-x-1 border-line border-t pt-4 text-muted text-sm [&+p]:mt-2 [&+p]:border-0 [&+p]:pt-0">
      {question}
      <Button look="quiet" size="sm" onClick={onChosen}>
        {answer}
      </Button>
    </p>
  )
}
