import { randomBytes } from 'node:crypto'
import { emptyReply, parseForm, type SandboxReply, type SandboxRequest } from '../exchange.ts'
import type { RouteParams } from '../routes.ts'
import type { HubSpotBehaviour } from './behaviour.ts'
import { consentPage, endPage, refusalPage } from './consent-page.ts'
import type { Grants } from './grants.ts'
import { PORTAL, type AppRegistration } from './portal.ts'
import { OPTIONAL_SCOPES, REQUIRED_SCOPES } from './scopes.ts'

/** A sign-in that passed every check and waits for the person's answer. */
type PendingConsent = {
  redirectUri: string
  state: string | undefined
  scopes: readonly string[]
  challenge: string | undefined
}

const MAX_PENDING = 1_000

/**
 * The authorize page. GET checks the request and asks; POST carries the answer and redirects with `code` or
 * with `error=access_denied`. A request that is wrong gets a page with status 400 and is never redirected:
 * the address could be anybody's. Whether a denial redirects at all is said both ways by HubSpot's own guides
 * (OAuth guide: with `error`; quickstart: it does not), so it can be turned.
 */
export function createAuthorize(
  app: AppRegistration,
  grants: Grants,
  behaviour: () => HubSpotBehaviour,
): (request: SandboxRequest, params: RouteParams) => SandboxReply {
  const pending = new Map<string, PendingConsent>()
  let earlierState: string | undefined

  const ask = (query: URLSearchParams): SandboxReply => {
    const checked = checkRequest(app, query)
    if ('problem' in checked) return refusalPage(checked.problem)
    const consentId = randomBytes(24).toString('base64url')
    pending.set(consentId, checked)
    for (const oldest of pending.keys()) {
      if (pending.size <= MAX_PENDING) break
      pending.delete(oldest)
    }
    const { redirectUri, scopes } = checked
    return consentPage({ appName: app.name, consentId, redirectUri, scopes })
  }

  const stateOf = (consent: PendingConsent): string | undefined => {
    const { state } = consent
    const earlier = earlierState
    earlierState = state
    switch (behaviour().returnedState) {
      case 'same':
        return state
      case 'altered':
        return `${state ?? ''}x`
      case 'missing':
        return undefined
      case 'earlier':
        return earlier
    }
  }

  const decide = (form: Map<string, string>): SandboxReply => {
    const consentId = form.get('consent') ?? ''
    const consent = pending.get(consentId)
    const decision = form.get('decision')
    if (consent === undefined || (decision !== 'approve' && decision !== 'deny')) {
      return refusalPage('This page is no longer valid. Go back to the app and start again.')
    }
    pending.delete(consentId)
    const { approval, denial } = behaviour()
    const target = new URL(consent.redirectUri)
    if (decision === 'approve') {
      target.searchParams.set('code', grants.issueCode(consent))
      if (approval === 'page') return endPage('You are connected', 'This page can be closed.')
    } else {
      if (denial === 'page') return endPage('Nothing was connected', 'This page can be closed.')
      target.searchParams.set('error', 'access_denied')
      target.searchParams.set('error_description', 'The user denied access to the app')
    }
    const state = stateOf(consent)
    if (state !== undefined) target.searchParams.set('state', state)
    return emptyReply(302, { location: target.href, 'referrer-policy': 'no-referrer' })
  }

  return (request, { portalId }) => {
    if (request.method === 'POST') return decide(parseForm(request.body))
    if (portalId !== undefined && portalId !== String(PORTAL.hubId)) {
      return refusalPage('You do not have access to this account, or it does not exist.')
    }
    return ask(request.query)
  }
}

function checkRequest(app: AppRegistration, query: URLSearchParams): PendingConsent | { problem: string } {
  if (query.get('client_id') !== app.clientId) {
    return { problem: 'This app could not be found. Its client ID is missing or wrong.' }
  }
  const redirectUri = query.get('redirect_uri')
  if (redirectUri === null || !app.redirectUris.includes(redirectUri)) {
    return {
      problem: `The redirect URL does not match any that is registered for this app: ${redirectUri ?? '(none)'}`,
    }
  }
  const wanted = splitScopes(query.get('scope'))
  const missing = REQUIRED_SCOPES.filter((scope) => !wanted.includes(scope))
  const known: readonly string[] = [...REQUIRED_SCOPES, ...OPTIONAL_SCOPES]
  const unknown = wanted.filter((scope) => !known.includes(scope))
  if (missing.length > 0 || unknown.length > 0) {
    return {
      problem:
        'Authorization failed because the scopes in the link do not match those of the app. ' +
        [
          ...(missing.length > 0 ? [`Missing: ${missing.join(', ')}.`] : []),
          ...(unknown.length > 0 ? [`Unknown: ${unknown.join(', ')}.`] : []),
        ].join(' '),
    }
  }
  const challenge = query.get('code_challenge') ?? undefined
  if (challenge !== undefined && query.get('code_challenge_method') !== 'S256') {
    return { problem: 'The code challenge method must be S256.' }
  }
  // An optional scope that the account cannot give is dropped silently (HubSpot's OAuth guide).
  const optional = splitScopes(query.get('optional_scope')).filter((scope) => known.includes(scope))
  return {
    redirectUri,
    state: query.get('state') ?? undefined,
    scopes: [...new Set([...wanted, ...optional])],
    challenge,
  }
}

function splitScopes(text: string | null): string[] {
  return (text ?? '').split(' ').filter((scope) => scope !== '')
}
