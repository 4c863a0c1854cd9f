import { expect, test } from 'vitest'
import { sampleReport, sampleRun } from '../test/sample-report.ts'
import { baselinesOf, figuresOf } from './figures.ts'

test('compares medians, so that one bad run decides nothing', () => {
  const figures = figuresOf([...sampleReport.runs, sampleRun({ repetition: 4, cpuPerDelivery: 1_000 })])
  expect(figures).toMatchObject([{ ours: '25.0 µs', baseline: { name: 'socket.io', value: '25.0 µs' }, value: 1 }])
})

test('says whether the goal, the must or neither is reached', () => {
  const verdictAt = (ours: number) =>
    figuresOf([sampleRun({ cpuPerDelivery: ours }), sampleRun({ target: 'socket.io', cpuPerDelivery: 12 })])[0]?.verdict
  expect([verdictAt(10), verdictAt(12), verdictAt(15)]).toEqual(['goal', 'must', 'missed'])
})

test('leaves out what was not measured', () => {
  expect(figuresOf([sampleRun({})])).toEqual([])
  expect(baselinesOf('full-rooms')).toEqual(['ws'])
  expect(baselinesOf('slow-readers')).toEqual([])
})
