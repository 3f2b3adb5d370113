/** A time as Notion gives it: rounded down to the minute. */
export function formatMinute(ms: number): string {
  return new Date(ms - (ms % 60_000)).toISOString()
}
