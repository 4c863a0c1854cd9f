import { Dialog } from '@base-ui/react/dialog'
import { type FormEvent, useState } from 'react'
import { Button, buttonClasses } from '../design/button.tsx'
import { Modal } from '../design/modal.tsx'
import { TextField } from '../design/text-field.tsx'
import { nameProblem } from './name-rule.ts'

/** Asks for another name for oneself. */
export function RenameDialog({
  name: current,
  open,
  onOpenChange,
  rename,
}: {
  name: string
  open: boolean
  onOpenChange: (open: boolean) => void
  rename: (name: string) => Promise<unknown>
}) {
  return (
    <Modal title="Change your name" open={open} onOpenChange={onOpenChange}>
      <RenameForm current={current} rename={rename} done={() => onOpenChange(false)} />
    </Modal>
  )
}

function RenameForm({
  current,
  rename,
  done,
}: {
  current: string
  rename: (name: string) => Promise<unknown>
  done: () => void
}) {
  const [name, setName] = useState(current)
  const [problem, setProblem] = useState<string>()
  const [saving, setSaving] = useState(false)

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (saving) return
    if (name.trim() === current) return done()
    const found = nameProblem(name)
    setProblem(found)
    if (found !== undefined) return
    setSaving(true)
    try {
      await rename(name.trim())
      done()
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error))
      setSaving(false)
    }
  }

  return (
    <form onSubmit={submit} noValidate>
      <TextField
        label="Your name"
        hint="Everybody sees it, also beside what you wrote before."
        error={problem}
        value={name}
        onChange={(event) => {
          setName(event.target.value)
          setProblem(undefined)
        }}
        onFocus={(event) => event.target.select()}
        autoComplete="nickname"
        autoCorrect="off"
        spellCheck={false}
      />
      <div className="mt-3 flex justify-end gap-2">
        <Dialog.Close className={buttonClasses()}>Cancel</Dialog.Close>
        <Button type="submit" look="primary" disabled={saving}>
          {saving ? 'Saving…' : 'Save'}
        </Button>
      </div>
    </form>
  )
}
