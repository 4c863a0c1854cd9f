import { ChoiceField } from '../design/choice-field.tsx'
import type { MessagesChoice } from './account-api.ts'

const CHOICES = [
  { value: 'keep', label: 'Keep it', hint: 'It stays where it is, under the name “Deleted account”.' },
  {
    value: 'delete',
    label: 'Delete it',
    hint: 'In every room and conversation. If there is a lot of it, that takes some minutes.',
  },
] as const

/** Asks what becomes of what somebody wrote. */
export function MessagesField({
  legend,
  value,
  onChange,
}: {
  legend: string
  value: MessagesChoice
  onChange: (value: MessagesChoice) => void
}) {
  return <ChoiceField legend={legend} choices={CHOICES} value={value} onChange={onChange} className="mb-4" />
}
