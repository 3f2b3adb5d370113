import type { AppError } from '../../shared/errors.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { OpenedPage } from './transport.ts'

/** Opens a sign-in page in the user's own browser; false when that did not work. */
export type OpenBrowser = (url: URL) => Promise<boolean>

/** Opens the link, and answers what can be done with the page. `end`: nobody waits for its answer. */
export async function openedIn(
  openBrowser: OpenBrowser,
  link: URL,
  end: () => void,
): Promise<Result<OpenedPage, AppError>> {
  const openAgain = async (): Promise<Result<null, AppError>> =>
    (await openBrowser(link)) ? ok(null) : err({ kind: 'browser-not-opened' })
  const opened = await openAgain()
  if (!opened.ok) {
    end()
    return opened
  }
  return ok({
    link,
    openAgain,
    close: async () => {
      end()
    },
  })
}
