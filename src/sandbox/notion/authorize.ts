import { randomBytes } from 'node:crypto'
import { emptyReply, type SandboxReply, type SandboxRequest } from '../exchange.ts'
import type { NotionBehaviour } from './behaviour.ts'
import { consentPage, refusalPage, type PickerPage } from './consent-page.ts'
import type { Grants } from './grants.ts'
import type { Sharing } from './sharing.ts'
import { registeredUris } from './tokens.ts'
import type { NotionApp } from './workspace.ts'

/** A sign-in that passed every check and waits for the person's answer. */
type PendingConsent = {
  /** As it stood in the link. */
  given: string | undefined
  redirectUri: string
  state: string | undefined
}

export type AuthorizeOptions = {
  app: NotionApp
  grants: Grants
  sharing: Sharing
  behaviour: () => NotionBehaviour
  /** What the picker offers: pages with full access, of which each grants all that stand on it. */
  topPages: () => readonly PickerPage[]
  /** The number of a page of the picker. */
  numberOf: (id: string) => number | undefined
}

const MAX_PENDING = 1_000

/**
 * The authorize page with its page picker. GET checks the link and asks; POST carries the answer and redirects
 * with `code` or with `error=access_denied`. An address that is not registered gets a page with status 400
 * and is never redirected to; what else is wrong goes back to the app as an error of RFC 6749, 4.1.2.1.
 */
export function createAuthorize(options: AuthorizeOptions): (request: SandboxRequest) => SandboxReply {
  const { app, grants, sharing, behaviour, topPages, numberOf } = options
  const pending = new Map<string, PendingConsent>()

  const show = (consentId: string, consent: PendingConsent, problem?: string): SandboxReply =>
    consentPage({
      appName: app.name,
      consentId,
      redirectUri: consent.redirectUri,
      pages: topPages(),
      problem,
    })

  const ask = (query: URLSearchParams): SandboxReply => {
    const registered = registeredUris(app, behaviour())
    if (query.get('client_id') !== app.clientId) return refusalPage('Missing or invalid client_id.')
    const given = query.get('redirect_uri') ?? undefined
    const redirectUri = given ?? (registered.length === 1 ? registered[0] : undefined)
    if (redirectUri === undefined || !registered.includes(redirectUri)) {
      return refusalPage('Missing or invalid redirect_uri')
    }
    const consent = { given, redirectUri, state: query.get('state') ?? undefined }
    if (query.get('response_type') !== 'code') {
      return goBack(consent, {
        error: 'unsupported_response_type',
        error_description: 'response_type must be code.',
      })
    }
    if (query.get('owner') !== 'user') {
      return goBack(consent, { error: 'invalid_request', error_description: 'owner must be user.' })
    }
    const consentId = randomBytes(24).toString('base64url')
    pending.set(consentId, consent)
    for (const oldest of pending.keys()) {
      if (pending.size <= MAX_PENDING) break
      pending.delete(oldest)
    }
    return show(consentId, consent)
  }

  const decide = (form: URLSearchParams): SandboxReply => {
    const consentId = form.get('consent') ?? ''
    const consent = pending.get(consentId)
    const decision = form.get('decision')
    if (consent === undefined || (decision !== 'approve' && decision !== 'deny')) {
      return refusalPage('This page is no longer valid. Go back to the app and start again.')
    }
    const chosen = form.getAll('page').flatMap((id) => numberOf(id) ?? [])
    if (decision === 'approve' && chosen.length === 0 && topPages().length > 0) {
      return show(consentId, consent, 'Select at least one page.')
    }
    pending.delete(consentId)
    if (decision === 'deny') return goBack(consent, { error: 'access_denied' })
    sharing.select(chosen)
    return goBack(consent, { code: grants.issueCode(consent.given) })
  }

  return (request) =>
    request.method === 'POST' ? decide(new URLSearchParams(request.body)) : ask(request.query)
}

function goBack({ redirectUri, state }: PendingConsent, parameters: Record<string, string>): SandboxReply {
  const target = new URL(redirectUri)
  for (const [name, value] of Object.entries(parameters)) target.searchParams.set(name, value)
  if (state !== undefined) target.searchParams.set('state', state)
  return emptyReply(302, { location: target.href, 'referrer-policy': 'no-referrer' })
}
