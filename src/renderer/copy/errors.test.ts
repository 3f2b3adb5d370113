import { beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest'
import { type AppError, type AppErrorKind, appErrorSchema } from '../../shared/errors.ts'
import { i18next } from '../app/i18n.ts'
import { describeError } from './errors.ts'

/** One of each; a new kind does not compile until it is here. */
const oneOfEach: { [Kind in AppErrorKind]: Extract<AppError, { kind: Kind }> } = {
  'sign-in-cancelled': { kind: 'sign-in-cancelled' },
  'sign-in-timed-out': { kind: 'sign-in-timed-out' },
  'sign-in-denied': { kind: 'sign-in-denied', reason: 'no' },
  'sign-in-state-mismatch': { kind: 'sign-in-state-mismatch' },
  'sign-in-refused': { kind: 'sign-in-refused', code: 'invalid_grant' },
  'sign-in-unreachable': { kind: 'sign-in-unreachable', host: 'app.harbour.example' },
  'sign-in-ports-taken': { kind: 'sign-in-ports-taken', ports: [17823, 17833] },
  'browser-not-opened': { kind: 'browser-not-opened' },
  'sign-in-address-unusable': { kind: 'sign-in-address-unusable' },
  'no-sign-in': { kind: 'no-sign-in' },
  'wrong-account': { kind: 'wrong-account', expected: 'acme', actual: 'globex' },
  'client-not-configured': { kind: 'client-not-configured', providerId: 'harbour' },
  'client-rejected': { kind: 'client-rejected', providerId: 'harbour' },
  'token-refused': { kind: 'token-refused', providerId: 'harbour' },
  'mirror-unreachable': { kind: 'mirror-unreachable' },
  'mirror-failed': { kind: 'mirror-failed', problem: { kind: 'dns' } },
  'reconnect-required': { kind: 'reconnect-required', accountId: 'account-1' },
  'vault-locked': { kind: 'vault-locked' },
  'wrong-passphrase': { kind: 'wrong-passphrase' },
  'vault-unavailable': { kind: 'vault-unavailable' },
  'vault-unreadable': { kind: 'vault-unreadable' },
  offline: { kind: 'offline' },
  'reply-lost': { kind: 'reply-lost' },
  'working-offline': { kind: 'working-offline' },
  paused: { kind: 'paused' },
  'timed-out': { kind: 'timed-out' },
  'rate-limited': { kind: 'rate-limited', retryAfterMs: 7_400 },
  'quota-spent': { kind: 'quota-spent', period: 'day', untilMs: Date.UTC(2026, 10, 21) },
  'provider-down': { kind: 'provider-down', status: 502 },
  'missing-permission': { kind: 'missing-permission', scopes: ['crm.objects.deals.read'] },
  'not-found': { kind: 'not-found' },
  rejected: { kind: 'rejected', message: 'invalid', fields: [{ name: 'email', message: 'not valid' }] },
  'already-exists': { kind: 'already-exists', existingId: '7' },
  'merged-into': { kind: 'merged-into', currentId: '8' },
  'changed-meanwhile': { kind: 'changed-meanwhile' },
  'unexpected-response': { kind: 'unexpected-response', detail: 'results is missing' },
  'storage-full': { kind: 'storage-full' },
  'storage-corrupt': { kind: 'storage-corrupt' },
  'schema-too-new': { kind: 'schema-too-new' },
  'storage-unavailable': { kind: 'storage-unavailable' },
  'no-workspace': { kind: 'no-workspace' },
  'file-not-written': { kind: 'file-not-written' },
  'file-not-read': { kind: 'file-not-read' },
  'file-too-large': { kind: 'file-too-large', mostBytes: 200_000_000 },
  'not-a-backup': { kind: 'not-a-backup' },
  'backup-cut-short': { kind: 'backup-cut-short' },
  'backup-damaged': { kind: 'backup-damaged' },
  'backup-too-new': { kind: 'backup-too-new' },
  'workspace-exists': { kind: 'workspace-exists' },
  cancelled: { kind: 'cancelled' },
  'invalid-request': { kind: 'invalid-request', detail: 'email' },
  bug: { kind: 'bug' },
}

/** Kinds whose names may stand in a sentence. */
const ordinaryWords: readonly AppErrorKind[] = ['offline', 'cancelled', 'paused']

const t = i18next.getFixedT('en', 'errors')
const names = { Provider: 'Harbour', provider: 'Harbour' }

describe('the words for errors', () => {
  let complain: MockInstance<typeof console.error>
  beforeEach(() => {
    complain = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  })

  it('knows every kind that the contract has', () => {
    const kinds = appErrorSchema.options.map((option) => option.shape.kind.value)
    expect(Object.keys(oneOfEach).toSorted()).toEqual(kinds.toSorted())
  })

  it.each(Object.values(oneOfEach))(
    'has a title and a sentence with every value filled in: $kind',
    (error) => {
      const { title, body, values } = describeError(error)
      const texts = [t(title, { ...names, ...values }), t(body, { ...names, ...values })]
      for (const text of texts) {
        expect(text).toMatch(/^\S.{4,}/)
        expect(text).not.toMatch(/[{}]|undefined|null/)
        expect(text).not.toContain(ordinaryWords.includes(error.kind) ? '.title' : error.kind)
      }
      expect(complain).not.toHaveBeenCalled()
    },
  )

  it('says until when calls are used up, where that is known', () => {
    const textOf = (untilMs: number | null): string => {
      const { body, values } = describeError({ kind: 'quota-spent', period: 'month', untilMs })
      return t(body, { ...names, ...values })
    }
    expect(textOf(Date.UTC(2026, 11, 1))).toContain('until Dec 1, 2026, 12:00')
    expect(textOf(null)).toContain('does not say until when')
    expect(complain).not.toHaveBeenCalled()
  })

  it('rounds a waiting time up to whole seconds', () => {
    expect(describeError(oneOfEach['rate-limited']).values).toEqual({ seconds: 8 })
  })

  it("passes the provider's own words on as lines of their own, none of them empty or twice", () => {
    expect(
      describeError({
        kind: 'rejected',
        message: '',
        fields: [
          { name: 'email', message: 'not valid' },
          { name: 'email', message: 'not valid' },
        ],
      }).details,
    ).toEqual(['email: not valid'])
  })

  it('makes a text that does not exist an error on the console, so that the tour fails', () => {
    // @ts-expect-error -- it does not compile either
    i18next.t('no-such-text')
    expect(complain).toHaveBeenCalledWith('missing text app:no-such-text')
  })

  it('makes a value that was not given an error on the console', () => {
    t('provider-down.body', { Provider: 'Harbour' } as never)
    expect(complain).toHaveBeenCalledWith(expect.stringContaining('missing value {{status}}'))
  })
})
