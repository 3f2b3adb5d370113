/**
 * Notion gives every file of its own an address that holds a signature and is good for an hour (its reference,
 * "File"). Whoever has it has the file, and an hour later it is worth nothing: it is never kept. As it differs in
 * every answer, keeping it would also make every record look changed.
 */
export function withoutSignedFiles(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSignedFiles)
  if (!isObject(value)) return value
  // Only beside its own type: a property of the user's may be called "file" as well.
  const isFile = 'type' in value && value.type === 'file'
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]: [string, unknown]) => [
      name,
      isFile && name === 'file' && isObject(inner)
        ? { ...inner, url: null, expiry_time: null }
        : withoutSignedFiles(inner),
    ]),
  )
}

const isObject = (value: unknown): value is object => value !== null && typeof value === 'object'

/** An address as it stands in Markdown or in a tag of it. */
const address = /https?:\/\/[^\s"'<>()[\]]+/gi
/** Amazon's way to sign, wherever the file lies. */
const isSignedAnywhere = /[?&]x-amz-(signature|credential|security-token)=/i
/** Where Notion keeps files, and ways to sign that somebody's own links elsewhere may have too. */
const notionFiles =
  /^https?:\/\/[^/?#]*\b(amazonaws\.com|notion\.so|notion\.com|notionusercontent\.com|notion-static\.com)([:/?#]|$)/i
const isSignedThere = /[?&](signature|sig|expires|exp|expirationtimestamp)=/i

/** A text in which the addresses of Notion's own files are empty; all others are the writer's, and stay. */
export function withoutSignedAddresses(markdown: string): string {
  return markdown.replace(address, (found) => {
    const isSigned = isSignedAnywhere.test(found) || (notionFiles.test(found) && isSignedThere.test(found))
    return isSigned ? '' : found
  })
}
