import { accountApi } from './account-api.ts'
import { ChangePasswordForm } from './change-password-form.tsx'
import { FormProblem } from './form-problem.tsx'
import { SetUpSecondFactor } from './set-up-second-factor.tsx'
import { SettingsGroup, SettingsSkeleton } from './settings-group.tsx'
import { TurnOffSecondFactor } from './turn-off-second-factor.tsx'
import { useLoaded } from './use-loaded.ts'
import { WaysToSignIn } from './ways-to-sign-in.tsx'

/** What protects one's account. */
export function SecuritySection() {
  const { value: account, problem, reload } = useLoaded(accountApi.account)
  if (account === undefined) return problem === undefined ? <SettingsSkeleton /> : <FormProblem>{problem}</FormProblem>
  if (account.guest) {
    return <p className="text-muted text-sm">A guest has no password. Make an account first, in the section Account.</p>
  }
  return (
    <>
      <SettingsGroup title="Ways to sign in">
        <WaysToSignIn account={account} changed={reload} />
      </SettingsGroup>
      {account.hasPassword && (
        <>
          <SettingsGroup title="Password">
            <ChangePasswordForm />
          </SettingsGroup>
          <SettingsGroup title="Authenticator app">
            {account.secondFactor ? <TurnOffSecondFactor changed={reload} /> : <SetUpSecondFactor changed={reload} />}
          </SettingsGroup>
        </>
      )}
    </>
  )
}
