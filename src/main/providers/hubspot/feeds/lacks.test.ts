import { describe, expect, it } from 'vitest'
import { providerIdSchema } from '../../../../shared/model/provider.ts'
import { err, ok } from '../../../../shared/result.ts'
import type { StoredRows } from '../../feeds.ts'
import { loadChoiceSchema } from '../../../../shared/model/load-choice.ts'
import { createHubSpotFeeds } from './hubspot-feeds.ts'

async function lacksWith(facts: Readonly<Record<string, unknown>>) {
  const { list } = createHubSpotFeeds(providerIdSchema.parse('hubspot'))
  const fact: StoredRows['fact'] = async (name) => ok(facts[name])
  const listed = await list({ choice: loadChoiceSchema.parse({}), local: { fact } as StoredRows })
  if (!listed.ok) throw new Error(listed.error.kind)
  return Object.fromEntries(listed.value.map(({ name, lacks = [] }) => [name, lacks]))
}

describe('what the feeds of HubSpot lack', () => {
  it('is nothing where runs noted nothing, or what nobody can read', async () => {
    const nothing = { account: [], contact: [], company: [], deal: [], links: [] }
    expect(await lacksWith({})).toEqual(nothing)
    const odd = {
      'missing:owners': null,
      'gap:deal': { told: 5, stored: 5 },
      'missing:deal': 'x',
      'gap:contact': 7,
    }
    expect(await lacksWith(odd)).toEqual(nothing)
  })

  it('names the missing scopes by what they would tell, for the types that it would tell it of', async () => {
    const missing = (scope: string) => ({ scopes: [scope] })
    const lacks = await lacksWith({
      'missing:owners': missing('owners'),
      'missing:pipelines': missing('pipelines'),
      'missing:company': missing('schemas'),
      'missing:deal-contact': missing('ties'),
      'missing:deal-company': missing('ties'),
    })
    const of = (part: string, scope: string) => ({ kind: 'permission', part, scopes: [scope] })
    expect(lacks).toEqual({
      account: [],
      contact: [of('owners', 'owners')],
      company: [of('properties', 'schemas'), of('owners', 'owners')],
      deal: [of('owners', 'owners'), of('pipelines', 'pipelines'), of('links', 'ties')],
      links: [],
    })
  })

  it('tells how many records search told of and never gave', async () => {
    const gap = { fromMs: 1, toMs: 2, told: 12, stored: 9 }
    expect((await lacksWith({ 'gap:contact': gap }))['contact']).toEqual([{ kind: 'not-given', count: 3 }])
  })

  it('fails as the store does', async () => {
    const { list } = createHubSpotFeeds(providerIdSchema.parse('hubspot'))
    const local = { fact: async () => err({ kind: 'storage-corrupt' }) } as unknown as StoredRows
    expect(await list({ choice: loadChoiceSchema.parse({}), local })).toEqual(
      err({ kind: 'storage-corrupt' }),
    )
  })
})
