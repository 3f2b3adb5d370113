import type { Random } from '../../random.ts'

const DAY_MS = 86_400_000

/** The value in that share of all cases, else nothing. */
export function maybe<Value>(random: Random, share: number, value: Value): Value | undefined {
  return random() < share ? value : undefined
}

/** A date cell, so many days after a moment. */
export function day(fromMs: number, days: number): string {
  return new Date(fromMs + days * DAY_MS).toISOString().slice(0, 10)
}

/** An attachment as it is kept; address and thumbnails are made when it is read. */
export type KeptAttachment = {
  id: string
  filename: string
  type: string
  size: number
  width?: number
  height?: number
}
