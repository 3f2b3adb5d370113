import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox, type Sandbox } from '../../src/sandbox/start-sandbox.ts'
import { seededRandom } from '../support/made-up-items.ts'
import { differences, type StoredRow, type TrueRow } from '../support/storm/differences.ts'
import { endFaults, putFault, randomFault } from '../support/storm/random-fault.ts'
import { readAirtable, readHubSpot, readNotion } from '../support/storm/read-everything.ts'
import { stormStep } from '../support/storm/storm-step.ts'
import { calmWeather, stormWeather } from '../support/storm/storm-weather.ts'
import { airtableRows, hubspotRows, hubspotTieRows, notionRows } from '../support/storm/true-rows.ts'

const NOW_MS = Date.UTC(2026, 10, 20, 12)
const SIZES = { contacts: 250, companies: 60, deals: 60, notionPages: 250, airtableRecords: 300 }

let sandbox: Sandbox
let notionToken: string
async function start(): Promise<void> {
  sandbox = await startSandbox({ ...SIZES, now: () => NOW_MS })
  notionToken = sandbox.notion.grants.issue().accessToken
}
beforeEach(start)
afterEach(() => sandbox.close())

const services = ['hubspot', 'notion', 'airtable'] as const
type Service = (typeof services)[number]
const copy: Record<Service, () => Promise<StoredRow[]>> = {
  hubspot: () => readHubSpot(sandbox),
  notion: () => readNotion(sandbox, notionToken),
  airtable: () => readAirtable(sandbox),
}
const truth: Record<Service, () => TrueRow[]> = {
  hubspot: () => [...hubspotRows(sandbox.hubspot.truth), ...hubspotTieRows(sandbox.hubspot.truth)],
  notion: () => notionRows(sandbox.notion.truth),
  airtable: () => airtableRows(sandbox.airtable.truth),
}
const wrong = async (service: Service): Promise<string[]> =>
  differences(await copy[service](), truth[service]())
const storm = (seed: number, steps: number, only: readonly Service[]): string[] => {
  const random = seededRandom(seed)
  return Array.from({ length: steps }, () => stormStep(random, sandbox, { services: only }))
}

describe('a storm', () => {
  it('does the same for the same seed, and leaves the same behind', async () => {
    const said = storm(7, 300, services)
    const left = [hubspotRows, hubspotTieRows].map((rows) => rows(sandbox.hubspot.truth))
    const pages = notionRows(sandbox.notion.truth, 'hidden')
    const tables = airtableRows(sandbox.airtable.truth)
    await sandbox.close()
    await start()
    expect(storm(7, 300, services)).toEqual(said)
    expect([hubspotRows, hubspotTieRows].map((rows) => rows(sandbox.hubspot.truth))).toEqual(left)
    expect(notionRows(sandbox.notion.truth, 'hidden')).toEqual(pages)
    expect(airtableRows(sandbox.airtable.truth).map(({ id }) => id)).toEqual(tables.map(({ id }) => id))
    expect(storm(8, 20, services)).not.toEqual(said.slice(0, 20))
  })

  it.each<[Service, readonly string[]]>([
    [
      'hubspot',
      [
        'created',
        'changed contacts',
        'at once',
        'archived',
        'restored',
        'purged contacts',
        'from the recycle bin',
        'merged',
        'tied',
        'untied',
      ],
    ],
    [
      'notion',
      [
        'created page',
        'created data source',
        'renamed page',
        'renamed data source',
        'of data source',
        'edited',
        'moved',
        'trashed page',
        'trashed the database',
        'restored page',
        'restored the database',
        'archived',
        'took page',
        'gave page',
      ],
    ],
    [
      'airtable',
      [
        'created',
        'changed',
        'cells of',
        'looked up elsewhere',
        'deleted',
        'restored',
        'renamed table',
        'renamed field',
        'added field',
        'removed field',
        'added table',
        'removed table',
        'took base',
        'gave base',
      ],
    ],
  ])('does everything at %s that can happen there', (service, kinds) => {
    const said = storm(3, 1_200, [service])
    expect(kinds.filter((kind) => !said.some((text) => text.includes(kind)))).toEqual([])
  })

  it.each(services)(
    'of 400 steps leaves nothing at %s that a plain copy would get wrong',
    async (service) => {
      expect(await wrong(service)).toEqual([])
      const weather = stormWeather(seededRandom(11), sandbox)
      const said = storm(5, 400, [service])
      calmWeather(sandbox)
      expect(await wrong(service), `${weather}\n${said.slice(-5).join('\n')}`).toEqual([])
    },
  )

  it.each(services)('changes something at %s with nearly every step', (service) => {
    const random = seededRandom(9)
    const steps = 30
    let before = truth[service]()
    let effective = 0
    for (let step = 0; step < steps; step++) {
      stormStep(random, sandbox, { services: [service] })
      const after = truth[service]()
      const copy = before.map((row) => ({ modifiedAtMs: null, parent: null, ...row }))
      if (differences(copy, after).length > 0) effective++
      before = after
    }
    // The others concern what nobody is shown: what lies in the trash, or a base that was taken away.
    expect(effective).toBeGreaterThan(0.75 * steps)
    expect(
      differences(
        before.map((row) => ({ modifiedAtMs: null, parent: null, ...row })),
        before,
      ),
    ).toEqual([])
  })
})

describe('a random fault', () => {
  const ask = async (service: Service): Promise<number | 'nothing'> => {
    const calls: Record<Service, () => Promise<Response>> = {
      hubspot: () =>
        fetch(`${sandbox.endpoints.hubspot.api}/crm/objects/2026-09/contacts`, {
          headers: { authorization: `Bearer ${hubspotToken}` },
        }),
      notion: () =>
        fetch(`${sandbox.endpoints.notion.api}/v1/search`, {
          method: 'POST',
          body: '{}',
          headers: {
            authorization: `Bearer ${notionToken}`,
            'notion-version': '2026-03-11',
            'content-type': 'application/json',
          },
        }),
      airtable: () =>
        fetch(`${sandbox.endpoints.airtable.api}/v0/meta/bases`, {
          headers: { authorization: `Bearer ${airtableToken}` },
        }),
    }
    try {
      const response = await calls[service]()
      JSON.parse(await response.text())
      return response.status
    } catch {
      return 'nothing'
    }
  }
  let hubspotToken: string
  let airtableToken: string

  it('is known to the sandbox, hits one of the next calls on data, and is over', async () => {
    hubspotToken = sandbox.hubspot.grants.issueAccessToken(['crm.objects.contacts.read']).token
    airtableToken = sandbox.airtable.grants.issue({
      ...{ client: 'public', scopes: ['schema.bases:read'], bases: 'all' },
    }).accessToken
    const random = seededRandom(4)
    const outcomes = new Set<number | 'nothing'>()
    for (let turn = 0; turn < 30; turn++) {
      const one = randomFault(random, sandbox.clock.now(), services)
      putFault(sandbox, one)
      const asked: (number | 'nothing')[] = []
      for (let call = 0; call < 6; call++) asked.push(await ask(one.service))
      expect(asked.filter((outcome) => outcome !== 200).length, one.says).toBeLessThanOrEqual(1)
      for (const outcome of asked) outcomes.add(outcome)
      endFaults(sandbox)
    }
    for (const outcome of [200, 401, 423, 429, 'nothing'] as const) expect(outcomes).toContain(outcome)
    expect([500, 502, 503].some((status) => outcomes.has(status))).toBe(true)
    expect(sandbox.notion.behaviour.read()).toMatchObject({ staleCursors: 0 })
  })
})
