/**
 * So many bytes of UTF-8 a proposed name has at most, its ending not counted: file systems take 255 for all of it, and
 * the dialog or the system may add a number (` (2)`).
 */
const mostBytes = 200

/** A name that every system takes, with `ending` at its end; what it may be beyond that is the dialog's. */
export function fileNameOf(name: string, ending = ''): string {
  const plain = name
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Cf}/\\:*?"<>|]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
  const cut = firstOf(plain, mostBytes - Buffer.byteLength(ending)).replace(/^[. ]+|[. ]+$/g, '')
  return `${cut === '' ? 'export' : cut}${ending}`
}

/** As many whole signs, as a person sees them, as fit into so many bytes. */
function firstOf(text: string, bytes: number): string {
  if (Buffer.byteLength(text) <= bytes) return text
  let [end, left] = [0, bytes]
  for (const { segment } of new Intl.Segmenter().segment(text.slice(0, bytes))) {
    left -= Buffer.byteLength(segment)
    if (left < 0) break
    end += segment.length
  }
  return text.slice(0, end)
}
