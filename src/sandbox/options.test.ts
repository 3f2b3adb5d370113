import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEFAULT_OPTIONS, readOptions } from './options.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-options-'))
})
afterAll(() => rm(folder, { recursive: true }))

describe('the command line of the sandbox', () => {
  it('gives a believable account when nothing is said', () => {
    expect(readOptions([])).toEqual({ options: DEFAULT_OPTIONS })
    expect(DEFAULT_OPTIONS).toMatchObject({
      contacts: 12_000,
      companies: 1_800,
      deals: 2_400,
      seed: 1,
      latencyMs: 0,
    })
  })

  it('takes values behind a space or an equals sign', () => {
    const words =
      '--port 4010 --contacts=25000 --companies 0 --deals=1 --seed 7 --latency 150 --token-ttl 60 --rotate-refresh ' +
      '--end-with-input --notion-port 4011 --airtable-port=4012 --admin-port 4013 --notion-pages 5 ' +
      '--airtable-records 6 --limits real --scenario one --scenario=two --no-admin'
    expect(readOptions(words.split(' '))).toEqual({
      options: {
        port: 4010,
        notionPort: 4011,
        airtablePort: 4012,
        adminPort: 4013,
        contacts: 25_000,
        companies: 0,
        deals: 1,
        notionPages: 5,
        airtableRecords: 6,
        seed: 7,
        latencyMs: 150,
        tokenTtlSeconds: 60,
        rotateRefresh: true,
        limits: true,
        faults: [],
        scenarios: ['one', 'two'],
        admin: false,
        endsWithInput: true,
        state: null,
      },
    })
  })

  it('reads faults from a file', async () => {
    const file = join(folder, 'faults.json')
    await writeFile(file, JSON.stringify([{ path: '/crm', status: 503, nth: 2 }]))
    expect(readOptions(['--faults', file])).toEqual({
      options: { ...DEFAULT_OPTIONS, faults: [{ path: '/crm', status: 503, nth: 2 }] },
    })
  })

  it.each<[string[], RegExp]>([
    [['--colour', 'red'], /"--colour" is not an option/],
    [['contacts'], /"contacts" is not an option/],
    [['--contacts'], /--contacts needs a value/],
    [['--contacts', 'many'], /--contacts must be a whole number from 0 to 5000000, not "many"/],
    [['--contacts', '-5'], /--contacts must be a whole number/],
    [['--port', '70000'], /--port must be a whole number from 0 to 65535/],
    [['--latency=1.5'], /--latency must be a whole number/],
    [['--rotate-refresh=yes'], /--rotate-refresh takes no value/],
    [['--no-admin=1'], /--no-admin takes no value/],
    [['--limits', 'some'], /--limits must be real or off, not "some"/],
    [['--faults', '/nowhere/faults.json'], /cannot be read: .*ENOENT/],
  ])('refuses %j with a sentence', (words, reason) => {
    const read = readOptions(words)
    expect('reason' in read ? read.reason : 'accepted').toMatch(reason)
  })

  it.each([
    ['not JSON', '[{', /cannot be read/],
    ['not a list of faults', '[{"status":"bad"}]', /not usable/],
  ])('refuses a file of faults that is %s', async (name, content, reason) => {
    const file = join(folder, `${name}.json`)
    await writeFile(file, content)
    const read = readOptions(['--faults', file])
    expect('reason' in read ? read.reason : 'accepted').toMatch(reason)
  })
})
