import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSandboxClient, type Answer } from '../sandbox-client.ts'
import { startSandbox, type Sandbox } from '../start-sandbox.ts'
import { MADE_UP_UNTIL_MS } from './times.ts'

type Stage = { id: string; label: string; metadata: Record<string, string>; displayOrder: number }
type Pipeline = { id: string; label: string; stages: Stage[] }

let sandbox: Sandbox
let token: string
let client: ReturnType<typeof createSandboxClient>
beforeAll(async () => {
  sandbox = await startSandbox({ contacts: 0, companies: 300, deals: 2_400 })
  client = createSandboxClient(sandbox.endpoints)
  token = (await client.signIn()).accessToken
})
afterAll(() => sandbox.close())

const get = (path: string): Promise<Answer> => client.call('GET', path, { token })
const pipelines = async (): Promise<Pipeline[]> =>
  ((await get('/crm/pipelines/2026-09/deals')).json as { results: Pipeline[] }).results

describe('pipelines', () => {
  it('have stages whose facts are all texts', async () => {
    const [sales, renewals] = await pipelines()
    expect(sales).toMatchObject({ id: 'default', label: 'Sales Pipeline' })
    expect(sales?.stages.map(({ label }) => label)).toContain('Closed Won')
    expect(sales?.stages.at(-1)).toMatchObject({ metadata: { isClosed: 'true', probability: '0.0' } })
    expect(renewals?.id).toMatch(/^\d+$/)
  })

  it('are served one by one, with their stages', async () => {
    const [sales] = await pipelines()
    expect((await get('/crm/pipelines/2026-09/deals/default')).json).toEqual(sales)
    expect((await get('/crm/pipelines/2026-09/0-3/default/stages')).json).toEqual({ results: sales?.stages })
    expect((await get('/crm/v3/pipelines/deals/default/stages/closedwon')).json).toMatchObject({
      id: 'closedwon',
    })
  })

  it('of contacts and companies are made of lifecycle stages', async () => {
    expect((await get('/crm/pipelines/2026-03/contacts')).json).toMatchObject({
      results: [{ id: 'contacts-lifecycle-pipeline', stages: expect.any(Array) }],
    })
  })

  it.each(['deals/nothing', 'deals/nothing/stages', 'deals/default/stages/nothing', 'dragons'])(
    'answer 404 for %s',
    async (path) => {
      expect((await get(`/crm/pipelines/2026-09/${path}`)).status).toBe(404)
    },
  )
})

describe('made-up deals', () => {
  const deals = () => {
    const { records } = sandbox.hubspot.records.deals.list({ from: 0, limit: 5_000, archived: false })
    return records.map(({ properties, createdAtMs, updatedAtMs }) => ({
      ...{ createdAtMs, updatedAtMs, stage: properties['dealstage'], pipeline: properties['pipeline'] },
      closeMs: Date.parse(properties['closedate'] ?? ''),
      isClosed: properties['hs_is_closed'] === 'true',
      amount: Number(properties['amount_in_home_currency'] ?? 'NaN'),
    }))
  }

  it('stand in stages of their own pipeline, fewer from one open stage to the next', async () => {
    const all = deals()
    expect(all).toHaveLength(2_400)
    for (const { id, stages } of await pipelines()) {
      const here = all.filter(({ pipeline }) => pipeline === id)
      const counts = stages.map((stage) => here.filter((deal) => deal.stage === stage.id).length)
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(here.length)
      const open = counts.filter((_, at) => stages[at]?.metadata['isClosed'] === 'false')
      expect([...open].sort((a, b) => b - a)).toEqual(open)
      expect(Math.min(...counts)).toBeGreaterThan(0)
    }
  })

  it('were created before they closed; open ones close in the future, but for a few that are overdue', () => {
    const all = deals()
    for (const deal of all) {
      expect(deal.createdAtMs).toBeLessThanOrEqual(deal.updatedAtMs)
      expect(deal.updatedAtMs).toBeLessThan(MADE_UP_UNTIL_MS)
      if (deal.isClosed) expect(deal.closeMs).toBeLessThanOrEqual(deal.updatedAtMs)
    }
    const open = all.filter(({ isClosed }) => !isClosed)
    const overdue = open.filter(({ closeMs }) => closeMs < MADE_UP_UNTIL_MS)
    expect(overdue.length / open.length).toBeGreaterThan(0.02)
    expect(overdue.length / open.length).toBeLessThan(0.15)
  })

  it('are worth more from stage to stage, and some have no amount', () => {
    const all = deals()
    const mean = (stage: string): number => {
      const amounts = all.filter((deal) => deal.stage === stage && !Number.isNaN(deal.amount))
      return amounts.reduce((sum, { amount }) => sum + amount, 0) / amounts.length
    }
    expect(mean('contractsent')).toBeGreaterThan(mean('appointmentscheduled'))
    expect(all.some(({ amount }) => Number.isNaN(amount))).toBe(true)
  })
})
