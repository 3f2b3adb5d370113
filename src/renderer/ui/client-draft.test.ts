import { describe, expect, it } from 'vitest'
import { aClient, aProvider } from '../test-support/fake-state.ts'
import { changeOf, type ClientDraft, clientDraftSchema, draftOf } from './client-draft.ts'

const provider = aProvider()
const publicProvider = aProvider({ capabilities: { ...provider.capabilities, publicClient: true } })
const draft: ClientDraft = {
  clientId: 'an-id',
  secretChoice: 'new',
  clientSecret: 'a-secret',
  addressChoice: 'recommended',
  ownAddresses: '',
}
const problemsOf = (changes: Partial<ClientDraft>): string[] =>
  clientDraftSchema
    .safeParse({ ...draft, ...changes })
    .error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`) ?? []

describe('the draft of an OAuth app', () => {
  it('begins with what is recommended, and without a secret where none is needed', () => {
    expect(draftOf(aClient(), provider)).toMatchObject({ secretChoice: 'new', addressChoice: 'recommended' })
    expect(draftOf(aClient(), publicProvider).secretChoice).toBe('none')
  })

  it('begins with what is set, where something is', () => {
    const own = ['http://localhost:8000/back']
    const set = aClient({ state: 'set', clientId: 'an-id', hasSecret: true, redirectUris: own })
    expect(draftOf(set, publicProvider)).toEqual({
      clientId: 'an-id',
      secretChoice: 'keep',
      clientSecret: '',
      addressChoice: 'own',
      ownAddresses: own[0],
    })
  })

  it('becomes what main is told, without the spaces around pasted values', () => {
    const pasted = { ...draft, clientId: ' an-id\n', clientSecret: ' a-secret ' }
    expect(
      changeOf({ ...pasted, addressChoice: 'own', ownAddresses: ' http://localhost/a \n\n' }, provider),
    ).toEqual({
      providerId: provider.id,
      clientId: 'an-id',
      secret: { kind: 'new', value: 'a-secret' },
      redirectUris: ['http://localhost/a'],
    })
    expect(changeOf({ ...pasted, secretChoice: 'keep' }, provider)).toMatchObject({
      secret: { kind: 'keep' },
      redirectUris: provider.redirectUris,
    })
  })

  it.each([
    [{ clientId: ' ' }, 'clientId required'],
    [{ clientSecret: ' ' }, 'clientSecret required'],
    [{ addressChoice: 'own' }, 'ownAddresses required'],
    [{ addressChoice: 'own', ownAddresses: 'https://example.com/a' }, 'ownAddresses badAddress'],
    [{ addressChoice: 'own', ownAddresses: 'http://localhost:80' }, 'ownAddresses badAddress'],
    [{ addressChoice: 'own', ownAddresses: 'http://localhost/a?b' }, 'ownAddresses badAddress'],
    [{ addressChoice: 'own', ownAddresses: 'http://localhost/a\n'.repeat(6) }, 'ownAddresses tooMany'],
  ] satisfies [Partial<ClientDraft>, string][])('is not complete with %j', (changes, problem) => {
    expect(problemsOf(changes)).toEqual([problem])
  })

  it.each([
    { secretChoice: 'keep', clientSecret: '' },
    { secretChoice: 'none', clientSecret: '' },
    {
      addressChoice: 'own',
      ownAddresses: 'http://[::1]:8000/a\nhttp://127.0.0.1/b\norg.portolan.desktop:/c',
    },
    { ownAddresses: 'nonsense that nobody asked for' },
  ] satisfies Partial<ClientDraft>[])('is complete with %j', (changes) => {
    expect(problemsOf(changes)).toEqual([])
  })
})
