import { TextField } from '../design/text-field.tsx'

/** Asks for the password that one has, as a proof that it is oneself. */
export function PasswordField({
  label = 'Your password',
  autoFocus,
  value,
  onChange,
}: {
  label?: string
  autoFocus?: boolean
  value: string
  onChange: (password: string) => void
}) {
  return (
    <TextField
      label={label}
      type="password"
      autoComplete="current-password"
      autoFocus={autoFocus}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
