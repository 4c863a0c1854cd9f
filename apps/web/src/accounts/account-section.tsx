import { accountApi, type OwnAccount } from './account-api.ts'
import { ChangeEmailForm } from './change-email-form.tsx'
import { ConfirmEmail } from './confirm-email.tsx'
import { DeleteAccount } from './delete-account.tsx'
import { FormProblem } from './form-problem.tsx'
import { SettingsGroup, SettingsSkeleton } from './settings-group.tsx'
import { SignUpForm } from './sign-up-form.tsx'
import { useLoaded } from './use-loaded.ts'

/** Who one is to the server. */
export function AccountSection() {
  const { value: account, problem, reload } = useLoaded(accountApi.account)
  if (account === undefined) return problem === undefined ? <SettingsSkeleton /> : <FormProblem>{problem}</FormProblem>
  if (account.guest) {
    return (
      <SettingsGroup title="You are a guest">
        <p className="text-muted text-sm">
          Only this browser knows you. With an e-mail address and a password you stay who you are, with your rooms and
          messages, and can sign in on other devices.
        </p>
        <SignUpForm guest onCreated={async () => reload()} />
      </SettingsGroup>
    )
  }
  return (
    <>
      <EmailGroup account={account} changed={reload} />
      <SettingsGroup title="Delete account">
        <DeleteAccount hasPassword={account.hasPassword} />
      </SettingsGroup>
    </>
  )
}

function EmailGroup({ account, changed }: { account: OwnAccount; changed: () => void }) {
  return (
    <SettingsGroup title="E-mail address">
      <p className="text-sm">
        {account.hasPassword ? 'You sign in with' : 'Yours is'} <bdi className="font-medium">{account.email}</bdi>.
        Nobody else sees it.
      </p>
      {account.emailConfirmed === false && <ConfirmEmail />}
      <ChangeEmailForm hasPassword={account.hasPassword} changed={changed} />
    </SettingsGroup>
  )
}
