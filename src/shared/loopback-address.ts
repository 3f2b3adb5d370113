/** This computer's own names for itself, as `URL` writes them. Other names that lead here may lead elsewhere. */
const names: readonly string[] = ['localhost', '127.0.0.1', '[::1]']

/** Plain http on this computer, where nobody on the way could read along (RFC 8252, 8.3). Takes a parsed `URL`. */
export const isLoopbackAddress = ({
  protocol,
  hostname,
}: {
  readonly protocol: string
  readonly hostname: string
}): boolean => protocol === 'http:' && names.includes(hostname)
