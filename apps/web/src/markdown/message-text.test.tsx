import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { MessageText } from './message-text.tsx'
import { hasMarkup, parseMarkdown } from './parse-markdown.ts'

/** What stands inside the frame of a message. */
function draw(text: string): string {
  return renderToStaticMarkup(<MessageText text={text} />).replace(/^<div class="message-text">(.*)<\/div>$/s, '$1')
}

describe('Markdown in a message', () => {
  it.each([
    [
      '**bold** _italic_ ~~struck~~ `code`',
      '<strong>bold</strong> <em>italic</em> <s>struck</s> <code dir="ltr">code</code>',
    ],
    ['one\ntwo', 'one<br/>two'],
    ['2 < 3 && 4 > 1', '2 &lt; 3 &amp;&amp; 4 &gt; 1'],
    ['&lt; stays &amp; as typed', '&amp;lt; stays &amp;amp; as typed'],
    ['snake_case_name and 2*3*4', 'snake_case_name and 2<em>3</em>4'],
    ['a\\*b', 'a*b'],
    ['no heading\n---', 'no heading</p><hr/>'],
    ['[name]: https://example.org', '[name]: '],
    ['    four spaces are not code', 'four spaces are not code'],
  ])('%s', (text, html) => {
    expect(draw(text)).toContain(html)
  })

  it('has lists, quotes, tables and code', () => {
    expect(draw('- one\n- two')).toBe('<ul dir="auto"><li dir="auto">one</li><li dir="auto">two</li></ul>')
    expect(draw('3. three')).toContain('<ol dir="auto" start="3">')
    expect(draw('> said')).toContain('<blockquote dir="auto"><p dir="auto">said</p></blockquote>')
    expect(draw('|a|b|\n|:-:|--:|\n|1|2|')).toMatch(
      /<th dir="auto" class="text-center">a<.*<td dir="auto" class="text-end">2</,
    )
    expect(draw('```ts\nconst one = 1\n```')).toMatch(/aria-label="Code, ts"[^>]*><pre><code>const one = 1\n<\/code>/i)
  })

  it('has tasks, with a box that says whether each is done', () => {
    const html = draw('- [ ] buy **milk**\n- [x] call\n- [X] write\n- rest')
    expect(html).toMatch(
      /<li dir="auto"><input type="checkbox" disabled="" aria-labelledby="(.+?)"\/><span id="\1">buy <strong>milk<\/strong><\/span>/,
    )
    expect(html.match(/<input/g)).toHaveLength(3)
    expect(html.match(/ checked=""/g)).toHaveLength(2)
    expect(draw('1. [x] one\n\n2. two')).toMatch(/<ol[^>]*><li[^>]*><p[^>]*><input [^>]*checked/)
  })

  it.each([
    '[ ] no list',
    '- []no box',
    '- [ ]',
    '- [x]y',
    '- [-] other sign',
    '- \\[ ] typed so',
    '- [ ](https://example.org)',
    '- `[ ] code`',
    '- one\n\n  [ ] later',
  ])('takes for no task: %s', (text) => {
    expect(draw(text)).not.toContain('<input')
  })

  it.each([
    ['a text', '<p dir="auto">a text(end)</p>'],
    ['# a title', 'a title(end)</p>'],
    ['- one\n- **two**', '<strong>two</strong>(end)</li></ul>'],
    ['- [ ] one\n  1. [x] two', 'two</span>(end)</li></ol></li></ul>'],
    ['- one\n\n- two', '<p dir="auto">two(end)</p></li></ul>'],
    ['> said', '</blockquote>(end)'],
    ['- a\n  ```\n  b\n  ```', '</div>(end)</li></ul>'],
    ['|a|\n|-|\n|1|', '</div>(end)'],
  ])('goes on behind its last words: %s', (text, html) => {
    expect(renderToStaticMarkup(<MessageText text={text} end="(end)" />)).toContain(html)
  })

  it.each([
    '#',
    '>',
    '>>>',
    '-',
    '1.',
    '- \n-',
    '```',
    '~~~~x~~~~',
    '> ```',
    '[](https://example.org)',
    `${'> '.repeat(30)}deep`,
  ])('shows as it is what is nothing but marks: %s', (text) => {
    expect(draw(text)).toBe(
      renderToStaticMarkup(
        <p dir="auto" className="whitespace-pre-wrap">
          {text}
        </p>,
      ),
    )
  })

  it.each([
    ['---', '<hr'],
    ['![](https://example.org/a.png)', 'picture'],
    ['#\n\na', '>a</p>'],
  ])('draws the marks that show something: %s', (text, html) => {
    expect(draw(text)).toContain(html)
  })

  it('knows a plain text from one with markup', () => {
    const markup = (text: string) => hasMarkup(parseMarkdown(text) ?? [])
    expect([markup(''), markup('hello\nthere'), markup('*hello*'), markup('- hello'), markup('one\n\ntwo')]).toEqual([
      false,
      false,
      true,
      true,
      true,
    ])
  })
})

describe('a link', () => {
  it('opens beside the conversation and gives nothing away to where it leads', () => {
    expect(draw('https://example.org/a?b=c')).toBe(
      '<p dir="auto"><a href="https://example.org/a?b=c" title="https://example.org/a?b=c" target="_blank" ' +
        'rel="noopener noreferrer nofollow"><bdi>https://example.org/a?b=c</bdi></a></p>',
    )
  })

  it('says where it leads where its text does not', () => {
    expect(draw('[https://bank.example](https://thief.example/x)')).toContain(
      '</a><bdi class="text-muted text-xs"> (thief.example)</bdi>',
    )
    expect(draw('https://аррӏе.example/')).toMatch(/\(xn--[\w-]+\.example\)/)
    expect(draw('[write](mailto:ada@example.org)')).toContain('(ada@example.org)')
    expect(draw('<https://bank.example@thief.example/x>')).toContain('(thief.example)')
  })

  it('is a file name only where somebody wrote an address', () => {
    expect(draw('see readme.md and main.rs')).not.toContain('<a')
    expect(draw('ada@example.org')).toContain('href="mailto:ada@example.org"')
  })

  it('stands for a picture: nothing is loaded from elsewhere', () => {
    const html = draw('![a cat](https://example.org/cat.png)')
    expect(html).toContain('href="https://example.org/cat.png"')
    expect(html).not.toContain('<img')
  })
})

const HOSTILE = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '<a href="javascript:alert(1)">x</a>',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](java\tscript:alert(1))',
  '[x](&#106;avascript:alert(1))',
  '[x](vbscript:msgbox(1))',
  '[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)',
  '![x](data:image/svg+xml,<svg onload=alert(1)>)',
  '![x](javascript:alert(1))',
  '- [ ] <img src=x onerror=alert(1)>',
  '<javascript:alert(1)>',
  '<data:text/html,x>',
  '[x](file:///etc/passwd)',
  '[x](//evil.example)',
  '[x](/api/auth/sign-out)',
  '[x](blob:https://example.org/1)',
  '[x]: javascript:alert(1)\n\n[x]',
  '`</code><script>alert(1)</script>`',
  '```"><script>alert(1)</script>\n</pre><script>alert(1)</script>\n```',
  '|<img src=x onerror=alert(1)>|\n|-|\n|"><svg onload=alert(1)>|',
  '[x](https://example.org "onmouseover=alert(1)")',
  '[x](https://example.org/"onmouseover="alert(1))',
  '<iframe srcdoc="<script>alert(1)</script>">',
  '<style>@import url(https://evil.example)</style>',
  '</div></article><form action=https://evil.example>',
  '<!--<img src="--><img src=x onerror=alert(1)//">',
  '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>',
]

describe('whatever somebody writes', () => {
  it.each(HOSTILE)('is inert: %s', (text) => {
    const html = draw(text)
    // What React wrote as an element, by its names; everything that was typed is escaped.
    const elements = [...html.matchAll(/<([a-z]+)((?: [a-zA-Z-]+="[^"]*")*)\/?>/g)]
    expect(html.replace(/<\/?[a-z]+(?: [a-zA-Z-]+="[^"]*")*\/?>/g, '')).not.toMatch(/[<>]/)
    for (const [, name, attributes = ''] of elements) {
      expect(ELEMENTS).toContain(name)
      for (const [, attribute, value = ''] of attributes.matchAll(/ ([a-zA-Z-]+)="([^"]*)"/g)) {
        expect(attribute).not.toMatch(/^(on|style$|srcdoc|src$)/i)
        if (attribute === 'href') expect(value).toMatch(/^(https?:\/\/|mailto:)/)
      }
    }
  })

  /** What is drawn grows with what was typed, and not faster: no piece opens more than a few elements. */
  it.each([
    '[',
    '![](',
    '[a](',
    '**',
    '****',
    '_a*',
    '> ',
    '>',
    '- ',
    '- [ ] a\n',
    '`a``',
    '~~a',
    '<a',
    '&amp',
    'http://a',
    'x@x.',
    '((',
    '@',
    '@Ada',
    ':',
    ':a:',
    '|a|b|\n|-|-|\n',
  ])('is drawn in few elements, and whole: 4,000 characters of %s', (piece) => {
    const count = Math.floor(4_000 / piece.length)
    const html = draw(piece.repeat(count))
    expect(html.match(/<[a-z]/g)?.length ?? 0).toBeLessThanOrEqual(6 * count + 20)
    expect(deepest(html)).toBeLessThanOrEqual(45)
  })

  it('is shown as it is where it is longer than any message', () => {
    for (const piece of ['[[[[', '****', '@@@@', '::::', '||||']) {
      const long = piece.repeat(25_000)
      expect(draw(long)).toBe(`<p dir="auto" class="whitespace-pre-wrap">${long}</p>`)
    }
  })

  it('is nested no deeper than somebody can follow', () => {
    expect(draw(`a\n\n${'> '.repeat(1_000)}`).match(/<blockquote/g)?.length).toBeLessThanOrEqual(20)
  })
})

/** How many elements are open at once, at most. */
function deepest(html: string): number {
  let open = 0
  let most = 0
  for (const [tag] of html.matchAll(/<\/?[a-z][^>]*>/g)) {
    if (tag.startsWith('</')) open -= 1
    else if (!tag.endsWith('/>')) open += 1
    most = Math.max(most, open)
  }
  return most
}

const ELEMENTS =
  'p br strong em s code pre div a bdi ul ol li input blockquote hr table thead tbody tr th td button svg path rect span'.split(
    ' ',
  )
