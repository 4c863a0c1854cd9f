import { common, createLowlight } from 'lowlight'
import type { ReactNode } from 'react'

const lowlight = createLowlight(common)

type Root = ReturnType<typeof lowlight.highlight>

/** Colours program text with the grammars of highlight.js; undefined for a language that it does not know. */
export function highlight(language: string, code: string): ReactNode | undefined {
  if (!lowlight.registered(language)) return undefined
  return draw(lowlight.highlight(language, code))
}

function draw({ children }: Pick<Root, 'children'>): ReactNode {
  return children.map(drawNode)
}

function drawNode(node: Root['children'][number], index: number): ReactNode {
  if (node.type === 'text') return node.value
  if (node.type !== 'element') return null
  const names = node.properties['className']
  return (
    <span key={index} className={Array.isArray(names) ? names.join(' ') : undefined}>
      {draw({ children: node.children })}
    </span>
  )
}
