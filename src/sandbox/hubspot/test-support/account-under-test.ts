import { afterEach, beforeEach } from 'vitest'
import { createSandboxClient, type Answer } from '../../sandbox-client.ts'
import { startSandbox, type Sandbox, type StartOptions } from '../../start-sandbox.ts'

/** A record as the API shows it. */
export type Shown = {
  id: string
  properties: Record<string, string | null>
  propertiesWithHistory?: Record<string, { value: string; timestamp: string; sourceType: string }[]>
  associations?: Record<
    string,
    { results: { id: string; type: string }[]; paging?: { next: { after: string; link: string } } }
  >
  createdAt: string
  updatedAt: string
  archived: boolean
  archivedAt?: string
  objectWriteTraceId?: string
  new?: boolean
}

export type Paging = { next: { after: string; link?: string } }
export type Found = { total: number; results: Shown[]; paging?: Paging }
export type RowError = {
  status: string
  category: string
  subCategory?: string
  message: string
  context: Record<string, string[]>
  errors: { code?: string }[]
}
export type Batch<Row = Shown> = {
  status: string
  results: Row[]
  errors?: RowError[]
  numErrors?: number
}

export const OBJECTS = '/crm/objects/2026-09'
export const CONTACTS = `${OBJECTS}/contacts`

/** A fresh account for every test, and a client that is signed in to all of it. */
export function useAccount(options: StartOptions = {}) {
  const state: { sandbox?: Sandbox; client?: ReturnType<typeof createSandboxClient>; token?: string } = {}
  const started = <Value>(value: Value | undefined): Value => {
    if (value === undefined) throw new Error('The account is only there while a test runs')
    return value
  }
  beforeEach(async () => {
    state.sandbox = await startSandbox({ contacts: 120, companies: 30, deals: 20, ...options })
    state.client = createSandboxClient(state.sandbox.endpoints)
    const scopes = ['crm.objects.companies.write', 'crm.objects.deals.write']
    state.token = (await state.client.signIn(scopes)).accessToken
  })
  afterEach(() => started(state.sandbox).close())

  const call = (method: string, path: string, body?: unknown): Promise<Answer> =>
    started(state.client).call(method, path, {
      token: started(state.token),
      ...(body === undefined ? {} : { body }),
    })
  const behave = (changes: Record<string, unknown>): void => {
    const reason = started(state.sandbox).hubspot.behaviour.set(changes)
    if (reason !== undefined) throw new Error(reason)
  }
  return {
    call,
    behave,
    get: async (path: string): Promise<Shown> => (await call('GET', path)).json as Shown,
    post: (path: string, body: unknown): Promise<Answer> => call('POST', path, body),
    search: async (body: unknown, type = 'contacts'): Promise<Found> =>
      (await call('POST', `${OBJECTS}/${type}/search`, body)).json as Found,
    /** Creates a contact and returns its id. */
    create: async (properties: Record<string, string>): Promise<string> =>
      ((await call('POST', CONTACTS, { properties })).json as Shown).id,
    control: (path: string, body?: unknown): Promise<Answer> =>
      started(state.client).control('POST', `hubspot/${path}`, body ?? {}),
    sandbox: (): Sandbox => started(state.sandbox),
    token: (): string => started(state.token),
  }
}

/** A filter group of one filter. */
export function where(propertyName: string, operator: string, operands: Record<string, unknown> = {}) {
  return { filterGroups: [{ filters: [{ propertyName, operator, ...operands }] }] }
}

export const idsOf = (records: readonly { id: string }[]): string[] => records.map(({ id }) => id)
