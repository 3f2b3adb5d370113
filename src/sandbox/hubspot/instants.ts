/**
 * A time as HubSpot writes it: with three fraction digits, or with none when the fraction is zero. A reader
 * that insists on either form breaks on a real account.
 */
export function formatInstant(ms: number): string {
  const iso = new Date(ms).toISOString()
  return iso.endsWith('.000Z') ? `${iso.slice(0, -5)}Z` : iso
}

/** A calendar day, without a time. */
export function formatDay(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10)
}
