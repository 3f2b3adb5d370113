import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compareReports } from '../../scripts/contracts/compare.mjs'
import type { Report } from '../../scripts/contracts/compare.d.mts'
import { startSandbox, type Sandbox } from '../../src/sandbox/start-sandbox.ts'
import { startAtNotion, type AtNotion } from '../conformance/notion/at-notion.ts'
import { describeReading } from '../conformance/notion/reading.ts'
import { describeWriting } from '../conformance/notion/writing.ts'
import { runApp, runNotion } from './app-traffic.ts'
import { startCheckProxy, type CheckProxy } from './check-proxy.ts'
import { DEVIATIONS } from './deviations.ts'
import { walkHubSpot } from './hubspot-walk.ts'

const SIZES = { contacts: 450, companies: 220, deals: 230, notionPages: 1, airtableRecords: 1 }

let sandbox: Sandbox
let notion: AtNotion
const proxies = new Map<'hubspot' | 'notion', CheckProxy>()
const running: { close: () => Promise<void> }[] = []

async function startProxy(spec: 'hubspot' | 'notion', target: string): Promise<string> {
  const proxy = await startCheckProxy(spec, target)
  proxies.set(spec, proxy)
  return proxy.origin
}

let hubspotOrigin = ''
let notionOrigin = ''
beforeAll(async () => {
  sandbox = await startSandbox(SIZES)
  running.push(sandbox)
  hubspotOrigin = await startProxy('hubspot', sandbox.endpoints.hubspot.api)
  notion = await startAtNotion({
    through: async (started) => {
      running.push(started)
      notionOrigin = await startProxy('notion', started.endpoints.notion.api)
      return notionOrigin
    },
  })
})
afterAll(async () => {
  for (const proxy of proxies.values()) proxy.kill()
  await Promise.all(running.map((one) => one.close()))
})

describe('through the checking proxy', () => {
  it('the app does its whole job', async () => {
    const counts = await runApp(sandbox, hubspotOrigin)
    for (const type of ['contact', 'company', 'deal']) expect(counts[type]).toBeGreaterThan(200)
  })

  it('the app signs in at Notion, loads, and ends the grant', async () => {
    expect(await runNotion(notion.sandbox, notionOrigin)).toBeGreaterThan(20)
  })

  it('every call of HubSpot that the sandbox answers is made', () => walkHubSpot(sandbox, hubspotOrigin))

  describeReading(() => notion)
  describeWriting(() => notion)
})

it('all of it fits the published documents, but for the deviations that are listed', async () => {
  const reports = await Promise.all([...proxies.values()].map((proxy) => proxy.stop()))
  expect(reports.map(({ spec }) => spec)).toEqual(['hubspot', 'notion'])
  for (const report of reports) console.log(summaryOf(report))
  for (const { exchanges } of reports) expect(exchanges).toBeGreaterThan(100)
  expect(compareReports(reports, DEVIATIONS).join('\n')).toBe('')
})

function summaryOf({ spec, exchanges, covered }: Report): string {
  return `${spec}: ${Object.keys(covered).length} published operations met in ${exchanges} exchanges`
}
