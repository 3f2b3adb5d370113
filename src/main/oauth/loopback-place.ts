/** The host names of this computer that a listener serves, and the addresses to listen at for each. */
export const loopbackHosts: Readonly<Record<string, readonly string[]>> = {
  // Either family may be the one that the browser tries: whoever held the other would get the code.
  localhost: ['127.0.0.1', '::1'],
  '127.0.0.1': ['127.0.0.1'],
  '[::1]': ['::1'],
}

/** The port of an http address; `URL` leaves out the usual one. */
export const portOf = ({ port }: URL): number => (port === '' ? 80 : Number(port))

/** What listening fails with where this computer has no such address family, as with IPv6 switched off. */
export const isFamilyMissing = ({ code }: NodeJS.ErrnoException): boolean =>
  code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT'
