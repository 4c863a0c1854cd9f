import type { ReactNode } from 'react'
import { MentionsContext, TextWithMentions } from '../mentions/text-with-mentions.tsx'
import { CodeBlock } from './code-block.tsx'
import { MessageLink } from './message-link.tsx'
import type { MarkdownNode } from './parse-markdown.ts'
import { ScrollArea } from './scroll-area.tsx'

/** Draws what was read as Markdown. Whatever has no element of its own shows as its text. */
export function MarkdownNodes({ nodes }: { nodes: readonly MarkdownNode[] }): ReactNode {
  // biome-ignore lint/suspicious/noArrayIndexKey: a text never changes without all of it being drawn again
  return nodes.map((node, index) => <MarkdownElement key={index} node={node} />)
}

function MarkdownElement({ node: { token, children } }: { node: MarkdownNode }): ReactNode {
  const inner = <MarkdownNodes nodes={children} />
  switch (token.type) {
    case 'text':
      return <TextWithMentions text={token.content} />
    case 'softbreak':
    case 'hardbreak':
      return <br />
    case 'paragraph_open':
      return token.hidden ? inner : <p dir="auto">{inner}</p>
    case 'heading_open':
      return (
        <p dir="auto" className="font-semibold text-lg">
          {inner}
        </p>
      )
    case 'strong_open':
      return <strong>{inner}</strong>
    case 'em_open':
      return <em>{inner}</em>
    case 's_open':
      return <s>{inner}</s>
    case 'code_inline':
      return <code dir="ltr">{token.content}</code>
    case 'fence':
      return <CodeBlock code={token.content} language={token.info.trim().split(/\s/, 1)[0] ?? ''} />
    case 'link_open':
      return (
        <MessageLink href={attribute(token, 'href')} bare={token.info === 'auto'}>
          <MentionsContext value={undefined}>{inner}</MentionsContext>
        </MessageLink>
      )
    case 'image':
      // Pictures of other sites would tell those sites who reads this, and when.
      return (
        <MessageLink href={attribute(token, 'src')} bare={false}>
          {token.content || 'picture'}
        </MessageLink>
      )
    case 'blockquote_open':
      return <blockquote dir="auto">{inner}</blockquote>
    case 'bullet_list_open':
      return <ul dir="auto">{inner}</ul>
    case 'ordered_list_open':
      return (
        <ol dir="auto" start={Number(token.attrGet('start') ?? 1)}>
          {inner}
        </ol>
      )
    case 'list_item_open':
      return <li dir="auto">{inner}</li>
    case 'hr':
      return <hr />
    case 'table_open':
      return (
        <ScrollArea label="Table">
          <table>{inner}</table>
        </ScrollArea>
      )
    case 'thead_open':
      return <thead>{inner}</thead>
    case 'tbody_open':
      return <tbody>{inner}</tbody>
    case 'tr_open':
      return <tr>{inner}</tr>
    case 'th_open':
      return (
        <th dir="auto" className={alignment(token)}>
          {inner}
        </th>
      )
    case 'td_open':
      return (
        <td dir="auto" className={alignment(token)}>
          {inner}
        </td>
      )
    default:
      return children.length > 0 ? inner : token.content
  }
}

type Token = MarkdownNode['token']

function attribute(token: Token, name: string): string {
  return String(token.attrGet(name) ?? '')
}

function alignment(token: Token): string {
  const style = attribute(token, 'style')
  if (style.endsWith('center')) return 'text-center'
  return style.endsWith('right') ? 'text-end' : 'text-start'
}
