import { build, decodeFromCompressedBase64, encodeIntoCompressedBase64, type Histogram } from 'hdr-histogram-js'
import type { Latencies } from '../results.ts'

const MAX_MICROS = 600_000_000

/** Latencies in microseconds, kept with three significant digits (HdrHistogram), so that no percentile is guessed. */
export class LatencyHistogram {
  readonly #histogram: Histogram

  private constructor(histogram: Histogram) {
    this.#histogram = histogram
  }

  static empty(): LatencyHistogram {
    return new LatencyHistogram(
      build({ lowestDiscernibleValue: 1, highestTrackableValue: MAX_MICROS, numberOfSignificantValueDigits: 3 }),
    )
  }

  /** Puts together what {@link encode} wrote in several processes. */
  static merged(encoded: readonly string[]): LatencyHistogram {
    const merged = LatencyHistogram.empty()
    for (const one of encoded) merged.#histogram.add(decodeFromCompressedBase64(one))
    return merged
  }

  record(micros: number): void {
    this.#histogram.recordValue(Math.min(Math.max(micros, 1), MAX_MICROS))
  }

  encode(): string {
    return encodeIntoCompressedBase64(this.#histogram)
  }

  /** undefined where nothing was recorded */
  summary(): Latencies | undefined {
    const histogram = this.#histogram
    if (histogram.totalCount === 0) return undefined
    const at = (percentile: number): number => histogram.getValueAtPercentile(percentile) / 1_000
    return {
      count: histogram.totalCount,
      p50: at(50),
      p90: at(90),
      p99: at(99),
      p999: at(99.9),
      max: histogram.maxValue / 1_000,
      curve: CURVE.map((percentile) => ({ percentile, ms: at(percentile) })),
    }
  }
}

/** Closer and closer to the slowest. */
const CURVE = [0, 10, 25, 50, 75, 90, 95, 98, 99, 99.5, 99.8, 99.9, 99.95, 99.99, 100]
