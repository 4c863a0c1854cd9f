import { LineChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TitleComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import type { Latencies } from '../results.ts'

use([LineChart, GridComponent, LegendComponent, TitleComponent, SVGRenderer])

/** A line of a plot. */
export interface Line {
  readonly name: string
  readonly points: readonly (readonly [x: number, y: number])[]
}

interface PlotOptions {
  readonly title: string
  readonly unit: string
  readonly lines: readonly Line[]
  readonly xAxis: object
}

/** Mid-tones that can be told apart on white and on black, also by most who see colours differently. */
const PALETTE = ['#3b82d6', '#d9822b', '#5f9e4a', '#a05fc0']
const TEXT = '#808890'

/** Values over the seconds of a run. */
export function plotOverTime(title: string, unit: string, lines: readonly Line[]): string {
  return plot({ title, unit, lines, xAxis: { type: 'value', name: 's', minInterval: 1 } })
}

/** Which latency is not exceeded by how many percent; each step to the right is ten times rarer. */
export function plotLatencies(title: string, latencies: readonly { name: string; latencies: Latencies }[]): string {
  const rarity = (percentile: number): number => -Math.log10(Math.max(1 - percentile / 100, 1e-4))
  return plot({
    title,
    unit: 'ms',
    lines: latencies.map(({ name, latencies }) => ({
      name,
      points: latencies.curve
        .filter(({ percentile }) => percentile < 100)
        .map(({ percentile, ms }) => [rarity(percentile), ms] as const),
    })),
    xAxis: {
      type: 'value',
      min: 0,
      max: 4,
      interval: 1,
      axisLabel: { formatter: (step: number) => ['0 %', '90 %', '99 %', '99.9 %', '99.99 %'][step] ?? '', color: TEXT },
    },
  })
}

function plot({ title, unit, lines, xAxis }: PlotOptions): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: 520, height: 260 })
  chart.setOption({
    animation: false,
    backgroundColor: 'transparent',
    color: PALETTE,
    title: { text: title, left: 8, top: 4, textStyle: { color: TEXT, fontSize: 13, fontWeight: 600 } },
    legend: {
      right: 8,
      top: 4,
      itemWidth: 14,
      itemHeight: 8,
      itemGap: 14,
      selectedMode: false,
      textStyle: { color: TEXT },
      icon: 'roundRect',
    },
    grid: { left: 64, right: 32, top: 60, bottom: 32 },
    xAxis: { nameTextStyle: { color: TEXT }, axisLabel: { color: TEXT }, splitLine: { show: false }, ...xAxis },
    yAxis: {
      type: 'value',
      name: unit,
      min: 0,
      nameTextStyle: { color: TEXT },
      axisLabel: { color: TEXT },
      splitLine: { lineStyle: { color: TEXT, opacity: 0.2 } },
    },
    series: lines.map(({ name, points }) => ({
      name,
      type: 'line',
      silent: true,
      data: points,
      showSymbol: false,
      lineStyle: { width: 2 },
    })),
  })
  const svg = chart.renderToSVGString()
  chart.dispose()
  return svg
}
