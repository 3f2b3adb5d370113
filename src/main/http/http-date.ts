/** An HTTP date (RFC 9110, 5.6.7) in epoch ms, or null. Only real ones: Date.parse alone reads "-5" as a year. */
export function httpDateMs(value: string | undefined): number | null {
  const trimmed = value?.trim() ?? ''
  if (!/^[A-Z][a-z]{2,8}, .+ GMT$/.test(trimmed)) return null
  const atMs = Date.parse(trimmed)
  return Number.isNaN(atMs) ? null : atMs
}
