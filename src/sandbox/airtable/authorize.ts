import { randomBytes } from 'node:crypto'
import { emptyReply, type SandboxReply, type SandboxRequest } from '../exchange.ts'
import type { Registration, Registrations } from './account.ts'
import type { AirtableBehaviour } from './behaviour.ts'
import type { Codes } from './codes.ts'
import { consentPage, LISTED_BASES, refusalPage, type ListedBase } from './consent-page.ts'
import type { BaseChoice } from './grants.ts'
import { problemWithScopes, splitScopes } from './scopes.ts'

/** A sign-in that passed every check and waits for the person's answer. */
type PendingConsent = {
  client: Registration
  redirectUri: string
  state: string
  scopes: readonly string[]
  challenge: string
}

type AuthorizeOptions = {
  app: Registrations
  codes: Codes
  behaviour: () => AirtableBehaviour
  listBases: () => readonly ListedBase[]
}

const MAX_PENDING = 1_000
const STATE = /^[\w.-]{16,1024}$/
/** A SHA-256 in base64url without padding. */
const CHALLENGE = /^[\w-]{43}$/

/**
 * The authorize page. GET checks the request and asks; POST carries the answer. A client or address that is
 * not registered gets a page and no redirect, not even with an error; every other mistake is sent to the
 * address as `error` (OAuth reference).
 */
export function createAuthorize(options: AuthorizeOptions): (request: SandboxRequest) => SandboxReply {
  const { app, codes, behaviour, listBases } = options
  const pending = new Map<string, PendingConsent>()

  const ask = (query: URLSearchParams): SandboxReply => {
    const client = Object.values(app).find(({ clientId }) => clientId === query.get('client_id'))
    if (client === undefined) return refusalPage('The client_id is missing or unknown.')
    const redirectUri = query.get('redirect_uri')
    if (redirectUri === null || !client.redirectUris.includes(redirectUri)) {
      return refusalPage(
        `The redirect_uri is not registered for this integration: ${redirectUri ?? '(none)'}`,
      )
    }
    const problem = findProblem(query)
    const state = query.get('state')
    if (problem !== undefined)
      return redirect(redirectUri, { ...problem, ...(state === null ? {} : { state }) })
    if (!behaviour().integrationListed) {
      return redirect(redirectUri, {
        error: 'access_denied',
        error_description:
          'The integration cannot be used by others before its terms, privacy and support addresses are set',
        ...(state === null ? {} : { state }),
      })
    }
    const consentId = randomBytes(24).toString('base64url')
    const scopes = splitScopes(query.get('scope'))
    pending.set(consentId, {
      ...{ client, redirectUri, scopes },
      state: state ?? '',
      challenge: query.get('code_challenge') ?? '',
    })
    for (const oldest of pending.keys()) {
      if (pending.size <= MAX_PENDING) break
      pending.delete(oldest)
    }
    return consentPage({ appName: client.name, consentId, redirectUri, scopes, bases: listBases() })
  }

  const decide = (form: URLSearchParams): SandboxReply => {
    const consentId = form.get('consent') ?? ''
    const consent = pending.get(consentId)
    const decision = form.get('decision')
    if (consent === undefined || (decision !== 'approve' && decision !== 'deny')) {
      return refusalPage('This page is no longer valid. Go back to the app and start again.')
    }
    const bases = readChoice(form, listBases())
    if (decision === 'approve' && bases.length === 0) {
      return refusalPage('Choose at least one base. Go back and try again.')
    }
    pending.delete(consentId)
    const { client, redirectUri, state, scopes, challenge } = consent
    if (decision === 'deny') {
      const description = 'The user denied the authorization request'
      return redirect(redirectUri, { error: 'access_denied', error_description: description, state })
    }
    const code = codes.issue({ client: client.kind, scopes, bases, redirectUri, challenge })
    return redirect(redirectUri, { code, state, code_challenge: challenge, code_challenge_method: 'S256' })
  }

  return ({ method, body, query }) => (method === 'POST' ? decide(new URLSearchParams(body)) : ask(query))
}

/** The first thing that is wrong with a request whose client and address are right. */
function findProblem(query: URLSearchParams): { error: string; error_description: string } | undefined {
  const invalid = (description: string, error = 'invalid_request') => ({
    error,
    error_description: description,
  })
  if (!STATE.test(query.get('state') ?? '')) {
    return invalid('state must be 16 to 1024 characters of a-z, A-Z, 0-9, ".", "-" and "_"')
  }
  if (query.get('response_type') !== 'code') {
    return invalid('response_type must be code', 'unsupported_response_type')
  }
  if (!CHALLENGE.test(query.get('code_challenge') ?? '')) {
    return invalid('code_challenge must be the base64url of a SHA-256, without padding')
  }
  if (query.get('code_challenge_method') !== 'S256') return invalid('code_challenge_method must be S256')
  const problem = problemWithScopes(query.get('scope'))
  return problem === undefined ? undefined : invalid(problem, 'invalid_scope')
}

/** All ticked, or a form that was not sent by the page: everything, bases of the future included. */
function readChoice(form: URLSearchParams, bases: readonly ListedBase[]): BaseChoice {
  if (!form.has('choice')) return 'all'
  const ticked = new Set(form.getAll('base'))
  const isChosen = ({ id }: ListedBase, at: number): boolean => ticked.has(at < LISTED_BASES ? id : '*')
  const chosen = bases.filter(isChosen).map(({ id }) => id)
  const isAll = chosen.length === bases.length && (bases.length > 0 || ticked.has('*'))
  return isAll ? 'all' : chosen
}

function redirect(redirectUri: string, parameters: Record<string, string>): SandboxReply {
  const target = new URL(redirectUri)
  for (const [name, value] of Object.entries(parameters)) target.searchParams.set(name, value)
  return emptyReply(302, { location: target.href, 'referrer-policy': 'no-referrer' })
}
