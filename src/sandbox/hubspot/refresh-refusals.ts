import type { SandboxReply } from '../exchange.ts'
import type { HubSpotBehaviour } from './behaviour.ts'
import { errorReply } from './errors.ts'
import { refuseOAuth } from './oauth-errors.ts'

/** How often a refresh that is unavailable has to be tried again. */
const UNAVAILABLE_TIMES = 2

const GATEWAY_PAGE =
  '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>cloudflare</center>\r\n</body>\r\n</html>\r\n'

/** Returns what refuses refreshes while the account is told to; undefined lets one pass. */
export function createRefreshRefusals(behaviour: () => HubSpotBehaviour): () => SandboxReply | undefined {
  let left = UNAVAILABLE_TIMES
  return () => {
    const { refreshRefusal, oauthErrors } = behaviour()
    if (refreshRefusal !== 'unavailable') left = UNAVAILABLE_TIMES
    switch (refreshRefusal) {
      case 'none':
        return undefined
      case 'unavailable':
        return left-- > 0 ? errorReply(503, { message: 'Service unavailable' }) : undefined
      case 'html':
        return { status: 502, headers: { 'content-type': 'text/html' }, body: GATEWAY_PAGE }
      default:
        return refuseOAuth(refreshRefusal, oauthErrors)
    }
  }
}
