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

test('the tables have a line for each figure', () => {
  expect(terminalTable(report.figures).split('\n')).toHaveLength(report.figures.length + 1)
  const markdown = markdownTable(report)
  expect(markdown).toContain('| CPU per delivery, room of 100 at 50/s | 20.0 µs | 25.0 µs (socket.io) | 1.25× |')
  expect(markdown).toContain('| room-100 | socket.io | 5,000 | 25.0 µs |')
})

test('a finished run fits into a line and says whether it was checked', () => {
  expect(runLine(report.runs[0] ?? sampleRun({}))).toMatch(/^chat #1 +5,000 deliveries\/s .*✔ checked$/)
})
