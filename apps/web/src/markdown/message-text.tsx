import { memo, useMemo } from 'react'
import { MarkdownNodes } from './markdown-nodes.tsx'
import { parseMarkdown } from './parse-markdown.ts'

/** The text of a message, with its Markdown. Built of elements; there is no way for HTML into it. */
export const MessageText = memo(function MessageText({ text }: { text: string }) {
  const nodes = useMemo(() => parseMarkdown(text), [text])
  return (
    <div className="message-text">
      {nodes ? (
        <MarkdownNodes nodes={nodes} />
      ) : (
        <p dir="auto" className="whitespace-pre-wrap">
          {text}
        </p>
      )}
    </div>
  )
})
