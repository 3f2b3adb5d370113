import type { AppError } from '../../shared/errors.ts'
import type { Result } from '../../shared/result.ts'

export interface SignInPage {
  readonly authorizationUrl: URL
  /** The registered address at which the answer arrives: exactly this origin and path. */
  readonly redirectUri: URL
  /** Hands over what arrived there. `ignored`: not the answer to this attempt; keep listening. */
  readonly onCallback: (url: URL) => 'taken' | 'ignored'
  /** The user closed the page. */
  readonly onClosed: () => void
  /** Ends it from this side: the attempt is over. */
  readonly signal: AbortSignal
}

export interface OpenedPage {
  close(): Promise<void>
}

/** Where the user signs in: a window of the app, and in time the user's own browser. */
export interface SignInTransport {
  open(page: SignInPage): Promise<Result<OpenedPage, AppError>>
}
