import { stripVTControlCharacters } from 'node:util'
import { expect, test } from 'vitest'
import { sampleReport, sampleRun } from '../../test/sample-report.ts'
import { figuresOf } from '../figures.ts'
import type { Report } from '../results.ts'
import { renderHtml } from './html-report.ts'
import { markdownTable } from './markdown-table.ts'
import { runLine, terminalTable } from './terminal-table.ts'

const report: Report = { ...sampleReport, figures: figuresOf(sampleReport.runs) }

test('the page stands alone, shows plots for every server, and takes no markup from what it shows', () => {
  const html = renderHtml(report)
  expect(html).toContain('Chat &lt;b&gt;measured&lt;/b&gt;')
  expect(html).not.toMatch(/<script|<link|src=|https?:\/\/(?!www\.w3\.org)/)
  expect(html.match(/<svg/g)?.length).toBe(5)
  expect(html).toContain('each of 1,200 acknowledged messages reached every member once')
})

test('the page names what the checker found', () => {
  const check = { acked: 1, members: 2, stored: 0, problems: ['Message <a> is not in the database'] }
  expect(renderHtml({ ...report, runs: [sampleRun({ check })] })).toContain('Message &lt;a&gt; is not in the database')
})

test('the page does not hide what went wrong on a server that keeps nothing, and says in which run', () => {
  const lost = { acked: 400, members: 100, problems: ['Message 7 was not seen'] }
  const html = renderHtml({
    ...report,
    runs: [...report.runs, sampleRun({ target: 'ws', repetition: 2, check: lost })],
  })
  expect(html).toContain('<li>ws #2: Message 7 was not seen</li>')
  expect(html).toContain('each of 1,200 acknowledged messages')
})

test('the page does not call a scenario checked when one of its stored runs was not sound', () => {
  const bad = { acked: 1, members: 2, stored: 0, problems: ['Message 1 is not in the database'] }
  expect(renderHtml({ ...report, runs: [...report.runs, sampleRun({ check: bad })] })).not.toContain('Checked:')
})

test('people read seconds as thousands of milliseconds, not as powers of ten', () => {
  const herd = { count: 1, p50: 402, p90: 402, p99: 402, p999: 402, max: 4_123, curve: [] }
  expect(runLine(sampleRun({ reconnect: herd }))).toContain('all back in 4,120 ms')
})

test('the tables have a line for each figure', () => {
  expect(terminalTable(report.figures).split('\n')).toHaveLength(report.figures.length + 1)
  const markdown = markdownTable(report)
  expect(
    terminalTable(report.figures)
      .split('\n')
      .every((line) => stripVTControlCharacters(line).length <= 120),
  ).toBe(true)
  expect(markdown).toContain('| CPU per delivery, room of 100 at 50/s | 20.0 µs | 25.0 µs (socket.io) | 1.25× |')
  expect(markdown).toContain('| room-100 | socket.io | 5,000 | 25.0 µs |')
})

test('a finished run fits into a line and says whether it was checked', () => {
  expect(runLine(report.runs[0] ?? sampleRun({}))).toMatch(/^chat #1 +5,000 deliveries\/s .*✔ checked$/)
})
