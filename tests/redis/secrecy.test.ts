import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, it } from 'vitest'
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
    'ntn_',
    'access',
    'refresh',
    '@',
  ]) {
    expect(word?.length ?? 0).toBeGreaterThan(0)
    if ((word?.length ?? 0) > 1) expect(dump, word).not.toContain(word)
  }
  const tokens = team.first.core.lines.length
  expect(tokens).toBeGreaterThan(0)
})
