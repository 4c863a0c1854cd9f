/** Apple's keyboards have other names for the keys that are held while another one is pressed. */
export const onApple: boolean = /^(Mac|iP)/.test(globalThis.navigator?.platform ?? '')

/** What is held for what the whole page does: Ctrl, or ⌘. */
export function withCommand(key: string): string {
  return onApple ? `⌘${key}` : `Ctrl+${key}`
}

export function withShift(key: string): string {
  return onApple ? `⇧${key}` : `Shift+${key}`
}

/** Alt, or ⌥; with Shift where it is asked for. */
export function withAlt(key: string, { shift = false }: { readonly shift?: boolean } = {}): string {
  if (onApple) return `${shift ? '⇧' : ''}⌥${key}`
  return `Alt+${shift ? 'Shift+' : ''}${key}`
}
