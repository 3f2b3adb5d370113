import { describe, expect, it } from 'vitest'
import { refusalOf, type AtHubSpot } from './at-hubspot.ts'

export function describeBatches(at: () => AtHubSpot): void {
  describe('HubSpot’s client works in batches', () => {
    const api = () => at().client.crm.contacts.batchApi
    const reading = (ids: readonly string[], idProperty?: string) => ({
      inputs: ids.map((id) => ({ id })),
      properties: ['email'],
      propertiesWithHistory: [],
      ...(idProperty === undefined ? {} : { idProperty }),
    })

    it('reads a hundred records by id, and by address', async () => {
      const ids = Array.from({ length: 100 }, (_, at) => String(100 + at))
      const { status, results } = await api().read(reading(ids))
      expect(status).toBe('COMPLETE')
      expect(results.map(({ id }) => id).sort()).toEqual(ids)
      const [first] = results
      const byEmail = await api().read(reading([first?.properties.email ?? ''], 'email'))
      expect(byEmail.results).toHaveLength(1)
      expect(byEmail.results[0]?.id).toBe(first?.id)
    })

    it('is told which rows failed, and gets the others', async () => {
      const answer = await api().read(reading(['101', '999999998', '102']))
      expect(answer.results.map(({ id }) => id).sort()).toEqual(['101', '102'])
      expect(answer).toMatchObject({ numErrors: 1 })
      expect('errors' in answer && answer.errors[0]).toMatchObject({ status: 'error' })
    })

    it('creates, changes and archives several', async () => {
      const created = await api().create({
        inputs: ['one', 'two'].map((name) => ({
          properties: { email: `${name}@batch.example`, firstname: name },
          associations: [],
          objectWriteTraceId: name,
        })),
      })
      const ids = created.results.map(({ id }) => id)
      expect(new Set(ids).size).toBe(2)
      const changed = await api().update({
        inputs: ids.map((id) => ({ id, properties: { lastname: 'Batch' } })),
      })
      expect(changed.results.map(({ properties }) => properties.lastname)).toEqual(['Batch', 'Batch'])
      await api().archive({ inputs: [...ids.map((id) => ({ id })), { id: '999999997' }] })
      for (const id of ids) {
        expect((await refusalOf(at().client.crm.contacts.basicApi.getById(id))).code).toBe(404)
      }
    })

    it('creates what is new and changes what exists, and is told which was which', async () => {
      const known = await at().client.crm.contacts.basicApi.getById('105', ['email'])
      const answer = await api().upsert({
        inputs: [known.properties.email ?? '', 'fresh@batch.example'].map((email) => ({
          id: email,
          idProperty: 'email',
          properties: { email, lastname: 'Upsert' },
        })),
      })
      const news = answer.results.map((result) => ('_new' in result ? result._new : undefined))
      expect(news).toEqual([false, true])
      expect(answer.results[0]?.id).toBe('105')
    })

    it('is refused more than a hundred rows', async () => {
      const ids = Array.from({ length: 101 }, (_, at) => String(100 + at))
      const { code, body } = await refusalOf(api().read(reading(ids)))
      expect(code).toBe(400)
      expect(body.category).toBe('VALIDATION_ERROR')
    })

    it('does the same with companies and deals', async () => {
      const companies = await at().client.crm.companies.batchApi.read(reading(['51', '52']))
      expect(companies.results).toHaveLength(2)
      const deals = await at().client.crm.deals.batchApi.read(reading(['51', '52']))
      expect(deals.results).toHaveLength(2)
    })
  })
}
