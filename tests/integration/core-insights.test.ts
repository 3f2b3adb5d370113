import { describe, expect, it } from 'vitest'
import type { Insights, InsightList, InsightNumbers } from '../../src/shared/model/insights.ts'
import { plainQuery } from '../../src/shared/plain-query.ts'
import type { ObjectType } from '../../src/sandbox/hubspot/object-types.ts'
import { PIPELINES } from '../../src/sandbox/hubspot/pipelines.ts'
import type { Sandbox } from '../../src/sandbox/start-sandbox.ts'
import { connect, notionId, settled, startConnected } from '../support/connected-core.ts'
import { valueOf, type CoreInNode } from '../support/core-in-node.ts'

/** Asks until everything is counted. */
async function counted(
  core: CoreInNode,
  asked: Partial<Parameters<CoreInNode['handlers']['insights']['get']>[0]> = {},
) {
  const input = { accountId: null, period: 'months-12', ...asked } as const
  for (;;) {
    const insights: Insights = valueOf(await core.handlers.insights.get(input))
    if (insights.numbers !== null && insights.progress === null)
      return { ...insights, numbers: insights.numbers }
  }
}

async function listed(core: CoreInNode, list: InsightList): Promise<number> {
  for (;;) {
    const { total, progress } = valueOf(
      await core.handlers.items.list({ query: plainQuery(list), columns: [], offset: 0, limit: 1 }),
    )
    if (progress === null) return total
  }
}

/** Every number that leads to a list, with what it is called. */
function links({ contacts, newContacts, openDeals, stages, created, sources, quality }: InsightNumbers) {
  return [
    { name: 'contacts', ...contacts },
    { name: 'new contacts', ...newContacts },
    ...(openDeals === null ? [] : [{ name: 'open deals', ...openDeals }]),
    ...(stages ?? []).map((stage) => ({ name: `stage ${stage.label}`, ...stage })),
    ...created.map((span) => ({ name: `created from ${span.from}`, ...span })),
    ...sources.map((source) => ({ name: `source ${source.accountId} ${source.type}`, ...source })),
    ...quality.map((issue) => ({ name: issue.issue, ...issue })),
  ]
}

async function expectLists(core: CoreInNode, numbers: InsightNumbers): Promise<void> {
  for (const { name, count, list } of links(numbers)) expect(await listed(core, list), name).toBe(count)
}

interface True {
  readonly properties: Readonly<Record<string, string | null | undefined>>
  readonly createdAtMs: number
  readonly updatedAtMs: number
}

/** What the service itself has. */
function truthOf(sandbox: Sandbox, type: ObjectType): True[] {
  const records = sandbox.hubspot.records[type]
  return Array.from({ length: records.size() }, (_, n) => n)
    .filter((n) => records.isLive(n))
    .flatMap((n) => {
      const record = records.at(n)
      return record === undefined ? [] : [record]
    })
}

/** In whole cents, so that nothing is lost by adding. */
const centsOf = (deals: readonly True[]): number =>
  deals.reduce(
    (sum, { properties }) => sum + Math.round(100 * Number(properties['amount_in_home_currency'] ?? 0)),
    0,
  )

describe('insights', () => {
  it('are what the service has, and each number is that of the list that it opens', async () => {
    const nowMs = Date.now()
    const { core, sandbox } = await startConnected({ now: () => nowMs })
    const account = await connect(core)
    await settled(core)
    const { numbers, asOfMs, loadedAtMs } = await counted(core)
    const [contacts, deals] = [truthOf(sandbox, 'contacts'), truthOf(sandbox, 'deals')]
    expect([asOfMs, loadedAtMs]).toEqual([nowMs, nowMs])
    expect(numbers.contacts.count).toBe(contacts.length)

    const today = new Date(nowMs)
    const midnight = (days: number): number =>
      new Date(today.getFullYear(), today.getMonth(), today.getDate() - days).getTime()
    expect(numbers.newContacts.count).toBe(contacts.filter((one) => one.createdAtMs >= midnight(30)).length)

    const open = deals.filter(({ properties }) => properties['hs_is_closed'] === 'false')
    expect(numbers.openDeals?.count).toBe(open.length)
    expect(numbers.openDeals?.unvalued).toBe(
      open.filter(({ properties }) => properties['amount'] == null).length,
    )
    expect(numbers.openDeals?.values).toEqual([{ currency: 'EUR', value: centsOf(open) / 100 }])

    const first = numbers.created[0]!
    const beginsAtMs = new Date(`${first.from}T00:00`).getTime()
    expect(numbers.created).toHaveLength(53)
    expect(numbers.created.reduce((sum, { count }) => sum + count, 0)).toBe(
      contacts.filter(({ createdAtMs }) => createdAtMs >= beginsAtMs).length,
    )

    const recent = deals.filter(({ createdAtMs }) => createdAtMs >= beginsAtMs)
    const labels = new Map(
      PIPELINES.deals.flatMap(({ label, stages }) =>
        stages.map((stage) => [stage.id, `${String(stage['label'])} (${String(label)})`]),
      ),
    )
    const byStage = Map.groupBy(recent, ({ properties }) => properties['dealstage'] ?? '')
    expect(
      new Map(numbers.stages?.map(({ label, count, values }) => [label, [count, values[0]?.value ?? 0]])),
    ).toEqual(new Map([...byStage].map(([stage, of]) => [labels.get(stage), [of.length, centsOf(of) / 100]])))
    const order = [...labels.values()]
    const places = numbers.stages?.map(({ label }) => order.indexOf(label ?? '')) ?? []
    expect(places).toEqual(places.toSorted((a, b) => a - b))

    const quality = Object.fromEntries(numbers.quality.map(({ issue, count }) => [issue, count]))
    expect(quality).toMatchObject({
      'no-email': contacts.filter(({ properties }) => !properties['email']?.trim()).length,
      'no-owner': contacts.filter(({ properties }) => !properties['hubspot_owner_id']).length,
      untouched: contacts.filter(({ updatedAtMs }) => updatedAtMs < midnight(180)).length,
    })
    expect(quality['no-owner']).toBeGreaterThan(0)
    expect(numbers.sources).toContainEqual({
      ...{ accountId: account.id, type: 'deal', count: deals.length },
      list: { accountId: account.id, type: 'deal', filter: null },
    })
    await expectLists(core, numbers)
    for (const period of ['days-30', 'days-90', 'years-5'] as const) {
      await expectLists(core, (await counted(core, { period })).numbers)
    }
  }, 60_000)

  it('lay over what was loaded the changes that wait, as lists do (U3)', async () => {
    const { core } = await startConnected({ sizes: { contacts: 40, companies: 5, deals: 10 } })
    const account = await connect(core)
    await settled(core)
    valueOf(await core.handlers.app.setPreferences({ workOffline: true }))
    const of = ({ numbers }: Awaited<ReturnType<typeof counted>>, issue: string): number =>
      numbers.quality.find((one) => one.issue === issue)?.count ?? -1
    const before = await counted(core)
    valueOf(
      await core.handlers.contacts.create({
        accountId: account.id,
        values: { email: 'ada@', phone: 'call me' },
      }),
    )
    const after = await counted(core)
    expect(of(after, 'invalid-email')).toBe(of(before, 'invalid-email') + 1)
    expect(of(after, 'invalid-phone')).toBe(of(before, 'invalid-phone') + 1)
    expect(after.numbers.contacts.count).toBe(before.numbers.contacts.count + 1)
    expect(after.numbers.newContacts.count).toBe(before.numbers.newContacts.count + 1)
    await expectLists(core, after.numbers)
  }, 60_000)

  it('are of one account, and without deals and owners where it has none', async () => {
    const { core } = await startConnected({ sizes: { contacts: 20, companies: 5, deals: 10 } })
    await connect(core)
    const notion = await connect(core, notionId)
    await settled(core)
    const { numbers } = await counted(core, { accountId: notion.id })
    expect(numbers).toMatchObject({ openDeals: null, stages: null, contacts: { count: 0 } })
    expect(numbers.quality.map(({ issue }) => issue)).not.toContain('no-owner')
    expect(new Set(numbers.sources.map(({ accountId }) => accountId))).toEqual(new Set([notion.id]))
    await expectLists(core, numbers)
  }, 60_000)
})
