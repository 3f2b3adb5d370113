import { afterEach, describe, expect, it } from 'vitest'
import { createSandboxClient } from './sandbox-client.ts'
import { listScenarios, SCENARIOS } from './scenarios.ts'
import { startSandbox, type Sandbox } from './start-sandbox.ts'

const sizes = { contacts: 20, companies: 3, deals: 3, notionPages: 60, airtableRecords: 60 }

let sandbox: Sandbox | undefined
afterEach(() => sandbox?.close())

describe('the scenarios', () => {
  it('have names of their own', () => {
    const names = SCENARIOS.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    expect(names.filter((name) => !/^[a-z\d]+(-[a-z\d]+)*$/.test(name))).toEqual([])
  })

  it('cover every line of the lists of known failures', () => {
    const lines = (service: string): Set<string> =>
      new Set(SCENARIOS.filter((one) => one.service === service).map(({ line }) => line))
    const numbered = (prefix: string, first: number, last: number): string[] =>
      Array.from({ length: last - first + 1 }, (_, at) => `${prefix}${first + at}`)
    expect([...lines('hubspot')]).toEqual(numbered('B7.', 1, 6))
    expect([...lines('notion')]).toEqual([...numbered('F', 1, 8), 'F14'])
    expect([...lines('airtable')]).toEqual(numbered('F', 9, 14))
  })

  it.each(SCENARIOS.map(({ name }) => name))('%s can be turned on', async (name) => {
    sandbox = await startSandbox({ ...sizes, scenarios: [name] })
    const client = createSandboxClient(sandbox.endpoints)
    expect((await client.control('DELETE', 'scenarios')).status).toBe(204)
  })

  it('are listed with the line that they come from', () => {
    const list = listScenarios().split('\n')
    for (const { name, line, says } of SCENARIOS) {
      expect(
        list.filter((row) => row.includes(` ${name} `) && row.includes(` ${line} `) && row.endsWith(says)),
      ).toHaveLength(1)
    }
  })

  it('that do not exist end the start with a sentence', async () => {
    await expect(startSandbox({ ...sizes, scenarios: ['here-be-dragons'] })).rejects.toThrow(
      'There is no scenario "here-be-dragons"',
    )
  })
})
