import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, it } from 'vitest'
import { passedSecrets } from '../../src/sandbox/secrets.ts'
import { valueOf } from '../support/core-in-node.ts'
import { serverAt, startTeam, statusOf, teamPassphrase } from '../support/redis/two-devices.ts'

it('R51: whoever reads the dump finds no token, e-mail, portal id or name', async () => {
  const team = await startTeam()
  const second = await team.newDevice('ana-s-laptop')
  const { mirror } = second.core.handlers
  valueOf(await mirror.configure(serverAt(await team.joinAddress())))
  valueOf(await mirror.join({ passphrase: teamPassphrase }))
  second.core.resumed()
  await expect.poll(async () => (await statusOf(second.core)).team?.devices.length).toBe(2)
  await team.redis.ask('CONFIG', 'SET', 'rdbcompression', 'no')
  await team.redis.ask('SAVE')
  const dump = await readFile(path.join(team.redis.folder, 'dump.rdb'), 'latin1')
  // It is the dump of this team, and what is looked for is known to have been there.
  expect(dump).toContain(':r:')
  expect(passedSecrets().length).toBeGreaterThan(1)
  const { account } = team
  const workspace = valueOf(await team.first.core.handlers.app.getState({})).workspace
  const known = [
    account.externalId,
    account.label,
    account.providerId,
    account.id,
    workspace?.user,
    workspace?.organisation,
  ]
  for (const word of [
    ...known,
    workspace?.id,
    'harbour',
    'ana-s-laptop',
    teamPassphrase,
    ...passedSecrets(),
    'ntn_',
    'access',
    'refresh',
    '@harbour.example',
  ]) {
    // Three letters stand somewhere in a dump's random bytes every few hundred runs.
    expect(word?.length ?? 0, word).toBeGreaterThan(3)
    for (const form of word === undefined ? [] : formsOf(word)) expect(dump, word).not.toContain(form)
  }
  const tokens = team.first.core.lines.length
  expect(tokens).toBeGreaterThan(0)
})

/** A text as it may stand in a dump, also where somebody only packed it: as it is, in base64 at any place, in hex. */
function formsOf(word: string): string[] {
  if (word.length < 8) return [word]
  const bytes = Buffer.from(word)
  const inBase64 = [0, 1, 2].flatMap((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '')
    // The first and the last letters depend on what stands beside the word.
    const inside = whole.slice(before === 0 ? 0 : before + 1, -2)
    return [inside, inside.replaceAll('+', '-').replaceAll('/', '_')]
  })
  return [word, ...inBase64, bytes.toString('hex')]
}
