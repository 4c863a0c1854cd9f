import { useDeferredValue, useMemo } from 'react'
import { MarkdownNodes } from './markdown-nodes.tsx'
import { hasMarkup, parseMarkdown } from './parse-markdown.ts'

/** What a text with markup will look like, while it is written. Nothing for a plain text: it will look as it does. */
export function MessagePreview({ text }: { text: string }) {
  // Typing comes first.
  const settled = useDeferredValue(text)
  const nodes = useMemo(() => parseMarkdown(settled.trim()), [settled])
  if (!nodes || !hasMarkup(nodes)) return null
  return (
    <section
      aria-label="Preview"
      className="message-text mb-1 max-h-[30dvh] overflow-y-auto rounded-md border border-line bg-surface px-3 py-2"
    >
      <MarkdownNodes nodes={nodes} />
    </section>
  )
}
