import type { ReactNode } from 'react'
import { MentionsContext, TextWithMentions } from '../mentions/text-with-mentions.tsx'
import { CodeBlock } from './code-block.tsx'
import { MessageLink } from './message-link.tsx'
import type { MarkdownNode } from './parse-markdown.ts'
import { ScrollArea } from './scroll-area.tsx'
import { BOX_SIGNS, TASK_BOX } from './task-lists.ts'
import { TaskText } from './task-text.tsx'

/**
 * Draws what was read as Markdown. Whatever has no element of its own shows as its text.
 *
 * @param end stands behind the last words; on a line of its own only where the last is a block without words around it
 */
export function MarkdownNodes({ nodes, end }: { nodes: readonly MarkdownNode[]; end?: ReactNode }): ReactNode {
  const last = nodes.at(-1)
  const within = last !== undefined && TAKES_END.has(last.token.type)
  return (
    <>
      {nodes.map((node, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a text never changes without all of it being drawn again
        <MarkdownElement key={index} node={node} end={within && node === last ? end : undefined} />
      ))}
      {!within && end}
    </>
  )
}

const LISTS = ['bullet_list_open', 'ordered_list_open', 'list_item_open']
const TAKES_END = new Set(['paragraph_open', 'heading_open', ...LISTS])

function MarkdownElement({ node: { token, children }, end }: { node: MarkdownNode; end?: ReactNode }): ReactNode {
  const inner = <MarkdownNodes nodes={children} end={end} />
  switch (token.type) {
    case 'text':
      return <TextWithMentions text={token.content} />
    case 'softbreak':
    case 'hardbreak':
      return <br />
    case 'paragraph_open': {
      const [box, ...words] = children
      const said =
        box?.token.type === TASK_BOX ? (
          <>
            <TaskText done={box.token.content === BOX_SIGNS.done}>
              <MarkdownNodes nodes={words} />
            </TaskText>
            {end}
          </>
        ) : (
          inner
        )
      return token.hidden ? said : <p dir="auto">{said}</p>
    }
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
      return (
        <CodeBlock
          code={token.content}
          language={token.info.trim().split(/\s/, 1)[0] ?? ''}
          line={token.map?.[0] ?? 0}
        />
      )
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
