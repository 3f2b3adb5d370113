import type { Scenario } from '../scenario.ts'

const service = 'hubspot'
const TOKEN = '^/oauth/[^/]+/token$'

/** Refreshing (B7.1), signing in (B7.2) and secrets (B7.6). */
export const SIGN_IN_SCENARIOS: readonly Scenario[] = [
  {
    ...{ service, line: 'B7.1', name: 'refresh-slow' },
    says: 'Every answer of the token endpoint takes a second and a half, so that parallel calls pile up behind it.',
    faults: [{ method: 'POST', path: TOKEN, stallMs: 1_500 }],
  },
  {
    ...{ service, line: 'B7.1', name: 'refresh-answer-lost' },
    says: 'The next call of the token endpoint takes effect and hands out a new refresh token, but its answer is lost: turn it on after the sign-in.',
    faults: [{ method: 'POST', path: TOKEN, times: 1, after: true, drop: true }],
    behaviour: { refreshToken: 'rotated' },
  },
  {
    ...{ service, line: 'B7.1', name: 'refresh-omits-token' },
    says: 'A refresh answers without a refresh token; the old one stays good.',
    behaviour: { refreshToken: 'missing' },
  },
  {
    ...{ service, line: 'B7.1', name: 'refresh-rotates' },
    says: 'A refresh hands out a new refresh token, and the old one is dead.',
    behaviour: { refreshToken: 'rotated' },
  },
  {
    ...{ service, line: 'B7.1', name: 'refresh-5xx-then-ok' },
    says: 'The first two refreshes are refused with 503, the third one works with the same refresh token.',
    behaviour: { refreshRefusal: 'unavailable' },
  },
  {
    ...{ service, line: 'B7.1', name: 'bad-refresh-token' },
    says: 'Every refresh is refused because the grant is gone: only a new sign-in helps.',
    behaviour: { refreshRefusal: 'refresh-token' },
  },
  {
    ...{ service, line: 'B7.1', name: 'bad-client-secret' },
    says: 'Every refresh is refused because the client secret was changed at HubSpot; the grant itself is good.',
    behaviour: { refreshRefusal: 'client-secret' },
  },
  {
    ...{ service, line: 'B7.1', name: 'bad-hub' },
    says: 'Every refresh is refused because the account no longer exists.',
    behaviour: { refreshRefusal: 'hub' },
  },
  {
    ...{ service, line: 'B7.1', name: 'refresh-html-502' },
    says: 'Every refresh is answered by a gateway, with status 502 and a page instead of JSON.',
    behaviour: { refreshRefusal: 'html' },
  },
  {
    ...{ service, line: 'B7.1', name: 'oauth-errors-older' },
    says: 'Refusals of the token endpoint speak HubSpot’s own words alone, as they did before 2026.',
    behaviour: { oauthErrors: 'older' },
  },
  {
    ...{ service, line: 'B7.1', name: 'clock-jump' },
    says: 'The Date header of every answer is three hours ahead, as if the client’s own clock had jumped back.',
    faults: [{ path: '/', dateOffsetMs: 3 * 3_600_000 }],
  },
  {
    ...{ service, line: 'B7.2', name: 'state-wrong' },
    says: 'The authorize page comes back with another state than it was given.',
    behaviour: { returnedState: 'altered' },
  },
  {
    ...{ service, line: 'B7.2', name: 'state-missing' },
    says: 'The authorize page comes back with a code and no state at all.',
    behaviour: { returnedState: 'missing' },
  },
  {
    ...{ service, line: 'B7.2', name: 'state-replayed' },
    says: 'The authorize page comes back with the state of the sign-in before.',
    behaviour: { returnedState: 'earlier' },
  },
  {
    ...{ service, line: 'B7.2', name: 'sign-in-denied' },
    says: 'Cancel leads back with error=access_denied and no code; the plain server does this.',
  },
  {
    ...{ service, line: 'B7.2', name: 'denied-without-redirect' },
    says: 'Cancel ends on a page of HubSpot; nothing ever comes back to the app.',
    behaviour: { denial: 'page' },
  },
  {
    ...{ service, line: 'B7.2', name: 'sign-in-never-redirects' },
    says: 'Even Connect ends on a page of HubSpot: the app has to give up waiting.',
    behaviour: { approval: 'page' },
  },
  {
    ...{ service, line: 'B7.2', name: 'redirect-port-exact' },
    says: 'A redirect address with another port, or with 127.0.0.1, is refused on a page; the plain server does this.',
  },
  {
    ...{ service, line: 'B7.6', name: 'secrets-marked' },
    says: 'Every code and token contains the text "SandboxSecret", to be searched for where none may be; the plain server does this.',
  },
]
