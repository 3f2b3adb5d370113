/** A copy of an address with other parameters. */
export function changed(url: URL, change: (parameters: URLSearchParams) => void): URL {
  const copy = new URL(url)
  change(copy.searchParams)
  return copy
}
