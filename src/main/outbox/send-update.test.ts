import { expect, it } from 'vitest'
import { needReasonSchema } from '../../shared/model/change.ts'
import { ok } from '../../shared/result.ts'
import { sendUpdate } from './send-update.ts'
import type { Sending } from './sending.ts'
import { made } from './test-support/made-changes.ts'

const names = Array.from({ length: 1_200 }, (_, number) => `field_${number}`)
const all = (value: string) => Object.fromEntries(names.map((name) => [name, value]))

/** A portal in which somebody has changed every field. */
const at = {
  contacts: {
    read: async () => ok({ contact: { values: all('theirs') } }),
    authorsOf: async () => ok(new Map()),
    describeValue: (_facts: unknown, name: string, value: string) => ({ label: name, text: value }),
    isSameValue: (_facts: unknown, _name: string, one: string, other: string) => one === other,
    shown: () => ({ name: '', email: null, organisation: null, phone: null }),
  },
  now: () => 7,
  splitOff: (change: object, differences: object) => ({ ...change, ...differences, id: crypto.randomUUID() }),
} as unknown as Sending

it('R40: a conflict about more fields than one reason can name is several, none of which is lost', async () => {
  const change = made({ values: all('yours'), base: all('before') })
  const { changes } = await sendUpdate(at, change, '9')
  expect(changes.map(({ state }) => state)).toEqual(['needs-you', 'needs-you', 'needs-you'])
  for (const { reason } of changes) expect(needReasonSchema.safeParse(reason).error).toBeUndefined()
  expect(changes.flatMap(({ values }) => Object.keys(values))).toEqual(names)
})
