import { describe, expect, it } from 'vitest'
import { REQUIRED_SCOPES } from '../../../src/sandbox/hubspot/scopes.ts'
import { refusalOf, type AtHubSpot } from './at-hubspot.ts'

export function describeErrors(at: () => AtHubSpot): void {
  describe('HubSpot’s client is told', () => {
    it('that a token is none, or too old', async () => {
      const stranger = at().clientWith({ accessToken: 'nobody' })
      const unknown = await refusalOf(stranger.crm.contacts.basicApi.getPage())
      expect(unknown).toMatchObject({
        code: 401,
        body: { status: 'error', category: 'INVALID_AUTHENTICATION' },
      })
      const { accessToken } = await at().visitor.signIn()
      at().sandbox.clock.advance(1_801_000)
      const late = at().clientWith({ accessToken })
      const expired = await refusalOf(late.crm.contacts.basicApi.getPage())
      expect(expired).toMatchObject({ code: 401, body: { category: 'EXPIRED_AUTHENTICATION' } })
    })

    it('which scope is missing', async () => {
      const { accessToken } = await at().visitor.signIn()
      const { code, body } = await refusalOf(at().clientWith({ accessToken }).crm.owners.ownersApi.getPage())
      expect(REQUIRED_SCOPES).not.toContain('crm.objects.owners.read')
      expect(code).toBe(403)
      expect(body).toMatchObject({
        category: 'MISSING_SCOPES',
        errors: [{ context: { requiredGranularScopes: ['crm.objects.owners.read'] } }],
      })
    })

    it('that a contact exists, with its id', async () => {
      const { basicApi } = await signedInAgain(at)
      const { properties } = await basicApi.getById('130', ['email'])
      const call = basicApi.create({ properties: { email: properties.email ?? '' }, associations: [] })
      const { code, body } = await refusalOf(call)
      expect(code).toBe(409)
      expect(body).toMatchObject({
        category: 'CONFLICT',
        message: expect.stringMatching(/Existing ID: 130$/),
      })
    })

    it('which property is wrong', async () => {
      const { basicApi } = await signedInAgain(at)
      const { code, body } = await refusalOf(basicApi.update('131', { properties: { email: 'no address' } }))
      expect(code).toBe(400)
      expect(body).toMatchObject({ category: 'VALIDATION_ERROR', correlationId: expect.any(String) })
      expect(body.errors).toMatchObject([{ code: 'INVALID_EMAIL', context: { propertyName: ['email'] } }])
    })

    it('that a record is not there', async () => {
      const { basicApi } = await signedInAgain(at)
      expect((await refusalOf(basicApi.getById('999999999'))).code).toBe(404)
      const odd = await refusalOf(basicApi.getById('abc'))
      expect(odd).toMatchObject({ code: 404, body: { category: 'OBJECT_NOT_FOUND' } })
    })
  })
}

/** Time has been skipped, so the first token of these tests may be too old by now. */
async function signedInAgain(at: () => AtHubSpot) {
  const { accessToken } = await at().visitor.signIn()
  return at().clientWith({ accessToken }).crm.contacts
}
