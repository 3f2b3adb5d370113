import type { Page } from 'playwright'
import type { SignInPlace, SignInStatus } from '../../src/shared/model/sign-in.ts'

/** Calls through `window.api`, for tests that are about main and not about the screens. */

type Reply = { ok: boolean; value?: unknown; error?: { kind: string } }
type Api = Record<string, Record<string, (input: unknown) => Promise<Reply>>>

async function call(page: Page, domain: string, name: string, input: unknown): Promise<Reply> {
  return page.evaluate(
    (request) => (globalThis as unknown as { api: Api }).api[request.domain]![request.name]!(request.input),
    { domain, name, input },
  )
}

export const createWorkspaceByApi = (page: Page): Promise<Reply> =>
  call(page, 'workspaces', 'create', { user: 'Ana Ruiz', organisation: 'Acme' })

/** Answers when it is over. */
export const signInByApi = (page: Page, place: SignInPlace, providerId = 'hubspot'): Promise<Reply> =>
  call(page, 'signIn', 'start', { providerId, accountId: null, place, access: 'write', scopes: null })

export const cancelByApi = (page: Page): Promise<Reply> => call(page, 'signIn', 'cancel', {})

export async function signInStatus(page: Page): Promise<SignInStatus | null> {
  const reply = await call(page, 'signIn', 'get', {})
  return (reply.value ?? null) as SignInStatus | null
}
