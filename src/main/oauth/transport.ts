import type { AppError } from '../../shared/errors.ts'
import { isLoopbackAddress } from '../../shared/loopback-address.ts'
import type { SignInPlace } from '../../shared/model/sign-in.ts'
import type { Result } from '../../shared/result.ts'

/**
 * What became of an address that arrived. `taken`: it is the answer, and the attempt goes on with it.
 * `repeated`: the same answer once more, as a browser sends it that reloads. `ignored`: not the answer to
 * this attempt; keep listening.
 */
export type CallbackOutcome = 'taken' | 'repeated' | 'ignored'

export interface SignInPage {
  /** The registered addresses at which the answer may arrive, in the order in which to try them. */
  readonly redirectUris: readonly URL[]
  /** The authorization address for the redirect address that the transport settled on. */
  readonly authorizationUrl: (redirectUri: URL) => Promise<URL>
  /** Hands over what arrived at exactly that origin and path. */
  readonly onCallback: (url: URL) => CallbackOutcome
  /** The user closed the page. */
  readonly onClosed: () => void
  /** The page at `host` refuses to be used here (an embedded window): the sign-in has to go on elsewhere. */
  readonly onRefused: (host: string) => void
  /** Ends it from this side: the attempt is over. */
  readonly signal: AbortSignal
}

export interface OpenedPage {
  /** The link that was opened, for the user to copy. */
  readonly link: URL
  /** Shows the page once more. */
  openAgain(): Promise<Result<null, AppError>>
  close(): Promise<void>
}

/** Where the user signs in. Three ways: a window of the app, the user's browser with a listener, a URL scheme. */
export interface SignInTransport {
  open(page: SignInPage): Promise<Result<OpenedPage, AppError>>
}

export interface Transports {
  readonly window: SignInTransport
  readonly loopback: SignInTransport
  readonly scheme: SignInTransport
}

/** In the browser a port of this computer comes first: unlike a scheme, nobody else can claim an open one. */
export function chooseTransport(transports: Transports) {
  return (place: SignInPlace, redirectUris: readonly URL[]): SignInTransport => {
    if (place === 'window') return transports.window
    return redirectUris.some(isLoopbackAddress) ? transports.loopback : transports.scheme
  }
}
